// Three enterprises go the whole way, from the first page to paper. docs/journeys.md says what was awkward for them.
//
// Each answers by the words of the questions, as a person does; what its owner would not know is left open. The tables are in
// simplified characters; in another language the words are those of its files, and the sums are written as it writes them. All
// sums were worked out by hand, from the numbers in policies/programmes.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { screenshot, walk } from "./harness.mjs";
import { answer, arrive, goOn, item, visit } from "./app.mjs";
import { sticksOut } from "./every.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A maker of machine tools with forty people and a bank loan of 800 万元. */
const machineTools = {
  name: "the maker of machine tools",
  picture: "machine-tools",
  has: "贷款",
  most: 40,
  answers: {
    "企业注册在哪里？": "大兴区",
    "企业属于哪一种规模？": "小型",
    "企业是什么性质？": "民营企业",
    "企业是哪一种高新技术企业？": "不在示范区注册的国家高新技术企业",
    "企业属于专精特新的哪一级？": "专精特新中小企业",
    "企业是不是依法从事商业航天业务？": "否",
    "企业是不是属于文化产业？": "否",
    "这笔贷款的用途是哪一种？": "固定资产贷款（购置设备、建设厂房等）",
    "这笔贷款按担保方式或产品，是哪个品种？": "担保贷款",
    "这笔贷款是哪一天发放的？": { "zh-Hans": "2026年3月18日", "zh-Hant": "2026年3月18日", en: "2026-03-18" },
    "这笔贷款的本金是多少？": { "zh-Hans": "800", "zh-Hant": "800萬", en: "CNY 8,000,000" },
    "这笔贷款的期限有多长？": "24",
    "这笔贷款的年利率是多少？": "3.2",
    "这笔贷款投向哪个领域？": "工业母机",
    "这笔贷款已经在享受哪一项中央财政贴息？": "没有",
    "发放这笔贷款的银行是不是贴息政策的经办银行？": "是",
    "贷款合同是不是已经签订？": "是",
    "设备购置合同是不是已经签订？": "是",
    "设备购置金额一共是多少？": { "zh-Hans": "960万", "zh-Hant": "960", en: "CNY 9,600,000" },
  },
  // 800 万元 × 1.5% a year × 2 years.
  sum: 24,
  findings: {
    "中小微企业贷款贴息": ["qualifies", 24],
    // 2.5%, since the bank takes 3.2%: 800 万元 × 2.5% a year × 2 years.
    "重点领域设备购置与更新改造贷款贴息": ["open_verdict", 40],
    "设备更新贷款财政贴息": ["open_verdict", 24],
  },
  opens: "中小微企业贷款贴息",
  seen: ["2026年12月31日", "800 万元", "5,000 万元", "1.5%/年", "24 个月"],
};

/** A company of commercial space flight that buys insurance for its next launch; on which day that will be is not settled. */
const space = {
  name: "the company of commercial space flight",
  picture: "commercial-space",
  has: "保险",
  most: 20,
  answers: {
    "企业注册在哪里？": "北京经济技术开发区",
    "企业是不是独立法人？": "是",
    "企业是不是依法从事商业航天业务？": "是",
    "企业是哪一种高新技术企业？": "在中关村示范区注册的国家高新技术企业",
    "企业属于专精特新的哪一级？": "国家级专精特新“小巨人”企业",
    "企业最近有没有升规或者稳规？": "都不是",
    "企业有没有经认定的市级研发机构？": "否",
    "企业上一年的研发费用是不是比前一年多？": "否",
    "企业的智能工厂现在是哪一级？": "还没有",
    "企业是不是属于文化产业？": "否",
    "这份保险保的是什么？": "商业航天（火箭、卫星）",
    "这份保险的保费是多少？": { "zh-Hans": "1200万", "zh-Hant": "1,200", en: "CNY 12,000,000" },
    "这笔保费一共保了几发火箭、几颗卫星？": "1",
    "保险合同是不是已经签订？": "是",
    "保费是不是已经全部付清？": "是",
    "发射项目是不是已经国防科工局和军委装备发展部审批或备案？": "是",
  },
  findings: {
    // 50 万元 for a little giant and 30 万元 for a high-tech enterprise; nobody has read what it takes to be “in” the zone.
    "经开区专精特新和高新技术企业奖励": ["unconfirmed", 80],
  },
  // Half of 1,200 万元 is 600 万元, of which one rocket gets at most 500 万元.
  closed: ["商业航天保险补贴（2025 年）", 500],
  opens: "商业航天保险补贴（2025 年）",
  seen: ["2025年3月31日", "1,200 万元", "500 万元", "50%"],
};

