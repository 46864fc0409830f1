// The page of findings: what to apply for together, and what no source settles.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessibility, walk } from "./harness.mjs";
import { dossier, item, on, started, visit } from "./app.mjs";

// Two loans: 3,000 万元 for 2 years and 4,000 万元 for one, each with 1.5% a year, but 5,000 万元 of loans together:
// 3,000 × 1.5% × 2 = 90, and of the second 2,000 × 1.5% × 1 = 30 instead of 60.
const twoLoans = JSON.parse(readFileSync(new URL("../../docs/examples/two-loans.json", import.meta.url), "utf8"));

walk("the plan comes first, with what a shared limit leaves", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/findings");
  const plan = page.locator(".plan");
  assert.equal(await plan.locator(".sum").innerText(), "最多 120 万元");
  const [first, second] = await plan.locator(".choices > .item").allInnerTexts();
  assert.match(first, /中小微企业贷款贴息 · 贷款 1[^]*最多 90 万元/);
  assert.match(second, /贷款 2[^]*每家企业享受贴息的贷款规模合计不超过 5,000 万元”，只能计入这么多；单独算是最多 60 万元。[^]*最多 30 万元/);
  assert.match(await plan.innerText(), /没有算进来：还需回答 \d+ 项、待核实 2 项、看来不满足 1 项、已截止 \d+ 项。/);
  assert.deepEqual(await accessibility(page), []);
});

walk("what is to be confirmed can be considered: then one loan displaces the other, and a question is open", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/findings");
  const plan = page.locator(".plan");
  const box = page.getByRole("checkbox", { name: "把待核实的也算进来" });
  await box.check();
  // The first loan has 90 of the state and 150 of the city. The second, which may have one subsidy of the state, takes 60 for
  // renewal instead of the 30 that were left. 300; if 90 and 150 cannot be had for one loan, 150 + 60 = 210.
  await plan.getByText("最多 300 万元", { exact: true }).waitFor();
  assert.match(await plan.innerText(), /包括还不确定的政策，所以只是估算/);
  // What each hangs on is said where it is counted.
  const counted = plan.locator(".choices").first().locator(".item", { hasText: "待核实" });
  assert.ok((await counted.count()) > 0);
  for (const it of await counted.allInnerTexts()) assert.match(it, /已知条件都符合；待核实：.+。/);
  await plan.locator("summary", { hasText: "符合但没有列入" }).click();
  assert.match(await plan.locator("details").innerText(), /贷款 2\s+只能选一个：同一笔贷款不得同时享受其他中央财政贴息\s+已列入的是：设备更新贷款财政贴息 · 贷款 2。[^]*最多 60 万元/);
  assert.match(await plan.innerText(), /能不能同时享受[^]*没有按它限制；如果有，合计最多 210 万元，相差 90 万元。/);
  // What is left at worst stands right under the total.
  assert.match(await plan.innerText(), /最多 300 万元\s*还没有定论的规定都按对企业不利的一面算，合计最多 210 万元。/);
  assert.deepEqual(await accessibility(page), []);
  await box.uncheck();
  await plan.getByText("最多 120 万元", { exact: true }).waitFor();
});

walk("measures without money have no sum, not one of nothing", async ({ page, open }) => {
  // 首谈制 wants 1 亿元 in all.
  await dossier(page, { format: 1, project: [{ total_investment: "2 亿元" }] }, ["project"]);
  await visit(page, open, "#/findings");
  const plan = page.locator(".plan");
  assert.equal(await plan.locator(".sum").innerText(), "不涉及金额");
  assert.match(await plan.locator(".choices").first().innerText(), /首谈制/);
});

walk("without anything that certainly qualifies there is no sum", async ({ page, open }) => {
  await visit(page, open, "#/findings");
  const plan = page.locator(".plan");
  assert.match(await plan.innerText(), /现在还没有确定符合、没有截止的政策，所以没有组合可算。/);
  assert.doesNotMatch(await plan.innerText(), /最多/);
});

walk(
  "the plan in English",
  async ({ page, open }) => {
    await dossier(page, twoLoans);
    await visit(page, open, "#/findings");
    const plan = page.locator(".plan");
    assert.equal(await plan.locator(".sum").innerText(), "up to CNY 1,200,000");
    await page.getByRole("checkbox", { name: "Include programmes to be confirmed" }).check();
    await plan.getByText("up to CNY 3,000,000", { exact: true }).waitFor();
    assert.match(await plan.innerText(), /Rules that are not settled/);
    assert.match(await page.getByRole("table", { name: "Application windows" }).innerText(), /39 days left/);
    assert.deepEqual(await accessibility(page), []);
  },
  { locale: "en-US" },
);

