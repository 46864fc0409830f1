// The way of an applicant: from the start page to a programme, and back to change an answer.

import assert from "node:assert/strict";
import { accessibility, walk } from "./harness.mjs";
import { answer, arrive, change, enterprise, given, goOn, have, interview, item, visit } from "./app.mjs";

const SME = "中小微企业贷款贴息";

walk("a small enterprise with a loan learns what it can get, and why", async ({ page, open }) => {
  await visit(page, open);
  await page.getByRole("link", { name: "开始自测" }).click();
  await have(page, "贷款");
  const asked = await interview(page, enterprise);
  for (const key of Object.keys(enterprise)) assert.ok(asked.includes(key), `${key} was asked`);
  assert.ok(!asked.some((key) => key.startsWith("lease.")), "nothing is asked about what there is not");

  await arrive(page, "核对回答");
  await page.locator("main").getByRole("link", { name: "自测结果" }).click();
  await arrive(page, "自测结果");
  const now = page.locator(".group").filter({ has: page.getByRole("heading", { name: /现在可以申报/ }) });
  const found = now.locator(".item").filter({ has: page.getByRole("link", { name: SME, exact: true }) });
  assert.match(await found.innerText(), /条件全部符合[^]*✓\s*符合[^]*至 2026年12月31日[^]*最多 90 万元/);
  assert.match(await page.locator("main").innerText(), /自测结果是预判，不是行政决定/);

  await found.getByRole("link", { name: SME }).click();
  await arrive(page, SME);
  const row = (says) => page.locator(".conds tbody tr").filter({ hasText: says });
  assert.match(await row("民营的中型、小型或微型企业").innerText(), /✓\s*符合[^]*民营企业[^]*小型[^]*读自/);
  assert.match(await row("发放的贷款").innerText(), /✓\s*符合[^]*2026年3月18日/);
  assert.match(await row("由经办银行办理").innerText(), /✓\s*符合[^]*由您声明/);
  const formula = await page.locator(".formula").innerText();
  assert.match(formula.replace(/\s+/g, " "), /贷款本金 3,000 万元.*5,000 万元.*1\.5%\/年.*24 个月.*= 最多 90 万元/);
  assert.match(await page.locator(".plan").innerText(), /最多 90 万元[^]*这是上限[^]*预判，不是行政决定/);
});

walk("on a later day the programme has ended", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open, "#/findings");
  assert.match(await item(page, SME).innerText(), /受理中?，至 2026年12月31日/);
  await page.getByLabel("按哪一天的政策口径看").fill("2027-03-01");
  await page.getByText("现在按 2027年3月1日 看，不是今天").waitFor();
  assert.match(await item(page, SME).innerText(), /已截止 2026年12月31日/);
  const ended = page.locator(".group").filter({ has: page.getByRole("heading", { name: /^符合条件，但已经截止/ }) });
  await ended.getByRole("link", { name: SME, exact: true }).waitFor();

  // The chosen day is kept, and said on every page.
  await page.reload();
  await page.getByText("现在按 2027年3月1日 看，不是今天").waitFor();
  await item(page, SME).getByRole("link", { name: SME }).click();
  await arrive(page, SME);
  assert.match(await page.locator("header").innerText(), /2027年3月1日\s*不是今天/);
  assert.match(await page.locator(".plan").innerText(), /已截止 2026年12月31日/);

  await page.goBack();
  await page.getByRole("button", { name: "回到今天" }).click();
  await page.getByText("现在按 2027年3月1日 看").waitFor({ state: "hidden" });
  assert.match(await item(page, SME).innerText(), /受理中?，至 2026年12月31日/);
});

walk("what the next round would probably ask is said to be expected, not a fact", async ({ page, open }) => {
  await visit(page, open, "#/p/bj_gjj_token_2026");
  await page.getByText("预期（不是事实）：").waitFor();
  await visit(page, open, "#/p/cn_sme_loan_interest_2026");
  await page.getByRole("heading", { name: "怎么办" }).waitFor();
  assert.equal(await page.getByText("预期（不是事实）").count(), 0);
});

