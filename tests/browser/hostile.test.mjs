// What comes from strangers and from publishers who mean harm, or are shut off: messages, blocked storage, markup in the texts of a pack;
// and the archive of the site, as somebody unpacks it.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { url, walk } from "./harness.mjs";
import { on, started, wholeWay } from "./app.mjs";
import { compiled, file, host as folder, marked } from "./site.mjs";

const START = "看看您的企业能享受哪些支持政策";
const HEIGHT = "900";

const embedded = `<script async src="${url}embed.js"></script>`;
const pages = {
  "/": embedded,
  // Says how tall it is, and that another page begins, but is not the site.
  "/stranger": `<script>for (const message of [{ qualify: "height", height: 777 }, { qualify: "page" }, "said"]) parent.postMessage(message, "*")</script>`,
  // Greets the frame beside it.
  "/greets": `<script>for (const message of [{ qualify: "hello" }, "said"]) parent.frames[0].postMessage(message, "*")</script>`,
  // Shows the site without the script, and writes down what is told.
  "/listens": `<script>const heard = []; addEventListener("message", ({ data, origin }) => heard.push([data?.qualify, typeof data?.height, origin]))</script><iframe src="${url}index.html"></iframe>`,
};

let server;
let near;
let far;

before(async () => {
  server = createServer((request, response) => {
    const path = request.url.replace("?shut", "");
    // What stands in a page that is shut off is shut off too.
    const shut = path === request.url ? {} : { "content-security-policy": "sandbox allow-scripts allow-popups" };
    response.writeHead(path in pages ? 200 : 404, { "content-type": "text/html", ...shut });
    response.end(`<!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><body>${pages[path]}`);
  });
  await new Promise((done) => server.listen(0, done));
  const { port } = server.address();
  // To a browser the second is another site altogether.
  [near, far] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
});

after(() => server.close());

const beside = () => [near, far];
const inside = async (page) => (await page.locator("iframe").elementHandle()).contentFrame();

walk(
  "what stands in the frame in the place of the site is not listened to",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${near}/`);
    await page.frameLocator("iframe").getByRole("heading", { level: 1, name: START }).waitFor();
    await page.waitForFunction((height) => document.querySelector("iframe").getAttribute("height") !== height, HEIGHT);
    // The written page has that heading too; what it still fetched would be dropped.
    await page.frameLocator("iframe").locator("#app[data-started]").waitFor({ state: "attached" });
    await page.evaluate((address) => {
      window.last = new Promise((done) => addEventListener("message", ({ data }) => data === "said" && done()));
      document.querySelector("iframe").setAttribute("height", "555");
      document.querySelector("iframe").src = address;
    }, `${far}/stranger`);
    await page.evaluate(() => window.last);
    assert.equal(await page.locator("iframe").getAttribute("height"), "555");
  },
  { beside },
);

walk(
  "what is no number of pixels is no height, and what is no message of ours is nothing",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${near}/`);
    await page.frameLocator("iframe").getByRole("heading", { level: 1, name: START }).waitFor();
    const frame = await inside(page);
    const said = [
      ...[NaN, Infinity, -Infinity, undefined, true, [400], { valueOf: 400 }, "400"].map((height) => ({ qualify: "height", height })),
      ...[null, undefined, 5, "height", [], { qualify: { height: 400 } }, { height: 400 }],
    ];
    await page.evaluate(() => {
      window.last = new Promise((done) => addEventListener("message", ({ data }) => data === "said" && done()));
    });
    // The page inside tells its own height no more.
    await frame.evaluate(() => (document.documentElement.style.cssText = "block-size: 700px; overflow: hidden"));
    await page.waitForFunction(() => document.querySelector("iframe").getAttribute("height") === "700");
    await frame.evaluate((said) => [...said, "said"].forEach((it) => parent.postMessage(it, "*")), said);
    await page.evaluate(() => window.last);
    assert.equal(await page.locator("iframe").getAttribute("height"), "700");
    await frame.evaluate(() => parent.postMessage({ qualify: "height", height: 700.2 }, "*"));
    await page.waitForFunction(() => document.querySelector("iframe").getAttribute("height") === "701");
  },
  { beside },
);

