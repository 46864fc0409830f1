// As an element of somebody else's page: as strict, as rough and as strange as such pages are.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { accessibility, url, walk } from "./harness.mjs";
import { on } from "./app.mjs";
import { PUBLIC } from "./signing.mjs";

let server;
let host;

const site = new URL(url).origin;
const script = `<script type="module" src="${url}element.js"></script>`;
const preset = '{"format":1,"enterprise":{"registered_in":"haidian","size":"small"}}';

// What a host must allow is the site's scripts, WebAssembly and files; it allows its own style and script, and nothing else.
const policy = () =>
  `default-src 'none'; script-src ${site} ${host} 'wasm-unsafe-eval'; connect-src ${site}; style-src ${host}; require-trusted-types-for 'script'; trusted-types 'none'`;

const files = {
  "/unset.css": ["text/css", "* { all: unset !important } html { font-size: 40px } h1 { text-transform: uppercase; color: red !important }"],
  // What old libraries do to every page.
  "/rough.js": [
    "text/javascript",
    `Array.prototype.toJSON = Object.prototype.toJSON = function () { return "rough" };
     Array.prototype.each = Object.prototype.each = function () {};
     String.prototype.trim = function () { return "rough" };
     window.app = document.body; window.$ = window.wasm = window.qualify = "rough";
     Array.from = () => ["rough"]; Element.prototype.remove = () => { throw new Error("rough") };
     Node.prototype.contains = () => false; window.Event.prototype.toString = () => "rough";`,
  ],
};

const pages = {
  "/": `${script}<qualify-checker></qualify-checker>`,
  "/unset": `<link rel="stylesheet" href="/unset.css">${script}<qualify-checker></qualify-checker>`,
  "/rough": `<script src="/rough.js"></script>${script}<qualify-checker keep="rough"></qualify-checker>`,
  "/three": `${script}<qualify-checker id="a"></qualify-checker><qualify-checker id="b" lang="en"></qualify-checker><qualify-checker id="c" page="#/programmes" kinds="loan_interest" compact></qualify-checker>`,
  "/preset": `${script}<qualify-checker preset='${preset}' as-of="2026-03-01" page="#/findings" ask-answers></qualify-checker>`,
  "/kinds": `${script}<qualify-checker kinds="insurance_premium" page="#/have"></qualify-checker>`,
  "/signed": `${script}<qualify-checker public-key="${PUBLIC}"></qualify-checker>`,
  "/empty": `${script}<div id="place"></div>`,
};

