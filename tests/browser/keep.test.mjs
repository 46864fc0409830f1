// Keeping the results: files, several dossiers, the report, the calendar, a link.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessibility, walk } from "./harness.mjs";
import { arrive, dossier, started, visit } from "./app.mjs";

const twoLoans = JSON.parse(readFileSync(new URL("../../docs/examples/two-loans.json", import.meta.url), "utf8"));

/** What a button hands out. */
async function handed(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

function file(name, text) {
  const path = join(mkdtempSync(join(tmpdir(), "qualify-file-")), name);
  writeFileSync(path, text);
  return path;
}

const told = (page) => page.locator("#file-told");

walk("the answers go into a file, and come back as a dossier of their own", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/keep");
  const saved = await handed(page, "把回答存成文件");
  assert.equal(saved.name, "达标即享-2026-11-22.json");
  const content = JSON.parse(saved.text);
  assert.deepEqual([content.format, content.pack, content.dossiers.length], [2, "beijing", 1]);
  assert.equal(content.dossiers[0].answers.loan[0].principal, "3000 万元");

  await page.getByLabel("读入文件").setInputFiles(file("back.json", saved.text));
  await told(page).getByText("已经读入 1 份档案").waitFor();
  assert.deepEqual(await accessibility(page), []);
  await page.getByRole("link", { name: "管理几份档案" }).click();
  await arrive(page, "档案");
  assert.equal(await page.locator(".rows > li").count(), 2);
});

walk("a file that is none of ours changes nothing, and says why", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/keep");
  const before = await page.evaluate(() => localStorage.getItem("qualify/beijing/answers"));
  const cases = [
    ['{"format":2,"pack":"beijing","doss', "文件不完整"],
    ["<html>登录</html>", "文件不完整"],
    ['{"format":2,"pack":"shanghai","dossiers":[]}', "文件属于另一套规则（shanghai）"],
    ['{"format":7,"pack":"beijing","dossiers":[]}', "文件是用较新的版本（7）存的"],
    ["[1,2,3]", "这个文件里没有自测的回答"],
    ["x".repeat(1_000_001), "文件太大"],
    ["[".repeat(10_000) + "]".repeat(10_000), "文件不完整"],
  ];
  for (const [text, why] of cases) {
    await page.getByLabel("读入文件").setInputFiles(file("bad.json", text));
    await told(page).getByText(why).waitFor();
    assert.match(await told(page).innerText(), /原来的回答没有改动/);
  }
  assert.equal(await page.evaluate(() => localStorage.getItem("qualify/beijing/answers")), before);
  // What no longer fits is named, and the rest is taken.
  const old = { format: 1, enterprise: { size: "gigantic", ownership: "private" }, moon: {} };
  await page.getByLabel("读入文件").setInputFiles(file("old.json", JSON.stringify(old)));
  await told(page).getByText("没有读入：企业规模、“moon”").waitFor();
});

walk("several dossiers: named, opened, removed and brought back", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/dossiers");
  await page.getByLabel("现在这份档案的名称").fill("精机一号");
  await page.getByRole("button", { name: "新建一份档案" }).click();
  const items = page.locator(".rows > li");
  assert.deepEqual((await items.locator("strong").allInnerTexts()), ["精机一号", "档案 2"]);
  assert.equal(await items.nth(1).getAttribute("aria-current"), "true");
  await page.goto(page.url().replace("#/dossiers", "#/findings"));
  await arrive(page, "自测结果");
  await page.getByRole("link", { name: "档案：档案 2" }).click();
  await items.nth(0).getByRole("button", { name: "打开" }).click();
  await items.nth(1).getByRole("button", { name: "删除" }).click();
  assert.equal(await items.count(), 1);
  await page.getByRole("button", { name: "撤销" }).click();
  assert.equal(await items.count(), 2);
  assert.deepEqual(await accessibility(page), []);
  await page.reload();
  await started(page);
  assert.deepEqual((await items.locator("strong").allInnerTexts()), ["精机一号", "档案 2"]);
});