// 首谈制 asks for 总投资 1 亿元（含）以上 or something strategic; this plant is 1,000 万元 short of it.
const plant = {
  format: 1,
  enterprise: { size: "large", ownership: "foreign", registered_in: "bda" },
  project: [{ total_investment: "9000 万元", district: "bda", strategic: false }],
  loan: "none",
  lease: "none",
};

const sme = JSON.parse(readFileSync(new URL("../../docs/examples/sme.json", import.meta.url), "utf8"));
const focus = (page) => page.evaluate(() => document.activeElement.textContent);

walk("what a finding waits for is answered right there, and the focus stays with it", async ({ page, open }) => {
  await dossier(page, sme);
  await visit(page, open, "#/findings");
  const equipment = item(page, "设备更新贷款财政贴息");
  assert.match(await equipment.innerText(), /还要知道：设备更新项目、设备更新领域。/);
  await equipment.getByText("回答这一题").click();
  const form = page.locator(".ask form");
  await form.waitFor();
  assert.deepEqual(await accessibility(page), []);
  // One at a time.
  await item(page, "重点领域设备购置与更新改造贷款贴息").getByText("回答这一题").click();
  await form.getByText("这笔贷款的年利率是多少？").waitFor();
  assert.equal(await form.count(), 1);
  await page.locator("#value").fill("三成");
  await form.getByRole("button", { name: "继续" }).click();
  await page.locator("#errors").waitFor();
  assert.match(await page.title(), /^自测结果/, "the title is that of the page");
  await page.locator("#value").fill("3.2");
  await form.getByRole("button", { name: "继续" }).click();
  await page.getByText("已答 11 项").waitFor();
  assert.equal(await focus(page), "重点领域设备购置与更新改造贷款贴息");
  assert.match(page.url(), /#\/findings$/);
  // Its next question has taken the place of the one that was answered.
  assert.equal(await form.getByText("这笔贷款的年利率是多少？").count(), 0);
  assert.equal(await form.count(), 1);
});

walk("whoever comes back to the findings is where the way began, in the list as it was", async ({ page, open }) => {
  await dossier(page, sme);
  await visit(page, open, "#/findings");
  await page.getByLabel("找政策").fill("贴息");
  await page.getByLabel("受理情况").selectOption("正在受理");
  const listed = await page.locator(".filter [role=status]").innerText();
  const away = async () => {
    await page.locator(".group .item").getByRole("link", { name: "设备更新贷款财政贴息", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "设备更新贷款财政贴息" }).waitFor();
  };
  for (const back of [() => page.goBack(), () => page.locator(".back a").click()]) {
    await away();
    await back();
    await page.getByRole("heading", { level: 1, name: "自测结果" }).waitFor();
    assert.equal(await page.locator(".filter [role=status]").innerText(), listed);
    assert.equal(await page.getByLabel("找政策").inputValue(), "贴息");
    await page.waitForFunction(() => document.activeElement.textContent === "设备更新贷款财政贴息");
    assert.ok(await page.evaluate(() => Math.abs(document.activeElement.getBoundingClientRect().top) < innerHeight));
  }
  // By the way that leads to a page, and not back, it begins anew.
  await away();
  await page.getByRole("navigation").getByRole("link", { name: "自测结果" }).click();
  await page.waitForFunction(() => document.activeElement.textContent === "自测结果");
  assert.equal(await page.getByLabel("找政策").inputValue(), "");
});

walk("what would qualify and is closed stands by itself, with its day", async ({ page, open }) => {
  await dossier(page, sme);
  await on(page, "2027-01-02");
  await open("#/findings");
  await started(page);
  const closed = page.locator(".group").filter({ has: page.getByRole("heading", { name: "符合条件，但已经截止" }) });
  assert.deepEqual(await closed.locator("h3 a").allInnerTexts(), ["中小微企业贷款贴息"]);
  assert.match(await closed.innerText(), /2026年12月31日/);
});

walk("the counts are those of the groups below, and come to all programmes together", async ({ page, open }) => {
  await dossier(page, sme);
  await visit(page, open, "#/findings");
  const pairs = await page.locator(".head .pair").allInnerTexts();
  const counts = Object.fromEntries(pairs.map((pair) => pair.match(/([一-鿿]+)\s*(\d+)$/).slice(1)).map(([word, n]) => [word, Number(n)]));
  assert.deepEqual(Object.keys(counts), ["符合", "还需回答", "待核实", "不符合", "不适用", "已截止"]);
  const headings = await page.locator(".group h2").allInnerTexts();
  const of = (title) => Number(headings.find((heading) => heading.startsWith(title))?.match(/(\d+) 项$/)?.[1] ?? 0);
  assert.equal(counts["还需回答"], of("还需回答"));
  assert.equal(counts["已截止"], of("已截止") + of("符合条件，但已经截止"));
  assert.equal(counts["不符合"], of("只差一步") + of("不符合"));
  assert.equal(counts["不适用"], of("没有相关事项"));
  const all = Object.values(counts).reduce((sum, n) => sum + n);
  assert.equal(await page.locator(".head .note").innerText(), `共 ${all} 项政策；没有相关事项的，算作不适用。`);
  // What has closed is folded, and is called closed.
  const ended = page.locator(".group > .ended");
  await ended.locator("summary").click();
  const first = ended.locator(".item").first();
  await first.waitFor();
  assert.match(await first.locator(".meta").innerText(), /^[^]{1,4}已截止/);
  assert.deepEqual(await accessibility(page), []);
});

const registered = (place) => ({ ...sme, enterprise: { ...sme.enterprise, registered_in: place }, project: "none" });
/** The titles of the groups in which programmes of 经开区 stand. */
const ofEtown = (page) =>
  page.locator(".item").filter({ hasText: "经开区 · " }).evaluateAll((items) => items.map((it) => it.closest(".group").querySelector("h2, summary").textContent));

walk("what another district gives waits for the authority, not for answers", async ({ page, open }) => {
  await dossier(page, registered("haidian"));
  await visit(page, open, "#/findings");
  await page.locator(".group summary", { hasText: "看来不满足" }).click();
  const titles = await ofEtown(page);
  assert.ok(titles.length >= 3, `${titles.length} of another district`);
  assert.ok(titles.every((title) => !title.startsWith("还需回答")), titles.join());
  assert.match(await item(page, "经开区专精特新和高新技术企业奖励").innerText(), /看来不满足：企业在经开区。不能就此断定不符合，请向主管部门核实。/);
});

walk("what the own district gives waits for answers", async ({ page, open }) => {
  await dossier(page, registered("bda"));
  await visit(page, open, "#/findings");
  const titles = await ofEtown(page);
  assert.ok(titles.some((title) => title.startsWith("还需回答")), titles.join());
});

walk("what is one step away says how far it is, and what comes of it", async ({ page, open }) => {
  await dossier(page, plant, ["project"]);
  await visit(page, open, "#/findings");
  const near = page.locator(".group").filter({ has: page.getByRole("heading", { name: "只差一步" }) });
  const first = near.locator(".item").filter({ has: page.getByRole("link", { name: "首谈制", exact: true }) });
  assert.match(await first.innerText(), /不满足“总投资 1 亿元（含）以上，或者具有全局性、战略性”/);
  assert.match(await first.innerText(), /项目总投资：由“9,000 万元”改为“1 亿元”（增加 1,000 万元） 改变后：符合。/);
  // A loan, a lease: nothing is said of how near these are.
  const without = page.locator(".group > details", { hasText: "没有相关事项" });
  assert.match(await without.locator("summary").innerText(), /没有相关事项，所以不适用/);
  await without.locator("summary").click();
  const loan = without.locator(".item").filter({ has: page.getByRole("link", { name: "中小微企业贷款贴息", exact: true }) });
  assert.match(await loan.innerText(), /不满足“有贷款”/);
  assert.deepEqual(await accessibility(page), []);
});

walk("sums and windows stand side by side, in words too", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/findings");
  const sums = page.getByRole("table", { name: "金额一览" });
  // The first loan has 1.5% of 3,000 万元 for two years: 90 at most, and nothing less is sure.
  assert.match(await sums.getByRole("row").filter({ hasText: "中小微企业贷款贴息 · 贷款 1" }).innerText(), /最多 90 万元\s*符合/);
  const windows = page.getByRole("table", { name: "受理时间一览" });
  assert.match(await windows.innerText(), /从 2026年8月1日 到 2027年8月1日/);
  // From 22 November to 31 December.
  assert.match(await windows.getByRole("row").filter({ hasText: "中小微企业贷款贴息" }).first().innerText(), /至 2026年12月31日\s*还有 39 天/);
  assert.deepEqual(await accessibility(page), []);
});

walk(
  "one step away in English",
  async ({ page, open }) => {
    await dossier(page, plant, ["project"]);
    await visit(page, open, "#/findings");
    const near = page.locator(".group").filter({ has: page.getByRole("heading", { name: "One step away" }) });
    assert.match(await near.innerText(), /from “CNY 90,000,000” to “CNY 100,000,000” \(CNY 10,000,000 more\)/);
  },
  { locale: "en-GB" },
);
