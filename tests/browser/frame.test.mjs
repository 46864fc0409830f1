// Inside a page of another origin: as tall as it is, deaf to strangers, and usable where nothing can be kept.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { accessibility, url, walk } from "./harness.mjs";
import { on } from "./app.mjs";

let server;
let host;

// A host as strict as hosts can be: what it must allow is the origin of the script and of the frame.
before(async () => {
  const site = new URL(url).origin;
  const policy = `default-src 'none'; style-src ${site}; script-src ${site}; frame-src ${site}; require-trusted-types-for 'script'`;
  const page = (body, head = "") => `<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>host</title>${head}<main><h1>خدمات</h1>${body}</main></html>`;
  const bodies = {
    "/": `<script async src="${url}embed.js" data-title="政策自测"></script>`,
    "/programmes": `<script async src="${url}embed.js" data-page="#/programmes"></script>`,
    "/into": `<script async src="${url}embed.js" data-into="#place" data-lang="en"></script><p>before</p><div id="place"></div>`,
    "/below": `${"<p>…</p>".repeat(200)}<script async src="${url}embed.js"></script>`,
    "/two": `<script async src="${url}embed.js"></script><script async src="${url}embed.js" data-page="#/programmes"></script>`,
  };
  bodies["/rules"] = bodies["/"];
  const heads = { "/head": `<script src="${url}embed.js"></script>`, "/module": `<script type="module" src="${url}embed.js"></script>` };
  heads["/rules"] = `<link rel="stylesheet" href="${url}theirs.css">`;
  Object.assign(bodies, { "/head": "<p>before</p>", "/module": "<p>before</p>" });
  server = createServer((request, response) => {
    const body = bodies[request.url];
    response.writeHead(body ? 200 : 404, { "content-type": "text/html", "content-security-policy": policy });
    response.end(page(body ?? "", heads[request.url]));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  host = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

const beside = () => [host, host.replace("127.0.0.1", "localhost")];
const height = (page, nth = 0) => page.locator("iframe").nth(nth).evaluate((frame) => Number(frame.getAttribute("height")));

/** Until the frame is just as tall as its page. Browsers let one that cannot be seen wait. */
async function fits(page, nth = 0) {
  await page.locator("iframe").nth(nth).scrollIntoViewIfNeeded();
  const frame = await (await page.locator("iframe").nth(nth).elementHandle()).contentFrame();
  for (let turn = 0; turn < 600; turn++) {
    const [outside, inside] = [await height(page, nth), await frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))];
    if (outside === inside) return outside;
    await frame.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
  assert.fail("the frame never becomes as tall as its page");
}

walk(
  "a frame that is taken out and put back is as tall as its page again",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${host}/`);
    const started = () => page.frameLocator("iframe").locator("#app[data-started]").waitFor({ state: "attached" });
    await started();
    await fits(page);
    await page.evaluate(async () => {
      const frame = document.querySelector("iframe");
      const place = frame.parentNode;
      frame.remove();
      frame.setAttribute("height", "900");
      // Somebody else's message comes meanwhile.
      const heard = new Promise((done) => addEventListener("message", done, { once: true }));
      postMessage("theirs", "*");
      await heard;
      place.append(frame);
    });
    await started();
    await fits(page);
  },
  { beside },
);

walk(
  "a frame that is out of sight has its height all the same",
  async ({ page }) => {
    await on(page, "2026-11-22");
    // Of another site: browsers let such a one draw nothing while it cannot be seen.
    await page.goto(`${host.replace("127.0.0.1", "localhost")}/below`);
    await page.waitForFunction(() => document.querySelector("iframe").getAttribute("height") !== "900");
    const inside = await (await (await page.locator("iframe").elementHandle()).contentFrame()).evaluate(() => document.documentElement.getBoundingClientRect().height);
    assert.ok(inside > 900 && (await height(page)) === Math.ceil(inside), `${await height(page)} of ${inside}`);
  },
  { beside },
);

walk(
  "a script in the head, or one that is a module, puts the frame at the end; one that says where, there, in its language",
  async ({ page }) => {
    await on(page, "2026-11-22");
    for (const path of ["/head", "/module"]) {
      await page.goto(host + path);
      await page.frameLocator("body > iframe").locator("#app[data-started]").waitFor({ state: "attached" });
    }
    await page.goto(`${host}/into`);
    const frame = page.frameLocator("#place > iframe");
    await frame.locator("#app[data-started]").waitFor({ state: "attached" });
    await frame.getByRole("heading", { level: 1, name: "See which support programmes your enterprise qualifies for" }).waitFor();
  },
  // What a page that is left still fetches is dropped.
  { beside, expects: /net::ERR_ABORTED/ },
);

walk(
  "a page's own rules for frames, or for everything, do not cut it off",
  async ({ page }) => {
    await on(page, "2026-11-22");
    for (const rules of ["* { all: unset !important }", "iframe { max-width: 100%; height: auto !important; max-height: 300px }"]) {
      await page.route("**/theirs.css", (route) => route.fulfill({ contentType: "text/css", body: rules }));
      await page.goto(`${host}/rules`);
      await page.frameLocator("iframe").locator("#app[data-started]").waitFor({ state: "attached" });
      const tall = await fits(page);
      const box = await page.locator("iframe").evaluate((frame) => [frame.offsetHeight, frame.offsetWidth, frame.parentNode.offsetWidth]);
      assert.deepEqual(box, [tall, box[2], box[2]], rules);
      await page.unroute("**/theirs.css");
    }
  },
  { beside, expects: /net::ERR_ABORTED/ },
);

walk(
  "the frame is as tall as its page, also after going on",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${host}/`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("link", { name: "开始自测" }).waitFor();
    const start = await fits(page);
    assert.ok(start > 500);
    assert.equal(await page.locator("iframe").getAttribute("title"), "政策自测");
    await page.evaluate(() => scrollTo(0, 400));
    await frame.getByRole("link", { name: "先看看有哪些政策" }).click();
    await frame.getByRole("heading", { level: 1, name: "全部政策" }).waitFor();
    // The next page begins at its top, wherever the person was.
    await page.waitForFunction(() => document.querySelector("iframe").getBoundingClientRect().top >= 0);
    assert.ok((await fits(page)) > start);
    assert.deepEqual(await accessibility(page), []);
  },
  { beside },
);

walk(
  "a frame begins where the host wants, and several do not disturb each other",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${host}/two`);
    // Which script runs first is the browser's choice.
    const heading = (nth) => page.frameLocator("iframe").nth(nth).getByRole("heading", { level: 1, name: /全部政策|看看您的企业/ });
    const headings = await Promise.all([0, 1].map((nth) => heading(nth).innerText()));
    assert.deepEqual(headings.sort(), ["全部政策", "看看您的企业能享受哪些支持政策"].sort());
    assert.notEqual(await fits(page, 0), await fits(page, 1));
  },
  { beside },
);

walk(
  "messages of strangers change nothing, and heights stay within bounds",
  async ({ page }) => {
    await on(page, "2026-11-22");
    await page.goto(`${host}/programmes`);
    // The written page has no form; between it and the list there is a moment with neither.
    await page.frameLocator("iframe").locator("#filter-text").waitFor();
    const before = await fits(page);
    // From the host itself, which is not the frame.
    await page.evaluate(() => new Promise((done) => {
      addEventListener("message", () => done(), { once: true });
      postMessage({ qualify: "height", height: 5 }, "*");
    }));
    assert.equal(await height(page), before);
    const frame = await (await page.locator("iframe").elementHandle()).contentFrame();
    // From the frame, and beyond all measure: taken, within bounds. What is no number is not.
    for (const [said, becomes] of [[1e9, 30000], [-4, 200], ["900px; x", 200], [null, 200]]) {
      await frame.evaluate((value) => parent.postMessage({ qualify: "height", height: value }, "*"), said);
      await page.evaluate(() => new Promise((done) => {
        addEventListener("message", () => done(), { once: true });
        postMessage("done", "*");
      }));
      assert.equal(await height(page), becomes, String(said));
    }
    // The other way round: a page inside the frame cannot take the place of the host, which goes on being told.
    await frame.evaluate(() => {
      const inner = document.createElement("iframe");
      document.body.append(inner);
      dispatchEvent(new MessageEvent("message", { source: inner.contentWindow, origin: location.origin, data: { qualify: "hello" } }));
      inner.remove();
      location.hash = "#/";
    });
    await frame.getByRole("link", { name: "开始自测" }).waitFor();
    assert.ok((await fits(page)) < before);
  },
  { beside },
);

walk(
  "where a frame may keep nothing, it says so and works all the same",
  async ({ page }) => {
    await page.addInitScript(() => {
      if (parent === window) return;
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await on(page, "2026-11-22");
    await page.goto(`${host}/`);
    const frame = page.frameLocator("iframe");
    await frame.getByText("关闭或刷新页面后回答不会保留").waitFor();
    await frame.getByRole("link", { name: "开始自测" }).click();
    await frame.getByRole("button", { name: "继续" }).click();
    await frame.getByText("关闭或刷新页面后回答不会保留").waitFor();
  },
  { beside },
);
