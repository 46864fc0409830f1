// All programmes, and one of them: what can be looked for, and what is said of each loan.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { dossier, goOn, started, visit } from "./app.mjs";

const twoLoans = JSON.parse(readFileSync(new URL("../../docs/examples/two-loans.json", import.meta.url), "utf8"));
const count = (page) => page.locator(".filter [role=status]").innerText();

walk("programmes are found by words, kind, level and whether they are open", async ({ page, open }) => {
  await visit(page, open, "#/programmes");
  assert.equal(await count(page), "列出 81 项，共 81 项。");
  await page.getByLabel("找政策").fill("首台");
  assert.match(await page.locator(".item").first().innerText(), /首台（套）/);
  await page.getByLabel("找政策").fill("财政部 贴息");
  await page.getByRole("link", { name: "中小微企业贷款贴息", exact: true }).waitFor();
  await page.getByLabel("受理情况").selectOption("正在受理");
  assert.match(await count(page), /列出 2 项/);
  await page.getByLabel("受理情况").selectOption("不限");
  // 首台（套）, by the first letters of its pinyin.
  await page.getByLabel("找政策").fill("stt");
  assert.match(await page.locator(".item").first().innerText(), /首台（套）/);
  await page.getByLabel("找政策").fill("没有这样的政策");
  await page.getByText("没有找到。可以换个说法").waitFor();
  assert.equal(await page.locator(".item").count(), 0);
  assert.deepEqual(await accessibility(page), []);
  await page.getByLabel("找政策").fill("");
  await page.getByLabel("受理情况").selectOption("不限");
  await page.getByLabel("主管部门").selectOption("北京市国有文化资产管理中心");
  assert.match((await page.locator(".item h3").allInnerTexts()).join(), /^文化产业“投贷奖”（[^,]+）$/);
  await page.getByLabel("主管部门").selectOption("不限");
  await page.getByLabel("层级").selectOption("国家");
  await page.getByLabel("种类").selectOption("贷款贴息");
  assert.deepEqual((await page.locator(".item h3").allInnerTexts()).sort(), ["中小微企业贷款贴息", "设备更新贷款财政贴息"].sort());
});

walk("what an input method is composing stays as it is", async ({ page, open, context }) => {
  await visit(page, open, "#/programmes");
  await page.getByLabel("找政策").focus();
  const session = await context.newCDPSession(page);
  // Letter by letter, as pinyin is typed, and then the characters that were meant.
  for (const text of ["d", "da", "dai", "dai k", "dai kuan"]) {
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    assert.equal(await page.getByLabel("找政策").inputValue(), text);
  }
  await session.send("Input.insertText", { text: "贷款贴息" });
  assert.equal(await page.getByLabel("找政策").inputValue(), "贷款贴息");
  await page.getByRole("link", { name: "中小微企业贷款贴息", exact: true }).waitFor();
  assert.equal(await page.getByText("没有找到。可以换个说法").count(), 0);
});

walk("from the list to a programme and back to the list", async ({ page, open }) => {
  await visit(page, open, "#/programmes");
  await page.getByLabel("种类").selectOption("融资租赁");
  const listed = await count(page);
  await page.locator(".item a").last().click();
  await page.locator(".back").getByRole("link", { name: "全部政策" }).click();
  await page.getByRole("heading", { level: 1, name: "全部政策" }).waitFor();
  assert.equal(await count(page), listed);
  assert.equal(await page.getByLabel("种类").locator("option:checked").innerText(), "融资租赁");
});

walk("the findings can be narrowed down", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/findings");
  await page.getByLabel("受理情况").selectOption("正在受理");
  await page.getByLabel("层级").selectOption("国家");
  assert.deepEqual((await page.locator(".group li:not(.unshown) .item h3").allInnerTexts()).length, 4, "two programmes, each for two loans");
  assert.equal(await page.locator(".plan .sum").innerText(), "最多 120 万元", "the plan is of everything");
});

walk("each loan has its own verdict, conditions and formula", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/p/cn_sme_loan_interest_2026");
  const [first, second] = [page.locator(".subject").nth(0), page.locator(".subject").nth(1)];
  assert.match(await first.locator("summary").first().innerText(), /贷款 1[^]*符合[^]*最多 90 万元/);
  assert.match(await second.locator("summary").first().innerText(), /贷款 2[^]*符合[^]*最多 60 万元/);
  // Of a few the first is open.
  assert.deepEqual([await first.locator(".conds").isVisible(), await second.locator(".conds").isVisible()], [true, false]);
  await second.locator("summary").first().click();
  assert.match(await second.locator(".conds").innerText(), /2026年5月6日/);
  const relations = page.locator("section").filter({ has: page.getByRole("heading", { name: "与其他政策的关系" }) });
  await relations.getByRole("link", { name: "设备更新贷款财政贴息" }).first().waitFor();
  assert.deepEqual(await accessibility(page), []);
});