before(async () => {
  server = createServer((request, response) => {
    const body = pages[request.url];
    const [type, content] = files[request.url] ?? ["text/html", `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>host</title><h1>خدمات</h1>${body}`];
    response.writeHead(body || files[request.url] ? 200 : 404, { "content-type": type, "content-security-policy": policy() });
    response.end(content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  host = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

const beside = () => [host];

async function visit(page, path) {
  await on(page, "2026-11-22");
  await page.goto(host + path);
}

/** From the first page of an element to its findings, with what the size of the enterprise is. */
async function toFindings(element) {
  await element.getByRole("link", { name: "开始自测" }).click();
  await element.getByRole("heading", { level: 1, name: "您有（或正准备办理）下面哪些事项？" }).waitFor();
  await element.getByRole("checkbox", { name: "贷款", exact: true }).check();
  await element.getByRole("button", { name: "继续", exact: true }).click();
  await element.getByRole("radio", { name: "不清楚" }).waitFor();
  await element.getByRole("link", { name: "先看结果" }).click();
  await element.getByRole("heading", { level: 1, name: "自测结果" }).waitFor();
}

walk(
  "under a strict policy the whole way is gone, and the host's address, title and focus stay",
  async ({ page }) => {
    await visit(page, "/");
    await page.evaluate(() => (window.depth = history.length));
    const element = page.locator("qualify-checker");
    await element.getByRole("heading", { level: 1, name: "看看您的企业能享受哪些支持政策" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
    assert.match(await element.locator(".notices").innerText(), /所在的网页不保存回答/);
    await toFindings(element);
    assert.match(await element.locator("main").innerText(), /还需回答/);
    assert.deepEqual(
      await page.evaluate(() => [location.href, document.title, document.documentElement.lang, history.length - window.depth]),
      [`${host}/`, "host", "ar", 0],
    );
    assert.equal(await element.evaluate((it) => getComputedStyle(it.shadowRoot.querySelector("h1")).direction), "ltr");
    assert.deepEqual(await accessibility(page), []);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "nothing is kept unless the host asks");
  },
  { beside },
);

walk(
  "a host that unsets every style leaves the element as it is",
  async ({ page }) => {
    await visit(page, "/unset");
    const heading = page.locator("qualify-checker").getByRole("heading", { level: 1 });
    await heading.waitFor();
    const look = await heading.evaluate((it) => {
      const style = getComputedStyle(it);
      return [style.fontSize, style.textTransform, style.display, style.color];
    });
    assert.deepEqual(look, ["30px", "none", "block", "rgb(22, 32, 43)"]);
  },
  { beside },
);

walk(
  "a host that redefines what everybody relies on",
  async ({ page }) => {
    await visit(page, "/rough");
    const element = page.locator("qualify-checker");
    await toFindings(element);
    const kept = await page.evaluate(() => localStorage.getItem("qualify/rough/beijing/answers"));
    assert.match(kept, /"format":2/);
    assert.equal(await element.locator(".notices").innerText(), "");
    await page.reload();
    await element.getByRole("link", { name: "继续上次" }).waitFor();
  },
  { beside },
);

walk(
  "three at once have one program, and an address and a language each",
  async ({ page, requests }) => {
    await visit(page, "/three");
    const [a, b, c] = ["a", "b", "c"].map((id) => page.locator(`#${id}`));
    await a.getByRole("heading", { level: 1, name: "看看您的企业能享受哪些支持政策" }).waitFor();
    await b.getByRole("heading", { level: 1, name: "See which support programmes your enterprise qualifies for" }).waitFor();
    await c.getByRole("heading", { level: 1, name: "全部政策" }).waitFor();
    assert.equal(requests.filter((it) => it.endsWith("_bg.wasm")).length, 1);
    // Only programmes of one kind, and no bar above them.
    assert.deepEqual(await c.locator(".group:not(.unshown) > h2").allInnerTexts(), ["贷款贴息 11 项"]);
    assert.equal(await c.locator(".bar").isVisible(), false);
    await toFindings(a);
    assert.equal(await b.getByRole("heading", { level: 1 }).innerText(), "See which support programmes your enterprise qualifies for");
    await b.evaluate((it) => (it.lang = "zh-Hant"));
    await b.getByRole("heading", { level: 1, name: "看看您的企業能享受哪些支持政策" }).waitFor();
    assert.equal(await a.getByRole("heading", { level: 1 }).innerText(), "自测结果");
  },
  { beside },
);

walk(
  "answers of the host count like typed ones, and only counts go out until the person agrees",
  async ({ page }) => {
    await page.addInitScript(() => {
      window.told = [];
      for (const name of ["qualify-ready", "qualify-findings", "qualify-refused"])
        addEventListener(name, (event) => window.told.push([name, event.detail]));
    });
    await visit(page, "/preset");
    const element = page.locator("qualify-checker");
    await page.waitForFunction(() => window.told.some(([name, detail]) => name === "qualify-findings" && detail.open > 0));
    const last = () => page.evaluate(() => window.told.filter(([name]) => name === "qualify-findings").at(-1)[1]);
    assert.deepEqual(Object.keys(await last()), ["qualifies", "open", "unconfirmed", "fails"]);
    assert.match(await element.locator(".head").innerText(), /现在按 2026年3月1日 看/);
    await element.locator("summary").filter({ hasText: "我的回答" }).click();
    assert.match(await element.locator(".head .answers").innerText(), /注册地\s*海淀区[^]*企业规模\s*小型/);

    // What no field accepts is refused by name, and text is text.
    await element.evaluate((it) => it.prefill({ format: 1, enterprise: { size: "<img src=x onerror=alert(1)>", ownership: "private" }, nonsense: 1 }));
    await page.waitForFunction(() => window.told.some(([name]) => name === "qualify-refused"));
    const refused = await page.evaluate(() => window.told.find(([name]) => name === "qualify-refused")[1]);
    assert.deepEqual(refused, { answers: ["enterprise.size", "nonsense"], attributes: [] });
    assert.match(await element.locator(".head .answers").innerText(), /企业规模\s*小型[^]*企业性质\s*民营企业/);
    assert.equal("answers" in (await last()), false);

    await element.getByRole("checkbox", { name: "把我的回答也告诉这个页面所在的网站" }).check();
    await page.waitForFunction(() => "answers" in window.told.at(-1)[1]);
    assert.deepEqual((await last()).answers.enterprise, { registered_in: "haidian", size: "small", ownership: "private" });
    assert.deepEqual(await accessibility(page), []);

    // What is only tried is no answer, and nothing of it goes out.
    await element.locator(".group .item").getByRole("link", { name: "中小微企业贷款贴息", exact: true }).click();
    await element.getByRole("button", { name: "换个回答试试" }).click();
    await element.evaluate((it) => it.prefill({ format: 1, enterprise: { size: "large" } }));
    await element.locator(".conds", { hasText: "大型" }).waitFor();
    assert.equal((await last()).answers.enterprise.size, "small");
    await element.getByRole("button", { name: "放弃改动，恢复原样" }).click();
    await element.locator(".conds", { hasText: "小型" }).waitFor();
    assert.equal((await last()).answers.enterprise.size, "small");

    // The last word counts, and nobody who is busy elsewhere is called away.
    await page.evaluate(() => {
      const field = document.body.appendChild(document.createElement("input"));
      field.id = "elsewhere";
      field.focus();
    });
    await element.evaluate((it) => (it.prefill({ format: 1, loan: "none" }), it.reset()));
    await element.getByRole("link", { name: "开始自测" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "elsewhere");
    await page.waitForFunction(() => !("answers" in window.told.at(-1)[1]), undefined, { polling: 50 });
    await element.evaluate((it) => {
      it.prefill({ format: 1, enterprise: { size: "small" } });
      it.prefill({ format: 1, enterprise: { ownership: "private" } });
    });
    await element.getByRole("link", { name: "已答 2 项" }).waitFor();
    assert.equal("answers" in (await last()), false, "who agreed, agreed for what was forgotten");
  },
  { beside },
);

walk(
  "inside another shadow root, moved, taken out and put in two hundred times",
  async ({ page }) => {
    await visit(page, "/empty");
    await page.evaluate(() => {
      document.getElementById("place").attachShadow({ mode: "open" }).append(document.createElement("qualify-checker"));
    });
    const element = page.locator("qualify-checker");
    await toFindings(element);
    // Moved: it is where it was.
    await page.evaluate(() => document.getElementById("place").shadowRoot.prepend(document.getElementById("place").shadowRoot.firstChild));
    assert.equal(await element.getByRole("heading", { level: 1 }).innerText(), "自测结果");

    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      const { nodes } = await session.send("Memory.getDOMCounters");
      return { kilobytes: Math.round(usedSize / 1024), nodes };
    };
    const turns = (times) =>
      page.evaluate(async (times) => {
        const place = document.getElementById("place").shadowRoot;
        for (let turn = 0; turn < times; turn++) {
          const element = document.createElement("qualify-checker");
          const ready = new Promise((done) => element.addEventListener("qualify-ready", done));
          place.append(element);
          await ready;
          element.remove();
          await Promise.resolve();
        }
      }, times);
    await turns(20);
    const before = await heap();
    await turns(30);
    const warm = await heap();
    await turns(170);
    await page.waitForLoadState("networkidle");
    const after = await heap();
    console.log(`# mounted and removed 200 times: ${before.kilobytes} kB and ${before.nodes} nodes before, ${warm.kilobytes} kB after 50, ${after.kilobytes} kB and ${after.nodes} nodes after`);
    // A page has some hundred nodes. One of each stays, the bare element that it was in: Yew 0.23 never forgets that.
    assert.ok(after.nodes - before.nodes <= 200, `${after.nodes - before.nodes} nodes were left`);
    // Some 110 kB, as often as one looks; where pages are not ended it is nearly a megabyte.
    const grown = after.kilobytes - warm.kilobytes;
    assert.ok(grown <= 400, `the last 150 left ${grown} kB`);
  },
  { beside },
);

walk(
  "an element that shows some programmes asks for nothing that is of others",
  async ({ page }) => {
    await visit(page, "/kinds");
    const element = page.locator("qualify-checker");
    await element.getByRole("checkbox", { name: "保险", exact: true }).waitFor();
    assert.equal(await element.getByRole("checkbox", { name: "贷款", exact: true }).count(), 0);
  },
  { beside },
);

walk(
  "an element that names a public key takes no rules without a signature",
  async ({ page }) => {
    await visit(page, "/signed");
    await page.locator("qualify-checker").getByText("规则文件没有发布者的签名。").waitFor();
  },
  { beside, expects: /404/ },
);

walk(
  "where the program cannot run, the element says so and leads to the page",
  async ({ page, trouble }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await visit(page, "/");
    const link = page.locator("qualify-checker").getByRole("link", { name: "在单独的页面打开自测" });
    assert.equal(await link.getAttribute("href"), `${url}index.html`);
    assert.match(await page.locator("qualify-checker").getByText("自测没有载入").innerText(), /（WebAssembly）/);
    await page.locator("qualify-checker").getByRole("link", { name: "阅读全部政策" }).click();
    await page.getByRole("link", { name: "中小微企业贷款贴息" }).first().waitFor();
    trouble.length = 0; // The host's own complaint about what it took away.
  },
  { beside },
);