/** A foreign-invested group that wants to build a plant for 2 亿元 on newly granted land. */
const foreign = {
  name: "the foreign-invested group",
  picture: "foreign-plant",
  has: "项目",
  most: 45,
  answers: {
    "企业注册在哪里？": "大兴区",
    "企业是哪一种高新技术企业？": "都不是",
    "企业属于专精特新的哪一级？": "都不是",
    "企业最近有没有升规或者稳规？": "都不是",
    "企业有没有经认定的市级研发机构？": "否",
    "企业上一年的研发费用是不是比前一年多？": "否",
    "企业的智能工厂现在是哪一级？": "还没有",
    "企业是不是依法从事商业航天业务？": "否",
    "企业是不是属于文化产业？": "否",
    "项目总投资是多少？": { "zh-Hans": "2亿元", "zh-Hant": "2億元", en: "CNY 200,000,000" },
    "项目地块在哪个区？": "大兴区",
    "项目地块是不是在亦庄新城范围内？": "否",
    "项目用地是用什么方式取得的？": "出让",
    "用地的项目属于哪一类？": "一般的工业项目",
    "项目地块是不是在绿化隔离地区里面？": "否",
    "按北京市 2021 年的高精尖产业分类，项目属于哪个产业？": "医药健康",
    "项目是不是制造业项目？": "是",
    "项目要用的地块是不是新增的工业用地？": "是",
    "项目被列为哪一级的重大项目？": "都不是",
    "项目属于哪一种腾退低效空间改造？": "都不是",
    "项目是不是利用腾退出来的产业空间或者老旧厂房？": "否",
    "项目是不是节能、节水、减排或清洁生产改造？": "否",
    "项目建的是不是仓库或者厂房？": "是",
    "项目是不是已经列入北京市高精尖产业项目库？": "否",
    "项目和首谈区（先行洽谈的区）谈得怎么样了？": "正在洽谈，已有实质性进展",
  },
  // Measures without money.
  sum: 0,
  findings: { "首谈制": ["qualifies"], "产业用地弹性年期出让的底价和续期": ["qualifies"], "产业用地弹性年期出让的年期": ["qualifies"] },
  opens: "首谈制",
  // 2 亿元, against a floor of 1 亿元.
  seen: ["2 亿元"],
};

/** What the rules call themselves, and of which version they are. */
const pack = Object.fromEntries([...readFileSync(`${root}policies/pack.yaml`, "utf8").matchAll(/^(name|version): (.*)$/gm)].map(([, key, it]) => [key, it]));

const locales = { "zh-Hans": "zh-CN", "zh-Hant": "zh-HK", en: "en-GB" };

/** The first in every language, the others in simplified characters and one more: all nine took too long. */
const ways = [
  [machineTools, "zh-Hans"],
  [machineTools, "zh-Hant"],
  [machineTools, "en"],
  [space, "zh-Hans"],
  [space, "zh-Hant"],
  [foreign, "zh-Hans"],
  [foreign, "en"],
];

for (const [persona, language] of ways) {
  walk(`${persona.name} goes from the first page to paper: ${language}`, (tools) => journey(tools, persona, language), { locale: locales[language] });
}