walk("what fails says what would have to change, or that nothing helps", async ({ page, open }) => {
  const plant = { format: 1, project: [{ total_investment: "9000 万元", district: "bda", strategic: false }], enterprise: { registered_in: "bda" } };
  await dossier(page, plant, ["project"]);
  await visit(page, open, "#/p/bj_first_negotiation");
  const lacking = page.locator("section").filter({ has: page.getByRole("heading", { name: "差在哪里" }) });
  assert.match(await lacking.innerText(), /项目总投资：由“9,000 万元”改为“1 亿元”（增加 1,000 万元）[^]*改变后：符合/);
  assert.deepEqual(await accessibility(page), []);
});

walk(
  "looking for a programme in English",
  async ({ page, open }) => {
    await visit(page, open, "#/programmes");
    await page.getByLabel("Search").fill("LEASING");
    assert.ok((await page.locator(".item").count()) >= 1);
    await page.getByLabel("Status").selectOption("Closed");
    assert.match(await count(page), /^\d+ of 81 listed\.$/);
    assert.deepEqual(await accessibility(page), []);
  },
  { locale: "en-GB" },
);

walk("another answer can be tried, and kept or discarded", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/p/cn_sme_loan_interest_2026");
  const first = page.locator(".subject").first();
  const begin = () => first.getByRole("button", { name: "换个回答试试" }).click();
  await begin();
  const banner = page.getByRole("region", { name: "正在试算：这里的改动先不保存" });
  await banner.getByText("没有哪一项的结论或金额改变").waitFor();
  const change = async () => {
    // The principal decides on nothing but the amount, and is changed where that stands.
    await first.locator(".values li", { hasText: "贷款本金" }).getByRole("link", { name: /^更改/ }).click();
    await page.locator("#value").fill("1,000");
    await goOn(page);
  };
  await change();
  // 1.5% a year of 1,000 万元 for two years, instead of 3,000 万元.
  await banner.getByText("中小微企业贷款贴息 · 贷款 1：原为“符合，最多 90 万元”，现为“符合，最多 30 万元”").waitFor();
  assert.deepEqual(await accessibility(page), []);
  await screenshot(page, "trial");
  // On every page.
  await page.goto(new URL("#/findings", page.url()).href);
  await banner.getByRole("button", { name: "放弃改动，恢复原样" }).click();
  assert.equal(await banner.count(), 0);
  await page.goto(new URL("#/p/cn_sme_loan_interest_2026", page.url()).href);
  assert.match(await first.locator("summary").first().innerText(), /最多 90 万元/);
  await begin();
  await change();
  // Nothing is kept by itself.
  await page.reload();
  await started(page);
  assert.match(await first.locator("summary").first().innerText(), /最多 90 万元/);
  await begin();
  await change();
  await banner.getByRole("button", { name: "保留改动" }).click();
  await page.reload();
  await started(page);
  assert.match(await first.locator("summary").first().innerText(), /最多 30 万元/);
});

walk("what is asked of a day stands beside it, and where the answers are found", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/p/cn_sme_loan_interest_2026");
  const row = page.locator(".conds tr").filter({ hasText: "起发放的贷款" }).first();
  assert.match(await row.locator(".values li").evaluate((li) => li.textContent), /2026年3月18日[^]*须不早于 2026年1月1日/);
  const papers = page.locator(".checklist");
  assert.match(await papers.innerText(), /申报材料的清单没有读到[^]*贷款种类/);
});

walk("a formula says what its parts come to, and which of them is taken", async ({ page, open }) => {
  const premium = { format: 1, insurance: [{ covers: "space", premium: "3000 万元", vehicles: "1 个" }] };
  await dossier(page, premium, ["insurance"]);
  await visit(page, open, "#/p/bj_gjj_commercial_space_insurance_2025");
  // 1,000 for an enterprise, 500 for each of one rocket, 50% of 3,000: the second is the least.
  await page.getByText("括号里各项依次是：1,000 万元、500 万元、1,500 万元。取的是第 2 项。").waitFor();
});

walk("all programmes can be looked at as of another day", async ({ page, open }) => {
  await visit(page, open, "#/programmes");
  const about = page.locator(".item", { hasText: "中小微企业贷款贴息" }).first();
  assert.match(await about.innerText(), /受理中|可申报/);
  await page.getByLabel("按哪一天看").or(page.locator("#as-of")).first().fill("2027-06-01");
  await about.getByText(/已截止|已结束|已于/).first().waitFor();
});