walk(
  "the page in the frame tells nothing but that it is there, until it is greeted; then its height, and never more",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${near}/listens`);
    await page.frameLocator("iframe").getByRole("heading", { level: 1, name: START }).waitFor();
    const site = new URL(url).origin;
    assert.deepEqual(await page.evaluate("heard"), [["ready", "undefined", site]]);
    // What is said comes back, once all before it has been heard.
    await (await inside(page)).evaluate(() => addEventListener("message", ({ data }) => data === "said" && parent.postMessage("said", "*")));
    const greet = (...messages) => page.evaluate(([messages, to]) => messages.forEach((it) => frames[0].postMessage(it, to)), [messages, site]);
    await greet(null, "hello", { qualify: "ready" }, { qualify: ["hello"] }, "said");
    await page.waitForFunction("heard.length > 1");
    assert.deepEqual(await page.evaluate("heard[1]"), [undefined, "undefined", site], "greeted by what is no greeting");
    await greet({ qualify: "hello" });
    await page.waitForFunction("heard.length > 2");
    assert.deepEqual(await page.evaluate("heard[2]"), ["height", "number", site]);
    // Another frame greets: it is the page around that goes on being told.
    await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src })), `${far}/greets`);
    await page.waitForFunction("heard.filter(([what]) => what === undefined).length > 1");
    const frame = page.frameLocator("iframe").first();
    await frame.getByRole("link", { name: "开始自测" }).click();
    await page.waitForFunction("heard.some(([what]) => what === 'page')");
    await frame.getByRole("heading", { level: 1, name: "您有（或正准备办理）下面哪些事项？" }).waitFor();
    assert.deepEqual(new Set(await page.evaluate("heard.map(([what]) => what)")), new Set(["ready", undefined, "height", "page"]));
  },
  { beside },
);

walk(
  "in a page that is shut off the frame keeps its height, and works",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${near}/?shut`);
    const frame = page.frameLocator("iframe");
    await frame.getByText("关闭或刷新页面后回答不会保留").waitFor();
    await frame.getByRole("link", { name: "开始自测" }).click();
    await frame.getByRole("heading", { level: 1, name: "您有（或正准备办理）下面哪些事项？" }).waitFor();
    assert.equal(await page.locator("iframe").getAttribute("height"), HEIGHT);
  },
  { beside },
);

