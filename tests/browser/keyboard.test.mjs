// Without a mouse, from the start page to what is printed.

import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { arrive, enterprise, visit } from "./app.mjs";

walk("the whole way with the keyboard alone", async ({ page, open }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = location.hash)));
  await visit(page, open);
  await tabTo(page, "开始自测");
  await page.keyboard.press("Enter");
  await arrive(page, "您有（或正准备办理）下面哪些事项？");
  await tabTo(page, "贷款");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");

  for (;;) {
    await page.waitForFunction(() => document.activeElement?.tagName === "H1" && !/have|q$/.test(location.hash));
    const key = new URL(page.url()).hash.replace("#/q/", "");
    if (key === "#/answers") break;
    const heading = await page.locator("main h1").innerText();
    if (key.startsWith("#/list/")) await tabTo(page, "就这些，继续");
    else await answer(page, enterprise[key]);
    await page.keyboard.press("Enter");
    await page.waitForFunction((text) => document.querySelector("main h1")?.innerText !== text, heading);
  }

  await tabTo(page, "自测结果");
  await page.keyboard.press("Enter");
  await arrive(page, "自测结果");
  await tabTo(page, "中小微企业贷款贴息");
  await page.keyboard.press("Enter");
  await arrive(page, "中小微企业贷款贴息");
  assert.match(await page.locator(".plan").innerText(), /最多 90 万元/);

  await page.keyboard.press("Shift+Tab");
  await tabTo(page, "跳到正文");
  await tabTo(page, "保存");
  await page.keyboard.press("Enter");
  await tabTo(page, "打开报告");
  await page.keyboard.press("Enter");
  await arrive(page, "自测报告");
  await tabTo(page, "打印");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.printed), "#/report");
});

walk("the first tab stop leads past the bar", async ({ page, open }) => {
  await visit(page, open, "#/programmes");
  await page.keyboard.press("Tab");
  const box = await page.getByRole("link", { name: "跳到正文" }).boundingBox();
  assert.ok(box.x >= 0, "it is in sight while it has the focus");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.match(page.url(), /#\/programmes$/);
});

walk("what has the focus can be seen", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return `${style.outlineStyle} ${style.outlineWidth}`;
    });
    assert.equal(outline, "solid 3px", `stop ${stop}`);
  }
});

/** Presses Tab until something with this name has the focus. */
async function tabTo(page, name) {
  for (let stop = 0; stop < 200; stop++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      return (element.labels?.[0] ?? element).innerText.trim();
    });
    if (here === name) return;
  }
  assert.fail(`${name} cannot be reached with Tab`);
}

/** Answers the question that is shown: a typed value, or an option reached with the arrow keys. */
async function answer(page, value = "不清楚") {
  if (value !== "不清楚" && (await page.locator("#value").count())) {
    for (;;) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.id === "value")) break;
    }
    await page.keyboard.type(value);
    return;
  }
  for (;;) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.type === "radio")) break;
  }
  await page.keyboard.press("Space");
  for (let press = 0; press < 60; press++) {
    if ((await page.evaluate(() => document.activeElement.labels?.[0]?.innerText)) === value) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`${value} is no option`);
}
