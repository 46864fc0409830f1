// Three enterprises go the whole way, from the first page to paper: docs/journeys.md says what was awkward for them.
//
// Each answers by the words of the questions, as a person does, in every language of the page; what its owner would not
// know is left open. The sums were worked out by hand from the rules in policies/, beside each.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { screenshot, walk } from "./harness.mjs";
import { arrive, goOn, visit } from "./app.mjs";
import { sticksOut } from "./every.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Quicker than three real ones, and more than any of them is asked. */
const MOST_QUESTIONS = 60;

const machineTools = {
  name: "machine-tools",
  has: "贷款",
  answers: {
    "企业注册在哪里？": "大兴区",
    "企业属于哪一种规模？": "小型",
    "企业是什么性质？": "民营企业",
    "企业是哪一种高新技术企业？": "不在示范区注册的国家高新技术企业",
    "企业属于专精特新的哪一级？": "专精特新中小企业",
    "企业是不是依法从事商业航天业务？": "否",
    "企业是不是属于文化产业？": "否",
    "企业有没有（或正准备）发行债券融资？": "没有",
    "企业上一年度的营业收入是多少？": { "zh-Hans": "3200", "zh-Hant": "3,200 萬元", en: "CNY 32,000,000" },
    "这笔贷款是哪一种？": "固定资产贷款（购置设备、建设厂房等）",
    "这笔贷款是哪个品种？": "担保贷款",
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
};

const space = {
  name: "commercial-space",
  has: "保险",
  answers: {
    "企业注册在哪里？": "北京经济技术开发区",
    "企业属于哪一种规模？": "中型",
    "企业是什么性质？": "民营企业",
    "企业是不是独立法人？": "是",
    "企业是不是依法从事商业航天业务？": "是",
    "企业是哪一种高新技术企业？": "在中关村示范区注册的国家高新技术企业",
    "企业属于专精特新的哪一级？": "国家级专精特新“小巨人”企业",
    "企业最近有没有升规或者稳规？": "都不是",
    "企业有没有经认定的市级研发机构？": "否",
    "企业上一年的研发费用是不是比前一年多？": "否",
    "企业的智能工厂现在是哪一级？": "还没有",
    "企业是不是属于文化产业？": "否",
    "企业有没有（或正准备）发行债券融资？": "没有",
    "这份保险保的是什么？": "商业航天（火箭、卫星）",
    "这份保险的保费是多少？": { "zh-Hans": "1200万", "zh-Hant": "1,200", en: "CNY 12,000,000" },
    "这笔保费一共保了几发火箭、几颗卫星？": "1",
    "保险合同是不是已经签订？": "是",
    "保费是不是已经全部付清？": "是",
    "发射项目是不是已经国防科工局和军委装备发展部审批或备案？": "是",
  },
};

const foreign = {
  name: "foreign-plant",
  has: "项目",
  answers: {
    "企业注册在哪里？": "大兴区",
    "企业属于哪一种规模？": "大型",
    "企业是什么性质？": "外资企业",
    "企业是哪一种高新技术企业？": "都不是",
    "企业属于专精特新的哪一级？": "都不是",
    "企业最近有没有升规或者稳规？": "都不是",
    "企业有没有经认定的市级研发机构？": "否",
    "企业上一年的研发费用是不是比前一年多？": "否",
    "企业的智能工厂现在是哪一级？": "还没有",
    "企业是不是依法从事商业航天业务？": "否",
    "企业是不是属于文化产业？": "否",
    "企业有没有（或正准备）发行债券融资？": "没有",
    "项目进展到哪一步了？": "还在筹划",
    "项目总投资是多少？": { "zh-Hans": "2亿元", "zh-Hant": "2億元", en: "CNY 200,000,000" },
    "项目的固定资产投资是多少？": { "zh-Hans": "1.5 亿", "zh-Hant": "1.5 億", en: "150,000,000 CNY" },
    "项目地块在哪个区？": "大兴区",
    "项目地块是不是在亦庄新城范围内？": "否",
    "项目用地是用什么方式取得的？": "出让",
    "用地的项目属于哪一类？": "一般的工业项目",
    "项目地块是不是在绿化隔离地区里面？": "否",
    "按北京市 2021 年的高精尖产业分类，项目属于哪个产业？": "医药健康",
    "项目是不是制造业项目？": "是",
    "项目要用的地块是不是新增的工业用地？": "是",
    "项目被列为哪一级的重大项目？": "都不是",
    "项目用地的用地性质代码是什么？": "M1",
    "项目属于哪一种腾退低效空间改造？": "都不是",
    "项目是不是利用腾退出来的产业空间或者老旧厂房？": "否",
    "项目是不是节能、节水、减排或清洁生产改造？": "否",
    "项目建的是不是仓库或者厂房？": "是",
    "项目是不是已经列入北京市高精尖产业项目库？": "否",
    "项目和首谈区（先行洽谈的区）谈得怎么样了？": "正在洽谈，已有实质性进展",
  },
};

const locales = { "zh-Hans": "zh-CN", "zh-Hant": "zh-HK", en: "en-GB" };

for (const persona of [machineTools, space, foreign]) {
  for (const language of Object.keys(locales)) {
    walk(`${persona.name}: from the first page to paper, ${language}`, (tools) => journey(tools, persona, language), {
      locale: locales[language],
    });
  }
}

const LOOK = process.env.LOOK;
async function look(page, name) {
  if (!LOOK) return;
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await screenshot(page, `j-${name}-${width}`);
    const out = await sticksOut(page);
    if (out.length) console.log("STICKS OUT", name, width, out);
  }
}