walk("a day that is none is refused beside the field", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open, "#/findings");
  await page.getByLabel("按哪一天的政策口径看").fill("");
  await page.getByLabel("按哪一天的政策口径看").blur();
  await page.getByText(/“政策口径日期”要填 1900-01-01 到 2200-12-31 之间的日期/).waitFor();
  assert.match(await item(page, SME).innerText(), /受理中?，至/);
});

walk("a day can be typed key by key", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open, "#/findings");
  const day = page.getByLabel("按哪一天的政策口径看");
  await day.focus();
  // Month, day, year, as this browser's field takes them.
  await page.keyboard.type("03012027");
  await page.getByText(/已截止 2026年12月31日/).first().waitFor();
  assert.equal(await day.inputValue(), "2027-03-01");
});

walk("what is missed in principle is said first, and not counted as met", async ({ page, open }) => {
  const more = { "loan.private_investment": "yes", "loan.drc_field": "strategic", "loan.contract_signed": "yes" };
  const rest = { "loan.equipment_contract_signed": "yes", "loan.forms_fixed_assets": "yes", "loan.rate": "3.2" };
  await given(page, { ...saved(), ...more, ...rest, "loan.equipment_amount": "499" });
  await visit(page, open, "#/findings");
  const programme = "重点领域设备购置与更新改造贷款贴息";
  assert.match(await item(page, programme).innerText(), /看来不满足：设备购置金额原则上不低于 500 万元[^]*待核实/);
  const group = page.locator(".group").filter({ has: page.getByRole("link", { name: programme, exact: true }) });
  assert.doesNotMatch(await group.locator("h2").innerText(), /正在受理/);
});

walk("what was changed in another tab is taken up", async ({ page, open }) => {
  await visit(page, open, "#/answers");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator("main h1").waitFor();
  const kept = { format: 1, pack: "beijing", version: "test", answers: { "enterprise.size": "medium" } };
  await other.evaluate((text) => localStorage.setItem("qualify/beijing/answers", text), JSON.stringify(kept));
  await page.getByText("中型").first().waitFor();
  await other.close();
});

walk("a tick is kept at once", async ({ page, open }) => {
  await visit(page, open, "#/have");
  await page.getByRole("checkbox", { name: "贷款", exact: true }).check();
  await page.getByRole("link", { name: "先看结果" }).click();
  await arrive(page, "自测结果");
  await page.goBack();
  await arrive(page, "您有（或正准备办理）下面哪些事项？");
  assert.equal(await page.getByRole("checkbox", { name: "贷款", exact: true }).isChecked(), true);
  assert.equal(await page.getByRole("checkbox", { name: "项目", exact: true }).isChecked(), false);
});

walk("a changed answer changes the findings at once", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open, "#/findings");
  assert.match(await item(page, SME).innerText(), /✓\s*符合[^]*最多 90 万元/);
  await change(page, "贷款本金");
  await arrive(page, "这笔贷款的本金是多少？");
  assert.equal(await page.locator("#value").inputValue(), "3000");
  await answer(page, "2,000");
  await goOn(page);
  await arrive(page, "自测结果");
  assert.match(await item(page, SME).innerText(), /最多 60 万元/);

  // An answer that rules it out: what is not met, and the applicant's own value.
  await change(page, "企业规模");
  await answer(page, "大型");
  await goOn(page);
  await arrive(page, "自测结果");
  assert.match(
    await item(page, SME).innerText(),
    /不满足“民营的中型、小型或微型企业”。您答的是：企业性质“民营企业”、企业规模“大型”。[^]*✗\s*不符合/,
  );
});