walk(
  "on another site, where the browser keeps nothing for the frame, it says so, works, and offers a file",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${far}/`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { level: 1, name: START }).waitFor();
    const refusal = await (await inside(page)).evaluate(() => {
      try {
        return typeof localStorage;
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(refusal, "SecurityError", "this browser keeps something there, so that nothing is tested here");
    const notice = frame.locator(".notices").getByText("此浏览器不允许保存");
    await notice.waitFor();
    await frame.getByRole("link", { name: "开始自测" }).click();
    await frame.getByRole("checkbox", { name: "贷款", exact: true }).check();
    await frame.getByRole("button", { name: "继续", exact: true }).click();
    await frame.getByRole("radio", { name: "不清楚" }).waitFor();
    await notice.waitFor();
    await page.waitForFunction((height) => document.querySelector("iframe").getAttribute("height") !== height, HEIGHT);
    await frame.locator(".notices").getByRole("link", { name: "保存、打印和分享" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), frame.getByRole("button", { name: "把回答存成文件" }).click()]);
    assert.match(readFileSync(await download.path(), "utf8"), /"loan"/);
    await page.reload();
    await frame.getByRole("heading", { level: 1, name: START }).waitFor();
    assert.equal(await frame.getByRole("link", { name: /已答/ }).count(), 0);
  },
  { beside },
);

const EVIL = `"><img src=x onerror="harmed=1">`;
const ADDRESS = "https://evil.example";
const SCRIPT = "javascript:harmed=1;";

/** The small pack: every text of it does harm to whoever takes it for HTML, and the address of its document to whoever follows it. */
function hostile() {
  const made = mkdtempSync(join(tmpdir(), "qualify-hostile-"));
  try {
    cpSync(fileURLToPath(new URL("../../authoring/tests/small/", import.meta.url)), made, { recursive: true });
    rmSync(join(made, "cases"), { recursive: true });
    for (const name of readdirSync(made, { recursive: true }).filter((it) => it.endsWith(".yaml"))) {
      // What begins in Chinese is a text.
      const text = readFileSync(join(made, name), "utf8").replace(/(: |- )([一-龥][^,}\n]*[^,}\s])/g, (_, before, words) => `${before}'${EVIL}${words}'`);
      writeFileSync(join(made, name), name === "documents.yaml" ? `${text}  address: ${ADDRESS}\n` : text);
    }
    const files = compiled(made, "small");
    // Our compiler takes no such address, but somebody else's could.
    const pack = files["pack/small.pack"];
    pack.write(SCRIPT, pack.indexOf(ADDRESS));
    return marked(files, pack);
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** What the texts of the pack have done: in the page, and in the shadow root of an element. */
const harm = (page) =>
  page.evaluate(() => {
    const roots = [document, document.querySelector("qualify-checker")?.shadowRoot].filter(Boolean);
    return [window.harmed ?? "nothing", ...roots.flatMap((root) => [...root.querySelectorAll("img, [onerror], a[href^='javascript']")].map((it) => it.outerHTML))];
  });

const shown = {
  "#/": START,
  "#/programmes": "全部政策",
  "#/p/loan_interest": `${EVIL}贷款贴息`,
  "#/have": "您有（或正准备办理）下面哪些事项？",
  "#/q/enterprise.size": `${EVIL}规模？`,
  "#/q/enterprise.place": `${EVIL}地点？`,
  "#/answers": "核对",
  "#/findings": "自测结果",
  "#/report": "自测报告",
};

for (const where of ["the page", "an element"]) {
  const here = [];
  walk(
    `markup and addresses in a pack are text in ${where}`,
    async ({ page }) => {
      const files = hostile();
      // An element that is written again with each address stands in for somebody who goes there.
      const site = await folder((name, body) => {
        if (name === "element.html") return `<!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><script type="module" src="element.js"></script>`;
        return files[name] ?? (name === "index.html" ? String(body).replace('<div id="app"', '<div id="app" data-pack="pack/small"') : body);
      });
      here.push(new URL(site.address).origin);
      try {
        await on(page, "2026-11-22");
        await page.goto(where === "the page" ? site.address : `${site.address}element.html`);
        for (const [address, heading] of Object.entries(shown)) {
          if (where === "the page") await page.evaluate((address) => (location.hash = address), address);
          else {
            await page.evaluate((address) => {
              const element = document.createElement("qualify-checker");
              element.setAttribute("pack", "pack/small");
              element.setAttribute("page", address);
              element.setAttribute("preset", '{"format": 1, "enterprise": {"size": "small", "place": "bda", "patents": 5}, "loan": {"principal": "3000 万元"}}');
              document.body.replaceChildren(element);
            }, address);
          }
          const main = page.locator("main");
          await main.getByRole("heading", { level: 1, name: heading }).waitFor();
          await main.filter({ hasText: EVIL }).waitFor();
          assert.deepEqual(await harm(page), ["nothing"], address);
          if (address === "#/p/loan_interest") await main.getByText(SCRIPT).first().waitFor();
        }
      } finally {
        site.close();
      }
    },
    { beside: () => here },
  );
}

const archive = fileURLToPath(new URL("../../dist/qualify-site.zip", import.meta.url));

/** The files of an archive, by name, as its list at the end has them. */
function unpacked(zip) {
  const end = zip.lastIndexOf("PK\x05\x06");
  const files = {};
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [packed, size, name, extra, note] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), ...[28, 30, 32].map((it) => zip.readUInt16LE(at + it))];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    const key = zip.toString("utf8", at + 46, at + 46 + name);
    files[key] = zip.readUInt16LE(at + 10) ? inflateRawSync(bytes) : bytes;
    assert.equal(files[key].length, size, key);
    at += 46 + name + extra + note;
  }
  assert.equal(Object.keys(files).length, zip.readUInt16LE(end + 10));
  return files;
}

// A developer's build has none.
if (existsSync(archive)) {
  const here = [];
  walk(
    "the archive holds the site, file by file, and works in a folder, where it can be installed",
    async ({ page, context }) => {
      const files = unpacked(readFileSync(archive));
      const dist = join(archive, "..");
      const built = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
      const names = built.map((it) => join(it.parentPath ?? it.path, it.name).slice(dist.length + 1));
      assert.deepEqual(Object.keys(files).sort(), names.filter((it) => !["qualify-site.zip", "qualify.html"].includes(it)).sort());
      for (const [name, bytes] of Object.entries(files)) assert.ok(bytes.equals(file(name)), name);

      // Nothing but what is in it.
      const site = await folder((name) => files[name]);
      here.push(new URL(site.address).origin);
      try {
        await on(page, "2026-11-22");
        await page.goto(site.address);
        await started(page);
        await wholeWay(page);
        const session = await context.newCDPSession(page);
        const { url, errors, manifest } = await session.send("Page.getAppManifest");
        assert.deepEqual([url, errors], [`${site.address}manifest.webmanifest`, []]);
        assert.deepEqual([manifest.startUrl, manifest.scope], [site.address, site.address]);
        assert.equal(manifest.name, "达标即享 · 企业政策自测");
        // Of all that could be in the way there is only that the page of a test is a private one.
        const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
        assert.deepEqual(installabilityErrors.map((it) => it.errorId), ["in-incognito"]);
        for (const path of ["zh-Hans/programmes.html", "en/p/cn_sme_loan_interest_2026.html"]) {
          await page.goto(site.address + path);
          await page.locator("main h1").waitFor();
        }
      } finally {
        site.close();
      }
    },
    { beside: () => here },
  );
}
