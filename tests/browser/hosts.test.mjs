// What a host may set on the element, and what a host may have done to its own page.

import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { START, element, heading, hosting, serves, tells, told } from "./hosting.mjs";
import { PUBLIC, signature } from "./signing.mjs";
import { compiled, rules } from "./site.mjs";

/** What a host's own script has done before the element comes. */
const rough = {
  frozen: "for (const it of [Array, Object, Function, String, Number, Promise, Map, Set, Error, JSON, Math, HTMLElement, Element, Node, Event]) { Object.freeze(it); if (it.prototype) Object.freeze(it.prototype); }",
  // Prototype.js before 1.7 does the first.
  json: `Array.prototype.toJSON = Object.prototype.toJSON = function () { return "rough" };
         const { stringify, parse } = JSON; JSON.stringify = (...given) => stringify(...given); JSON.parse = (...given) => parse(...given);`,
  arrays: `Array.prototype.map = Array.prototype.find = Array.prototype.every = Array.prototype.filter = Array.prototype.at = () => "rough";
`,
  // Something of its own by these names.
  events: "window.Event = window.CustomEvent = class {};",
  // What watches a page does this.
  registry: `const define = customElements.define;
             customElements.define = function (name, made, ...more) { return define.call(this, name, class extends made {}, ...more) };`,
};

const pages = {
  "/": element(),
  "/brand": `<style>qualify-checker { --qualify-brand: rgb(120, 0, 60); --qualify-brand-ink: rgb(255, 250, 240) }</style>${element()}`,
  "/programmes": element('programmes="cn_sme_loan_interest_2026" page="#/programmes"'),
  "/kinds": element('kinds="loan_interest"'),
  "/pack": `${element('pack="pack/small"')}<qualify-checker></qualify-checker>`,
  "/compact": element("compact"),
  "/day": element('as-of="2026-03-01" page="#/findings"'),
  "/signed": element(`public-key="${PUBLIC}"`),
  "/no-key": element('public-key="d75a98"'),
  "/frame": `${element()}<qualify-checker scheme="dark"></qualify-checker><iframe title="inside" width="900" height="900"></iframe>`,
};
for (const [name, done] of Object.entries(rough)) pages[`/${name}`] = `<script>${done}</script>${element('keep="rough"')}`;

const { visit, beside } = hosting(pages);

walk(
  "the host's colours are those of links and buttons, by day and by night",
  async ({ page }) => {
    const element = await visit(page, "/brand");
    const start = element.getByRole("link", { name: "开始自测" });
    const colours = () => start.evaluate((it) => {
      const { backgroundColor, color, borderTopColor } = getComputedStyle(it);
      return [backgroundColor, color, borderTopColor];
    });
    const wanted = ["rgb(120, 0, 60)", "rgb(255, 250, 240)", "rgb(120, 0, 60)"];
    await start.waitFor();
    assert.deepEqual(await colours(), wanted);
    const link = element.getByRole("link", { name: "先看看有哪些政策" });
    assert.equal(await link.evaluate((it) => getComputedStyle(it).color), wanted[0]);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await colours(), wanted);
    // Also when the host thinks of it later, and for this element alone.
    await element.evaluate((it) => it.style.setProperty("--qualify-brand", "rgb(0, 60, 120)"));
    assert.deepEqual(await colours(), ["rgb(0, 60, 120)", wanted[1], "rgb(0, 60, 120)"]);
  },
  { beside },
);

walk(
  "only the programmes that the host names are listed and counted",
  async ({ page }) => {
    const element = await visit(page, "/programmes");
    await heading(element, "全部政策");
    assert.deepEqual(await element.locator(".group:not(.unshown) .item a").allInnerTexts(), ["中小微企业贷款贴息"]);
    const { qualifies, open, unconfirmed, fails } = await tells(page, "qualify-findings");
    assert.equal(qualifies + open + unconfirmed + fails, 1);
  },
  { beside },
);

walk(
  "only the kinds that the host names are listed, and may be cared about",
  async ({ page }) => {
    const element = await visit(page, "/kinds");
    await heading(element, START);
    assert.deepEqual(await element.locator(".kinds li b").allInnerTexts(), ["贷款贴息"]);
    await element.getByRole("link", { name: "只看关心的种类" }).click();
    await heading(element, "您关心哪些支持？");
    assert.deepEqual(await element.locator(".choice label").allInnerTexts(), ["贷款贴息"]);
  },
  { beside },
);

walk(
  "an element with a pack of its own asks what that asks, beside one with the city's",
  async ({ page }) => {
    await serves(page, compiled("authoring/tests/small", "small"));
    const element = await visit(page, "/pack");
    await heading(element.nth(0), START);
    await heading(element.nth(1), START);
    assert.match(await element.nth(0).locator("footer").innerText(), /小政策包/);
    assert.doesNotMatch(await element.nth(1).locator("footer").innerText(), /小政策包/);
    await element.nth(0).getByRole("link", { name: "先看看有哪些政策" }).click();
    await heading(element.nth(0), "全部政策");
    assert.deepEqual(await element.nth(0).locator(".group:not(.unshown) .item a").allInnerTexts(), ["贷款贴息"]);
  },
  { beside },
);