walk("a rough answer gives a span, and “don't know” leaves it open", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open, "#/q/loan.principal?findings");
  await page.getByRole("radio", { name: "大概的范围" }).check();
  await page.getByLabel(/贷款本金 从/).fill("1000");
  await page.getByLabel(/贷款本金 到/).fill("2000 万元");
  await goOn(page);
  assert.match(await item(page, SME).innerText(), /✓\s*符合[^]*上限 30 – 60 万元/);

  await change(page, "经办银行发放");
  await page.getByRole("radio", { name: "不清楚" }).check();
  await goOn(page);
  assert.match(await item(page, SME).innerText(), /还要知道：[^]*经办银行发放[^]*回答这一题/);
});

walk("the way back leads to the question before, with its answer", async ({ page, open }) => {
  await visit(page, open, "#/have");
  await have(page, "贷款");
  const first = await page.locator("main h1").innerText();
  await page.getByRole("radio").first().check();
  await goOn(page);
  await page.getByRole("link", { name: "返回" }).click();
  await arrive(page, first);
  assert.equal(await page.getByRole("radio").first().isChecked(), true);
  await page.goBack();
  await page.goForward();
  await arrive(page, first);
});

walk("all programmes can be read without an answer", async ({ page, open }) => {
  await visit(page, open);
  await page.getByRole("link", { name: "先看看有哪些政策" }).click();
  await arrive(page, "全部政策");
  const links = await page.locator(".item h3 a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.ok(links.length > 20);
  for (const link of links) {
    await visit(page, open, link);
    await page.waitForFunction((hash) => location.hash === hash, link);
    await page.getByRole("heading", { name: "逐条对照" }).waitFor();
    assert.ok((await page.locator(".conds tbody tr").count()) > 0, link);
    assert.match(await page.locator("main").innerText(), /资料整理于\s*\d{4}年\d{1,2}月\d{1,2}日/);
    for (const outside of await page.locator('main a[href^="http"]').all()) {
      assert.match(await outside.getAttribute("rel"), /noopener/);
    }
  }
});

walk("each page has its title, and the focus goes to its heading", async ({ page, open }) => {
  await given(page, saved());
  await visit(page, open);
  for (const [link, title] of [["全部政策", "全部政策"], ["我的回答", "核对回答"], ["自测结果", "自测结果"]]) {
    await page.getByRole("navigation").getByRole("link", { name: link }).click();
    await arrive(page, title);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    assert.equal(await page.title(), `${title} · 达标即享`);
  }
});

walk("a question or a programme that is not there is said to be so", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.colour");
  assert.match(await page.locator("main").innerText(), /没有“loan\.colour”这一项/);
  await visit(page, open, "#/p/nothing");
  await page.getByText("没有“nothing”这项政策").waitFor();
});

/** The answers of the enterprise as they are kept. */
function saved() {
  return {
    loan: "yes",
    "enterprise.size": "small",
    "enterprise.ownership": "private",
    "loan.purpose": "fixed_assets",
    "loan.issued": "2026-03-18",
    "loan.principal": "3000",
    "loan.term": "24",
    "loan.sme_field": "machine_tools",
    "loan.central_subsidy": "none",
    "loan.through_handling_bank": "yes",
  };
}

walk("only what one cares about is asked, and the rest is not said to be out", async ({ page, open }) => {
  await visit(page, open, "#/have");
  await page.getByRole("link", { name: "只看关心的种类" }).click();
  await arrive(page, "您关心哪些支持？");
  await page.getByRole("checkbox", { name: "保费补贴" }).check();
  assert.deepEqual(await accessibility(page), []);
  await goOn(page);
  await have(page);
  const asked = await interview(page, {});
  // None of them is about a loan or a lease, and nothing of these is asked.
  assert.ok(asked.every((key) => !/^(loan|lease)\b/.test(key)), asked.join(" "));
  assert.match(await page.locator("main").innerText(), /只问了您关心的种类：保费补贴。别的种类没有问，不等于不符合。/);
  await page.getByRole("link", { name: "更改", exact: true }).first().click();
  await arrive(page, "您关心哪些支持？");
  assert.ok(await page.getByRole("checkbox", { name: "保费补贴" }).isChecked());
});