async function journey({ page, open }, persona, language) {
  const { page: say, rules: tell } = spoken(language);
  const n = `${persona.name}-${language}`;
  await visit(page, open);
  await look(page, `${n}-01start`);
  await page.getByRole("link", { name: say("start") }).click();
  await arrive(page, say("have_title"));
  await look(page, `${n}-02have`);
  await page.getByRole("checkbox", { name: tell(persona.has), exact: true }).check();
  await goOn(page, say("go_on"));
  const answers = new Map(Object.entries(persona.answers).map(([ask, it]) => [tell(ask), typeof it === "string" ? tell(it) : it[language]]));
  const asked = [];
  for (;;) {
    const heading = await page.locator("main h1").innerText();
    if (heading === say("answers_title")) break;
    if (await page.getByRole("button", { name: say("list_all"), exact: true }).count()) { await look(page, `${n}-03list`); await goOn(page, say("list_all")); continue; }
    asked.push(heading);
    assert.ok(asked.length < MOST_QUESTIONS, "too many");
    const value = answers.get(heading);
    console.log(language, value === undefined ? "-" : "+", heading, value ?? "");
    const field = page.locator("#value");
    if (value === undefined) await page.getByRole("radio", { name: say("dont_know"), exact: true }).check();
    else if (await field.count()) await field.pressSequentially(value);
    else await page.getByRole("radio", { name: value, exact: true }).check();
    if (asked.length < 4 || (await field.count())) await look(page, `${n}-03q${asked.length}`);
    await goOn(page, say("go_on"));
  }
  console.log(n, asked.length, "asked");
  if (process.env.DUMP) writeFileSync(`/tmp/jw/${n}.json`, await page.evaluate(() => localStorage.getItem("qualify/beijing/answers")));
  await look(page, `${n}-04answers`);
  await page.locator("main").getByRole("link", { name: say("nav_findings"), exact: true }).click();
  await arrive(page, say("findings_title"));
  await look(page, `${n}-05findings`);
  console.log(await page.locator("main").innerText());
  await page.locator(".group .item h3 a").first().click();
  await page.getByRole("heading", { name: say("conditions_title") }).waitFor();
  await look(page, `${n}-06programme`);
  console.log(await page.locator("main").innerText());
  await page.getByRole("navigation").getByRole("link", { name: say("nav_keep"), exact: true }).click();
  await arrive(page, say("keep_title"));
  await look(page, `${n}-07keep`);
  console.log(await page.locator("main").innerText());
  await page.getByRole("link", { name: say("report_open") }).click();
  await arrive(page, say("report_heading"));
  await look(page, `${n}-08report`);
  console.log(await page.locator("main").innerText());
  await page.emulateMedia({ media: "print" });
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(LOOK ? { path: `/tmp/jw/${n}.pdf` } : {}) });
  const pages = pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
  console.log(n, pages, "pages");
}

/** The words of the page and of the rules in a language, by their keys and by what they are in simplified characters. */
function spoken(language) {
  const line = /^([a-z_]+) = (.*)$/gm;
  const read = (path) => readFileSync(root + path, "utf8");
  const page = new Map([...read(`src/messages/${language}.txt`).matchAll(line)].map(([, key, it]) => [key, it]));
  const rules = new Map();
  if (language !== "zh-Hans") {
    const folder = `policies/languages/${language}/`;
    for (const file of readdirSync(root + folder, { recursive: true })) {
      if (!file.endsWith(".yaml")) continue;
      for (const [, text, it] of read(folder + file).matchAll(/^("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*")$/gm)) rules.set(JSON.parse(text), JSON.parse(it));
    }
  }
  const own = { "是": "yes", "否": "no", "有": "has", "没有": "has_not", "不清楚": "dont_know" };
  return {
    page: (key) => page.get(key),
    rules: (text) => rules.get(text) ?? (text in own ? page.get(own[text]) : text),
  };
}
