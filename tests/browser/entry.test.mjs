// What is typed wrongly: a message beside the field that names it and says what is accepted; what was typed stays.

import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { arrive, goOn, visit } from "./app.mjs";

const wrong = [
  ["loan.principal", "abc", /“贷款本金”要填数字[^]*可以填 0 万元 到 1,000 亿元，例如“3,000 万元”/],
  ["loan.principal", "-5", /“贷款本金”的数超出范围[^]*可以填 0 万元 到/],
  ["loan.principal", "99999999999", /“贷款本金”的数超出范围[^]*到 1,000 亿元/],
  ["loan.principal", "9".repeat(60), /“贷款本金”/],
  ["loan.principal", "3000 吨", /“贷款本金”的单位不对[^]*元、万元、亿元/],
  ["loan.principal", "", /“贷款本金”还没有填[^]*不知道就选“不清楚”/],
  ["loan.term", "几年", /“贷款期限”要填数字/],
  ["loan.rate", "40", /“贷款年利率”的数超出范围/],
  ["loan.issued", "2026-02-30", /“发放日期”要填日期[^]*例如“2026-03-18”/],
  ["loan.issued", "1066-10-14", /“发放日期”/],
];

for (const [key, typed, expected] of wrong) {
  walk(`“${typed.slice(0, 12)}” is no answer to ${key}`, async ({ page, open }) => {
    await visit(page, open, `#/q/${key}`);
    const heading = await page.locator("main h1").innerText();
    await page.locator("#value").fill(typed);
    await page.getByRole("button", { name: "继续" }).click();
    await page.locator("#errors").waitFor();
    assert.match(await page.locator("#error").innerText(), expected);
    assert.match(await page.locator("#errors").innerText(), expected);
    assert.equal(await page.locator("#value").inputValue(), typed);
    assert.equal(await page.locator("#value").getAttribute("aria-invalid"), "true");
    assert.equal(await page.title(), `错误：${heading} · 达标即享`);
    assert.equal(await page.evaluate(() => document.activeElement.id), "errors");
    await page.locator("#errors a").click();
    assert.equal(await page.evaluate(() => document.activeElement.id), "value");
    assert.equal(await page.evaluate(() => localStorage.length), 0, "nothing wrong is kept");
  });
}

walk("the title says so in whatever language, until the page is left", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  await page.locator("#value").fill("很多");
  await page.getByRole("button", { name: "继续" }).click();
  await page.locator("#errors").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Continue" }).waitFor();
  await page.waitForFunction(() => document.title.startsWith("Error: "));
  await page.goto(page.url().replace("#/q/loan.principal", "#/keep"));
  await page.waitForFunction(() => document.title === "Save, print and share · Qualify");
});

walk("after an error one types on, and the answer is taken", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  const field = page.locator("#value");
  await field.focus();
  await page.keyboard.type("3千万啊");
  await page.keyboard.press("Enter");
  await page.locator("#errors").waitFor();
  await field.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  for (const letter of "元") {
    await page.keyboard.type(letter);
    assert.equal(await page.evaluate(() => document.activeElement.id), "value", "the field keeps the focus");
  }
  assert.equal(await field.inputValue(), "3千万元");
  assert.match(await page.locator("#echo").innerText(), /3,000 万元，即 30,000,000 元/);
  await page.keyboard.press("Enter");
  await arrive(page, "您有（或正准备办理）下面哪些事项？");
  assert.match(await page.evaluate(() => localStorage.getItem("qualify/beijing/answers")), /"principal":"3千万元"/);
});

walk("full-width digits, separators and units are read", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  for (const typed of ["３，０００", "三千万", "三千万元", "3,000万元", "0.3 亿元", "30,000,000 元", "3000"]) {
    await page.locator("#value").fill(typed);
    assert.match(await page.locator("#echo").innerText(), /您填的是 3,000 万元，/, typed);
    assert.equal(await page.locator("#value").inputValue(), typed);
  }
});

walk("a range that is upside down or empty is refused", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  await page.getByRole("radio", { name: "大概的范围" }).check();
  await page.getByRole("button", { name: "继续" }).click();
  await page.locator("#errors").waitFor();
  assert.match(await page.locator("#error").innerText(), /“贷款本金”/);
  await page.getByLabel(/贷款本金 从/).fill("500");
  await page.getByLabel(/贷款本金 到/).fill("200");
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByText(/“从”不能大于“到”/).first().waitFor();
  assert.equal(await page.getByLabel(/贷款本金 从/).inputValue(), "500");
});

walk("nothing chosen is not an answer", async ({ page, open }) => {
  await visit(page, open, "#/q/enterprise.size");
  await page.getByRole("button", { name: "继续" }).click();
  await page.locator("#errors").waitFor();
  assert.match(await page.locator("#error").innerText(), /请为“企业规模”选一项；不知道就选“不清楚”/);
  await page.locator("#errors a").click();
  assert.equal(await page.evaluate(() => document.activeElement.type), "radio");
});

walk(
  "digits alone are yuan in English, and the same sum in Chinese",
  async ({ page, open }) => {
    await visit(page, open, "#/q/loan.principal?answers");
    await page.getByLabel("Loan principal CNY", { exact: false }).first().fill("8000000");
    assert.match(await page.locator("#echo").innerText(), /CNY 8,000,000\b/);
    await goOn(page, "Continue");
    const row = page.locator(".answers > div").filter({ hasText: "CNY 8,000,000" });
    await row.getByRole("link").click();
    assert.equal(await page.locator("#value").inputValue(), "8000000");
    await page.locator("#value").fill("1.5 million");
    assert.match(await page.locator("#echo").innerText(), /CNY 1,500,000\b/);
    await goOn(page, "Continue");
    await page.getByRole("button", { name: "简体" }).click();
    await page.locator(".answers > div").filter({ hasText: "150 万元" }).waitFor();
  },
  { locale: "en-GB" },
);
