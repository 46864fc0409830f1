// Rules that cannot be used: the page says what happened, what is kept, and what to do.

import assert from "node:assert/strict";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { given, started, visit } from "./app.mjs";

const PACK = "**/pack/beijing.pack";
const TEXTS = "**/pack/beijing.zh-Hans.first.texts";

const cases = [
  ["of another format version", PACK, (bytes) => (bytes.writeUInt16LE(7, 4), bytes), /格式版本是 7，本页程序只能读版本 \d+/],
  ["cut off", PACK, (bytes) => bytes.subarray(0, bytes.length >> 1), /规则文件不完整或已损坏/],
  ["cut off in the header", PACK, (bytes) => bytes.subarray(0, 5), /规则文件不完整或已损坏/],
  ["with one byte changed", PACK, (bytes) => ((bytes[200] ^= 1), bytes), /规则文件不完整或已损坏/],
  ["that are a login page", PACK, () => Buffer.from("<!doctype html><title>登录</title>"), /取到的不是规则文件/],
  ["empty", PACK, () => Buffer.alloc(0), /取到的不是规则文件/],
  ["whose words are cut off", TEXTS, (bytes) => bytes.subarray(0, 100), /规则文件不完整或已损坏/],
  ["whose words are of other rules", TEXTS, (bytes) => ((bytes[6] ^= 1), bytes), /不是同一版本/],
];

for (const [name, address, change, expected] of cases) {
  walk(`rules ${name}`, async ({ page, open }) => {
    await page.route(address, async (route) => {
      const response = await route.fetch();
      const body = change(Buffer.from(await response.body()));
      await route.fulfill({ response, body, headers: { "content-type": "application/octet-stream" } });
    });
    await says(page, open, expected);
  });
}

walk("rules that are not there", async ({ page, open, trouble }) => {
  await page.route(PACK, (route) => route.fulfill({ status: 404, body: "" }));
  await says(page, open, /没有给出规则文件（状态 404）/);
  // The missing file is what this test is about.
  trouble.length = 0;
});

walk("rules that cannot be fetched, and then can", async ({ page, open, trouble }) => {
  await page.route(PACK, (route) => route.abort());
  await says(page, open, /没有取到规则文件，可能是网络中断/);
  await screenshot(page, "no-rules");
  assert.deepEqual(await accessibility(page), []);
  await page.unroute(PACK);
  await page.getByRole("button", { name: "重新载入" }).click();
  await page.getByRole("heading", { name: "看看您的企业能享受哪些支持政策" }).waitFor();
  await page.getByRole("link", { name: "已答 1 项" }).waitFor();
  // The failed request is what this test is about.
  trouble.length = 0;
});

async function says(page, open, expected) {
  await given(page, { "enterprise.size": "small" });
  await visit(page, open);
  await started(page);
  assert.equal(await page.locator("main h1").innerText(), "政策规则没有载入");
  const text = await page.locator("main").innerText();
  assert.match(text, expected);
  assert.match(text, /回答（如果有）仍保存在本机浏览器中[^]*请重新载入/);
  assert.match(await page.evaluate(() => localStorage.getItem("qualify/beijing/answers")), /small/);
}