walk(
  "the day follows its attribute, and without one it is today",
  async ({ page }) => {
    const element = await visit(page, "/day");
    const head = element.locator(".head");
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2027-01-02"));
    await element.locator(".head").getByText("2027年1月2日").first().waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2026-03-01"));
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.removeAttribute("as-of"));
    await head.getByText("现在按 2026年3月1日 看").waitFor({ state: "detached" });
    // What is no day changes nothing, and the host is told.
    await element.evaluate((it) => it.setAttribute("as-of", "2026-03-01"));
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2026-02-30"));
    assert.deepEqual(await tells(page, "qualify-refused"), { answers: [], attributes: ["as-of"] });
    assert.equal(await head.getByText("现在按 2026年3月1日 看").count(), 1);
  },
  { beside },
);

walk(
  "the language follows its attribute, as browsers name languages too",
  async ({ page }) => {
    const element = await visit(page, "/");
    const { version } = await tells(page, "qualify-ready");
    assert.match(await element.locator("footer").innerText(), new RegExp(`规则版本 ${version}`));
    for (const [tag, words] of [["zh-TW", "開始自測"], ["en-GB", "Start"], ["zh-CN", "开始自测"]]) {
      await element.evaluate((it, tag) => it.setAttribute("lang", tag), tag);
      await element.getByRole("link", { name: words }).waitFor();
    }
  },
  { beside },
);

walk(
  "without bar and lines it says all the same which rules it runs",
  async ({ page }) => {
    const element = await visit(page, "/compact");
    const { version } = await tells(page, "qualify-ready");
    assert.equal(await element.locator(".bar").isVisible(), false);
    assert.equal(await element.locator("footer > p").first().isVisible(), false);
    assert.match(await element.locator("footer").innerText(), new RegExp(`规则版本 ${version}`));
  },
  { beside },
);

walk(
  "rules that are signed with the element's public key are taken, and others refused",
  async ({ page }) => {
    const signed = signature(...Object.entries(rules()).map(([name, bytes]) => [name.replace("pack/", ""), bytes]));
    const files = { "pack/beijing.pack.sig": signed };
    await serves(page, files);
    const element = await visit(page, "/signed");
    await heading(element, START);
    files["pack/beijing.pack.sig"] = signed.replace(/ed25519 ./, (it) => (it.endsWith("0") ? "ed25519 1" : "ed25519 0"));
    await page.reload();
    await element.getByText("规则文件的签名不是约定的发布者的。").waitFor();
    await heading(element, "政策规则没有载入");
  },
  // What the first page was still loading is dropped.
  { beside, expects: /net::ERR_ABORTED/ },
);

walk(
  "a key that is none is called that",
  async ({ page }) => {
    await serves(page, { "pack/beijing.pack.sig": signature(["beijing.pack", rules()["pack/beijing.pack"]]) });
    const element = await visit(page, "/no-key");
    await element.getByText("这个页面配置的公钥不是有效的公钥").waitFor();
    assert.equal((await tells(page, "qualify-failed")).code, "not_a_key");
  },
  { beside },
);

walk(
  "links lead on where the host calls something else Event later",
  async ({ page }) => {
    const element = await visit(page, "/");
    await heading(element, START);
    await page.evaluate(() => (window.Event = window.CustomEvent = "rough"));
    await element.getByRole("link", { name: "先看看有哪些政策" }).click();
    await heading(element, "全部政策");
    await tells(page, "qualify-findings");
  },
  { beside },
);

walk(
  "an element that is moved into another document looks as before, stays where it was, and goes on",
  async ({ page }) => {
    const elements = await visit(page, "/frame");
    const looks = (all) => all.getByRole("heading", { level: 1 }).evaluateAll((found) => found.map((it) => [getComputedStyle(it).fontWeight, getComputedStyle(it).color]));
    for (const at of [0, 1]) await elements.nth(at).getByRole("link", { name: "先看看有哪些政策" }).click();
    for (const at of [0, 1]) await heading(elements.nth(at), "全部政策");
    const before = await looks(elements);
    assert.notDeepEqual(before[0], before[1], "one is dark");
    await page.evaluate(() => document.querySelector("iframe").contentDocument.body.append(...document.querySelectorAll("qualify-checker")));
    const inside = page.frameLocator("iframe").locator("qualify-checker");
    await heading(inside.nth(1), "全部政策");
    assert.deepEqual(await looks(inside), before);
    await inside.nth(0).locator(".group .item a").first().click();
    await inside.nth(0).getByRole("heading", { name: "逐条对照" }).waitFor();
    await page.evaluate(() => document.body.append(...document.querySelector("iframe").contentDocument.querySelectorAll("qualify-checker")));
    await heading(elements.nth(1), "全部政策");
    assert.deepEqual((await looks(elements))[1], before[1]);
  },
  { beside },
);

for (const name of Object.keys(rough)) {
  walk(
    `answers of the host come in, are counted and kept where its ${name} are its own`,
    async ({ page }) => {
      const element = await visit(page, `/${name}`);
      const before = await tells(page, "qualify-findings");
      await element.evaluate((it) => it.prefill({ format: 1, enterprise: { size: "large" }, loan: [{ principal: "3,000 万元" }, { principal: "1 亿元" }] }));
      // Its size, that there are loans, and how much each is.
      await element.getByRole("link", { name: "已答 4 项" }).waitFor();
      await page.waitForFunction(() => window.told[window.told.length - 1][1].fails > 0, undefined, { polling: 50 });
      assert.deepEqual([...new Set((await told(page)).map(([it]) => it))], ["qualify-ready", "qualify-findings"]);
      const now = (await told(page)).at(-1)[1];
      // What is for small ones is not for a large one.
      assert.equal(before.fails, 0);
      assert.equal(now.fails + now.open, before.open);
      await page.reload();
      await element.getByRole("link", { name: "继续上次" }).waitFor();
    },
    { beside },
  );
}
