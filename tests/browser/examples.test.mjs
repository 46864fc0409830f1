// The page of docs/examples/ beside the package and the rules, under the policy of a strict host.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { elsewhere, url, walk } from "./harness.mjs";

const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'";
const example = (name) => readFileSync(fileURLToPath(new URL(`../../docs/examples/${name}`, import.meta.url)), "utf8");

/** Opens the page as if its two files lay beside those of the site. */
async function openExample(page, open, headers = { "content-security-policy": policy }) {
  await page.route("**/page.html*", (route) => route.fulfill({ body: example("page.html"), contentType: "text/html", headers }));
  await page.route("**/page.js", (route) => route.fulfill({ body: example("page.js"), contentType: "text/javascript" }));
  await open("page.html?day=2026-11-22");
}

const list = (page) => page.locator("#findings li").allInnerTexts();

walk("a plain page asks one question after the other and shows what comes of it", async ({ page, open, requests }) => {
  await openExample(page, open);
  // Without an answer nothing fails.
  await page.locator("#findings li").first().waitFor();
  const before = await list(page);
  assert.ok(before.length > 20, `${before.length} findings`);
  assert.ok(before.every((line) => !line.startsWith("不符合")));
  const ask = page.locator("#ask");
  const first = await ask.innerText();
  assert.ok((await page.locator("#options option").count()) >= 2, "what is asked first is chosen, not typed");

  await page.locator("#answer").fill("这不是答案");
  await page.getByRole("button", { name: "下一题" }).click();
  assert.match(await page.getByRole("alert").innerText(), /没有接受（[a-z_]+）/);
  assert.equal(await ask.innerText(), first, "what was not accepted is asked again");

  await page.getByRole("button", { name: "不清楚" }).click();
  assert.notEqual(await ask.innerText(), first);
  assert.equal(await page.getByRole("alert").innerText(), "");
  assert.deepEqual(elsewhere(requests), []);
  // What is not asked for is not fetched.
  assert.deepEqual(requests.filter((it) => /advice|verify/.test(it)), []);
  // Nothing is kept.
  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]);
  assert.deepEqual(kept, [0, 0, "", 0]);
});

walk("a pack in the browser is checked with a public key, and a policy without WebAssembly is named", async ({ page, open, trouble }) => {
  await openExample(page, open);
  await page.locator("#findings li").first().waitFor();
  const code = await page.evaluate(async (address) => {
    const { load } = await import(`${address}npm/index.js`);
    const file = async (name) => (await fetch(`${address}pack/${name}`)).arrayBuffer();
    const files = [await file("beijing.pack"), await file("beijing.zh-Hans.texts")];
    const publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    return load(...files, { publicKey, signature: "none" }).catch((error) => `${error.code} ${error.path}`);
  }, url);
  assert.equal(code, "not_a_signature signature");

  const refused = page.waitForEvent("pageerror");
  await openExample(page, open, { "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'" });
  assert.match((await refused).message, /the WebAssembly could not be started/);
  // The refusal is what this part is about.
  trouble.length = 0;
});
