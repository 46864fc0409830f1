// The pages that are written out when the site is built: there before the program is, and readable without it.

import assert from "node:assert/strict";
import { accessibility, screenshot, url, walk } from "./harness.mjs";
import { arrive, on, started } from "./app.mjs";

/** The names of the programmes that the list shows. */
const names = (page) => page.locator("main li h3").allInnerTexts();

walk("all programmes can be read without JavaScript, in every language", async ({ page, open, trouble }) => {
  await open();
  await arrive(page, "看看您的企业能享受哪些支持政策");
  await screenshot(page, "written-start");
  // Where no script may run, none is fetched ahead either; the browser calls that a failure.
  trouble.length = 0;
  await page.locator("main").getByRole("link", { name: "先看看有哪些政策" }).click();
  await arrive(page, "全部政策");
  const all = await names(page);
  const told = Number(/\d+/.exec(await page.locator("main .hint").first().innerText())[0]);
  assert.equal(all.length, told, "as many as the page says");
  assert.equal(await page.locator("input, select, button").count(), 0, "nothing that would not work");
  const first = all[0];
  const summary = await page.locator("main li p").first().innerText();
  await page.getByRole("link", { name: first, exact: true }).click();
  await arrive(page, first);
  assert.equal(await page.locator("meta[name=description]").getAttribute("content"), summary, "for those who search");
  await page.getByRole("heading", { level: 2, name: "逐条对照" }).waitFor();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 2, name: "Conditions one by one" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("link", { name: "繁體" }).click();
  await page.getByRole("heading", { level: 2, name: "逐條對照" }).waitFor();
}, { javaScriptEnabled: false });

walk("a written page leads into the self-check, in its language", async ({ page, open }) => {
  await on(page, "2026-11-22");
  await open("en/programmes.html");
  assert.deepEqual(await accessibility(page), []);
  await screenshot(page, "written-programmes");
  await page.locator("main li h3 a").first().click();
  const title = await page.locator("h1").innerText();
  assert.deepEqual(await accessibility(page), []);
  await screenshot(page, "written-programme");
  await page.getByRole("link", { name: "Open it in the self-check" }).click();
  await started(page);
  await arrive(page, title);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.ok(!page.url().includes("?"), "the address is the same in every language");
});

walk("the page is there before the program", async ({ page, open }) => {
  await on(page, "2026-11-22");
  let send;
  const sent = new Promise((resolve) => (send = resolve));
  await page.route("**/*_bg.wasm", async (route) => {
    await sent;
    await route.continue();
  });
  await open("#/programmes");
  await arrive(page, "全部政策");
  const written = await names(page);
  await page.locator("main li h3 a").first().click();
  await arrive(page, written[0]);
  assert.equal(await page.locator("#loading").count(), 1, "the program has not come");
  send();
  await started(page);
  await arrive(page, written[0]);
  await page.getByRole("button", { name: "English" }).waitFor();
});

walk("with WebAssembly blocked, the programmes can be read, and it is said why there is no more", async ({ page, open, trouble }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await open("#/programmes");
  await page.getByRole("alert").getByText("WebAssembly cannot be used here").waitFor();
  await arrive(page, "All programmes");
  const [first] = await names(page);
  await page.getByRole("link", { name: first, exact: true }).click();
  await arrive(page, first);
  await screenshot(page, "written-blocked");
  // What lives by answers is not there: what there is stands in its place.
  await page.goto(new URL("#/findings", url).href);
  await arrive(page, "All programmes");
  trouble.length = 0;
}, { locale: "en-GB" });
