// What a person does on these pages, in words that the tests share.

import assert from "node:assert/strict";

/** Until the app has put its own content in the place of the loading notice. */
export async function started(page) {
  await page.locator("#loading").waitFor({ state: "detached" });
  await page.locator("main h1").waitFor();
  await page.locator(".waiting").waitFor({ state: "detached" });
}

/** Noon in Beijing on this day, whenever the tests run: programmes open and close. */
export async function on(page, day) {
  await page.clock.setFixedTime(new Date(`${day}T12:00:00+08:00`));
}

/** Goes to a page of the app and waits until it is there. */
export async function visit(page, open, fragment = "#/") {
  await on(page, "2026-11-22");
  await open(fragment);
  await started(page);
}

/** Until the page with this heading is shown. */
export async function arrive(page, heading) {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** Goes on to the next page and waits until the heading is another one. */
export async function goOn(page, name = "继续") {
  const before = await page.locator("main h1").innerText();
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForFunction((text) => {
    const heading = document.querySelector("main h1");
    return heading && heading.innerText.replaceAll("\u00a0", " ").replaceAll("\u200b", "") !== text;
  }, before);
}

/** Ticks what the enterprise has. */
export async function have(page, ...names) {
  await arrive(page, "您有（或正准备办理）下面哪些事项？");
  for (const name of names) await page.getByRole("checkbox", { name, exact: true }).check();
  await goOn(page);
}

/**
 * Answers whatever is asked until the answers are to be checked. `answers` maps a field's key to what is chosen or typed;
 * what is not in it is answered with "不清楚". Gives the keys of the questions that were asked.
 */
export async function interview(page, answers) {
  const asked = [];
  for (;;) {
    const key = new URL(page.url()).hash.replace("#/q/", "");
    if (key === "#/answers") return asked;
    if (key.startsWith("#/list/")) {
      await goOn(page, "就这些，继续");
      continue;
    }
    assert.ok(!asked.includes(key), `${key} is asked a second time`);
    asked.push(key);
    await answer(page, answers[key]);
    await goOn(page);
  }
}

/** Answers the question that is shown, without going on. */
export async function answer(page, value) {
  if (value === undefined) return page.getByRole("radio", { name: "不清楚" }).check();
  const exactly = page.locator("#value");
  if (await exactly.count()) return exactly.fill(value);
  return page.getByRole("radio", { name: value, exact: true }).check();
}

/** The small private enterprise of the issue, with its loan of 3,000 万元. */
export const enterprise = {
  "enterprise.size": "小型",
  "enterprise.ownership": "民营企业",
  "loan.purpose": "固定资产贷款（购置设备、建设厂房等）",
  "loan.issued": "2026-03-18",
  "loan.principal": "3,000",
  "loan.term": "24",
  "loan.sme_field": "工业母机",
  "loan.central_subsidy": "没有",
  "loan.through_handling_bank": "是",
};

/** The item of a programme in its group on the page of findings. */
export function item(page, name) {
  return page.locator(".group .item").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** From the findings to the question of this answer. */
export async function change(page, label) {
  await page.locator("summary").filter({ hasText: "我的回答" }).click();
  await page.locator(".head .answers > div").filter({ hasText: label }).getByRole("link").click();
}

/** Puts answers where the app keeps them, before it starts. */
export async function given(page, answers, more = {}) {
  const saved = { format: 1, pack: "beijing", version: "test", answers, ...more };
  await page.addInitScript((text) => {
    if (!localStorage.getItem("qualify/beijing/answers")) localStorage.setItem("qualify/beijing/answers", text);
  }, JSON.stringify(saved));
}

/** Puts a dossier, written as the command line reads it, where the app keeps what was answered. */
export async function dossier(page, answers, listed = ["loan"]) {
  const one = { name: "", as_of: null, cares: [], listed, answers, waiting: {} };
  const saved = { format: 2, pack: "beijing", version: "test", open: 0, dossiers: [one] };
  await page.addInitScript((text) => {
    if (!localStorage.getItem("qualify/beijing/answers")) localStorage.setItem("qualify/beijing/answers", text);
  }, JSON.stringify(saved));
}

/** The whole way of the small enterprise, from the first page to the findings. */
export async function wholeWay(page) {
  await page.getByRole("link", { name: "开始自测" }).click();
  await have(page, "贷款");
  await interview(page, enterprise);
  await page.getByRole("link", { name: "自测结果" }).first().click();
  await arrive(page, "自测结果");
  assert.match(await item(page, "中小微企业贷款贴息").innerText(), /最多 90 万元/);
}