walk("the report is of one to three pages, with day, rules and what it is not", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/report");
  const report = page.locator(".report");
  const text = await report.innerText();
  assert.match(text, /政策口径日期\s*2026年11月22日/);
  assert.match(text, /规则\s*北京市企业支持政策 2026\.\d+\.\d+ · /);
  assert.match(text, /自测结果是预判，不是行政决定/);
  assert.match(text, /最多 120 万元/);
  assert.match(text, /申报材料的清单没有读到，以申报指南为准/);
  assert.match(text, /没有列出的：还需回答、受理时间未确认 \d+ 项，看来不满足 \d+ 项，已截止 \d+ 项，不符合 \d+ 项，没有相关事项、不适用 \d+ 项。/);
  assert.deepEqual(await accessibility(page), []);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages`);
});

walk("the report can be handed to somebody without the own answers", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/report");
  const answers = page.locator(".report").getByRole("heading", { name: "我的回答" });
  assert.equal(await answers.isVisible(), true);
  await page.getByLabel("不带我的回答").check();
  assert.equal(await answers.isVisible(), false);
});

walk("the calendar holds the deadlines of what is not ruled out", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/keep");
  const saved = await handed(page, "下载日历文件");
  assert.equal(saved.name, "申报日期-2026-11-22.ics");
  const text = saved.text.replaceAll("\r\n ", "");
  assert.match(text, /UID:cn_sme_loan_interest_2026-closes-20261231@qualify\r\nDTSTAMP:20261122T000000Z\r\nDTSTART;VALUE=DATE:20261231\r\nSUMMARY:受理截止：中小微企业贷款贴息\r\n/);
});

walk("a link carries the answers, and is opened only when one says so", async ({ page, context, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/keep");
  await page.getByText("生成链接").click();
  assert.match(await page.locator(".keep").innerText(), /拿到链接的人都能看到您的回答/);
  const link = await page.getByLabel("链接", { exact: true }).inputValue();
  assert.match(link, /#\/s\/1[\w-]+$/);
  const copy = page.getByRole("button", { name: "复制链接" });
  const told = page.locator(".keep details [role=status]");
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
  await copy.click();
  await told.getByText("浏览器没有让这一页复制").waitFor();
  await page.evaluate(() => delete navigator.clipboard.writeText);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await copy.click();
  await told.getByText("已复制").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);

  const other = await (await context.browser().newContext({ locale: "zh-CN" })).newPage();
  await other.clock.setFixedTime(new Date("2026-11-22T12:00:00+08:00"));
  await other.goto(link);
  await arrive(other, "别人分享的回答");
  assert.equal(await other.evaluate(() => localStorage.getItem("qualify/beijing/answers")), null);
  assert.deepEqual(await accessibility(other), []);
  await other.getByRole("button", { name: "作为新档案打开" }).click();
  await arrive(other, "自测结果");
  assert.equal(await other.locator(".plan .sum").innerText(), "最多 120 万元");

  // Made with other rules: it says so. Cut off: it says so.
  const json = JSON.parse(Buffer.from(link.split("#/s/1")[1], "base64url").toString());
  json.version = "2025.1.1";
  await other.goto(link.split("#")[0] + "#/s/1" + Buffer.from(JSON.stringify(json)).toString("base64url"));
  await other.getByText("不是 2025.1.1，结果可能与对方看到的不同").waitFor();
  await other.goto(link.slice(0, -7));
  await other.getByText("链接不完整，可能在转发时被截断了").waitFor();
  await other.context().close();
});

walk(
  "keeping in English",
  async ({ page, open }) => {
    await dossier(page, twoLoans);
    await visit(page, open, "#/keep");
    await arrive(page, "Save, print and share");
    const saved = await handed(page, "Get the calendar file");
    assert.match(saved.text.replaceAll("\r\n ", ""), /SUMMARY:Closes: /);
    await page.getByRole("link", { name: "Open the report" }).click();
    await arrive(page, "Self-check report");
    assert.match(await page.locator(".report").innerText(), /up to CNY 1,200,000/);
    assert.deepEqual(await accessibility(page), []);
  },
  { locale: "en-GB" },
);