async function journey({ page, open }, persona, language) {
  const words = wordsOf(language);
  const { page: say, rules: tell, sum } = words;
  const text = (place = "main") => page.locator(place).innerText();

  await visit(page, open);
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  await page.getByRole("link", { name: say("start") }).click();
  await arrive(page, say("have_title"));
  await page.getByRole("checkbox", { name: tell(persona.has), exact: true }).check();
  await goOn(page, say("go_on"));

  const asked = await interview(page, persona, words);
  assert.ok(asked.length <= persona.most, `${asked.length} questions`);
  assert.equal(new Set(asked).size, asked.length, "nothing is asked twice");
  await page.locator("main").getByRole("link", { name: say("nav_findings"), exact: true }).click();

  await arrive(page, say("findings_title"));
  for (const [name, [verdict, most]] of Object.entries(persona.findings)) {
    const found = await item(page, tell(name)).innerText();
    assert.ok(found.includes(say(verdict)), found);
    if (most) assert.ok(found.includes(sum(most)), found);
  }
  if (persona.closed) await answerHere(page, persona, words);
  assert.deepEqual(await sticksOut(page), []);

  const title = tell(persona.opens);
  await item(page, title).getByRole("link", { name: title, exact: true }).click();
  await arrive(page, title);
  await page.getByRole("heading", { name: say("conditions_title") }).waitFor();
  const programme = await text();
  assert.ok(programme.includes(say("self_check")), programme);
  for (const it of persona.seen) assert.ok(programme.includes(words.value(it)), `${words.value(it)} in ${programme}`);

  await page.getByRole("navigation").getByRole("link", { name: say("nav_keep"), exact: true }).click();
  await arrive(page, say("keep_title"));
  await page.getByRole("link", { name: say("report_open") }).click();
  await arrive(page, say("report_heading"));
  await page.evaluate(() => (window.print = () => (window.wasPrinted = true)));
  await page.getByRole("button", { name: say("report_print"), exact: true }).click();
  assert.equal(await page.evaluate(() => window.wasPrinted), true);

  // As it comes out of the printer: what is not shown there is not in the text.
  await page.emulateMedia({ media: "print" });
  const report = await text(".report");
  assert.ok(report.includes(words.value("2026年11月22日")), report);
  assert.match(report, new RegExp(`${tell(pack.name)} ${pack.version.replaceAll(".", "\\.")} · [0-9a-f]{16}`));
  assert.ok(report.includes(say("self_check")), report);
  assert.ok(!report.includes(say("report_without")), report);
  if (persona.sum !== undefined) assert.ok((await text(".report .plan")).includes(persona.sum ? sum(persona.sum) : say("plan_measure")));
  for (const [name, [verdict, most]] of Object.entries(persona.findings)) {
    const row = await page.locator(".report tbody tr").filter({ hasText: tell(name) }).innerText();
    assert.ok(row.includes(say(verdict)), row);
    if (most) assert.ok(row.includes(sum(most)), row);
  }
  if (language === "zh-Hant") assert.doesNotMatch(report, /[国这为对们从关开应业项贷]/);
  await screenshot(page, `journey-${persona.picture}-${language}`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages`);
}

/** Answers what is asked until the answers are to be checked. Gives the questions. */
async function interview(page, { most, answers }, words) {
  const { page: say } = words;
  const asked = [];
  while (asked.length <= most) {
    const [heading, isList] = await page.evaluate(() => [document.querySelector("main h1").innerText, location.hash.startsWith("#/list/")]);
    if (heading === say("answers_title")) return asked;
    if (isList) {
      await goOn(page, say("list_all"));
      continue;
    }
    asked.push(heading);
    await reply(page, heading, answers, words);
    await goOn(page, say("go_on"));
  }
  throw new Error(`more than ${most} questions: ${asked.join(" ")}`);
}

/** Gives the answer to a question of this wording. */
async function reply(page, heading, answers, { language, page: say, rules: tell }) {
  const known = Object.entries(answers).find(([ask]) => tell(ask) === heading)?.[1];
  if (known === undefined) return page.getByRole("radio", { name: say("dont_know"), exact: true }).check();
  return answer(page, typeof known === "string" ? tell(known) : known[language]);
}

/** On the findings, answers what a closed programme waits for, one question after the other, as far as the enterprise can. */
async function answerHere(page, { answers, closed: [name, most] }, words) {
  const { page: say, rules: tell, sum } = words;
  const found = item(page, tell(name));
  await page.locator(".group > .ended > summary").click();
  assert.ok((await found.innerText()).includes(say("closed_on").replace("{date}", words.value("2025年3月31日"))));
  const told = page.locator(".findings > .meta");
  for (let last; await found.locator(".ask").count(); ) {
    const form = found.locator(".ask form");
    // It stays open where the next question takes the place of the one before.
    if (!(await form.count())) await found.getByText(say("answer_this")).click();
    const heading = await form.locator("legend").innerText();
    if (heading === last) break;
    await reply(page, heading, answers, words);
    last = heading;
    const before = await told.innerText();
    await form.getByRole("button", { name: say("go_on"), exact: true }).click();
    await page.waitForFunction((before) => document.querySelector(".findings > .meta").innerText !== before, before);
  }
  assert.ok((await found.innerText()).includes(sum(most)), await found.innerText());
}

/** The words of the page by their keys and those of the rules by what they are in simplified characters; sums and days. */
function wordsOf(language) {
  const read = (path) => readFileSync(root + path, "utf8");
  const unquoted = (text) => text.replace(/^"(.*)"$/, "$1").trim();
  const messages = read(`src/messages/${language}.txt`).matchAll(/^([a-z_]+) = (.*)$/gm);
  const page = new Map([...messages].map(([, key, text]) => [key, unquoted(text)]));
  const rules = new Map();
  const folder = `policies/languages/${language}/`;
  const files = language === "zh-Hans" ? [] : readdirSync(root + folder, { recursive: true }).filter((it) => it.endsWith(".yaml"));
  for (const file of files) {
    // A text and its translation a line, both in quotes.
    for (const [line] of read(folder + file).matchAll(/^"(?:[^"\\]|\\.)*": "(?:[^"\\]|\\.)*"$/gm)) {
      const [text, translated] = JSON.parse(`[${line.replace('": "', '", "')}]`);
      rules.set(text, translated);
    }
  }
  const yesNo = { 是: "yes", 否: "no", 有: "has", 没有: "has_not" };
  const tell = (text) => rules.get(text) ?? page.get(yesNo[text]) ?? text;
  const say = (key) => page.get(key);

  /** A day, a sum or another number with its unit. */
  function value(text) {
    if (language === "zh-Hans") return text;
    if (language === "zh-Hant") return text.replace("万", "萬").replace("亿", "億").replace("个", "個");
    const [day, year, month, date] = /^(\d+)年(\d+)月(\d+)日$/.exec(text) ?? [];
    if (day) return `${date} ${new Date(year, month - 1).toLocaleString("en-GB", { month: "long" })} ${year}`;
    const [money, sum, unit] = /^([\d,]+) (万|亿)元$/.exec(text) ?? [];
    if (money) return `CNY ${(Number(sum.replaceAll(",", "")) * { 万: 1e4, 亿: 1e8 }[unit]).toLocaleString("en-GB")}`;
    return text.replace("/年", " per year").replace("个月", "months");
  }

  const sum = (wan) => say("at_most").replace("{sum}", value(`${wan} 万元`));
  return { language, page: say, rules: tell, value, sum };
}
