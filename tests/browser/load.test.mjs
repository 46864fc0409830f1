// The page loads, and keeps what it promises to its host while it does.

import assert from "node:assert/strict";
import { accessibility, screenshot, url, walk } from "./harness.mjs";
import { visit } from "./app.mjs";

walk("the page loads and shows its content", async ({ page, open, requests }) => {
  const answer = await open();
  assert.equal(answer.status(), 200);
  await started(page);
  assert.match(await page.title(), /达标即享/);
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
  assert.notEqual((await page.locator("#app").innerText()).trim(), "");
  assert.equal(await page.locator("#crashed").isVisible(), false);
  assert.ok(requests.some((request) => request.endsWith(".wasm")), "the compiled app was loaded");
  await screenshot(page, "start");
});

walk("nobody has to see well to read the first page", async ({ page, open }) => {
  await open();
  await started(page);
  assert.deepEqual(await accessibility(page), []);
});

walk("an app that cannot be loaded is said to be so", async ({ page, open, trouble }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await open();
  const notice = page.locator("#crashed");
  await notice.waitFor();
  assert.match(await notice.innerText(), /已经保存的回答仍在本机浏览器中[^]*未能载入/);

  // The button brings the app back once the network is there again.
  await page.unroute("**/*.wasm");
  await notice.getByRole("button", { name: "重新载入" }).click();
  await started(page);
  assert.equal(await notice.isVisible(), false);
  // The failed load is what this test is about.
  trouble.length = 0;
});

walk("a browser without WebAssembly is told so", async ({ page, open }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await open();
  await page.locator("#crashed").waitFor();
  assert.match(await page.locator("#crashed").innerText(), /不能使用 WebAssembly/);
});

/** Makes the WebAssembly itself fall over: it is asked to take a page away that there never was. */
function crash(page) {
  return page.evaluate(async () => {
    const glue = await import(document.querySelector("script[data-js]").dataset.js);
    queueMicrotask(() => Object.assign(Object.create(glue.Mounted.prototype), { __wbg_ptr: 2 ** 31 - 16 }).destroy());
  });
}

for (const [locale, why, reload] of [
  ["zh-CN", /意外停止（/, "重新载入"],
  ["en-GB", /has stopped \(/, "Reload"],
]) {
  walk(
    `an app whose program crashes is said to have stopped, and the answers are there after a reload (${locale})`,
    async ({ page, open, trouble }) => {
      await visit(page, open, "#/q/loan.principal?answers");
      // 万元 in Chinese, yuan in English.
      await page.locator("#value").fill(locale === "zh-CN" ? "3,000" : "30,000,000");
      await page.locator("form button[type=submit]").click();
      await page.locator(".answers").first().waitFor();
      await crash(page);
      const notice = page.locator("#crashed");
      await notice.waitFor();
      assert.match(await notice.innerText(), why);
      assert.deepEqual(await accessibility(page), []);
      await notice.getByRole("button", { name: reload }).click();
      await page.locator(".answers").first().waitFor();
      assert.match(await page.locator("main").innerText(), locale === "zh-CN" ? /3,000 万元/ : /CNY 30,000,000/);
      assert.ok(trouble.length > 0 && trouble.every((it) => it.startsWith("threw: ")), trouble.join());
      trouble.length = 0; // The crash itself.
    },
    { locale },
  );
}

walk("an error in a browser's extension is not taken for ours", async ({ page, open }) => {
  await open();
  await started(page);
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new TypeError("theirs") })));
  assert.equal(await page.locator("#crashed").isVisible(), false);
});

walk(
  "without JavaScript the page says what it needs",
  async ({ page, trouble }) => {
    await page.goto(url);
    assert.match(await page.locator("body").innerText(), /需要 JavaScript/);
    // With scripts off, Chromium reports the script that the page loads ahead as a failed request.
    trouble.length = 0;
  },
  { javaScriptEnabled: false },
);

/** Until the app has put its own content in the place of the loading notice. */
async function started(page) {
  await page.locator("#loading").waitFor({ state: "detached" });
}

walk("the manifest names icons that are there, as large as it says", async ({ page, open }) => {
  await open();
  const { start_url, scope, icons } = await page.evaluate(async () => (await fetch(document.querySelector("link[rel=manifest]").href)).json());
  // From whatever folder the site is handed out.
  assert.deepEqual([start_url, scope], ["./", "./"]);
  const sizes = await page.evaluate(
    (icons) => Promise.all(icons.map(async ({ src }) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return [src, image.naturalWidth, image.naturalHeight];
    })),
    icons,
  );
  assert.deepEqual(sizes.slice(1), [["icon-192.png", 192, 192], ["icon-512.png", 512, 512], ["icon-maskable.png", 512, 512]]);
  assert.deepEqual(icons.slice(1).map(({ sizes }) => sizes), ["192x192", "512x512", "512x512"]);
});
