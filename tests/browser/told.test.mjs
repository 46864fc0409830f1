// What the element takes from its host, and what it tells it: when, in which order, and what has gone wrong.

import assert from "node:assert/strict";
import { url, walk } from "./harness.mjs";
import { START, element, heading, hosting, serves, tells, told } from "./hosting.mjs";
import { compiled, file, ofVersion, rules } from "./site.mjs";

const { visit, beside } = hosting({
  "/": element(),
  "/preset": element(`keep="mine" preset='{"format": 1, "enterprise": {"registered_in": "haidian", "size": "small"}}' page="#/answers"`),
  "/prefilled": element(`keep="other" preset='{"format": 1, "enterprise": {"registered_in": "haidian", "size": "small"}}'`),
  "/unkept": element('page="#/keep"'),
  "/light": element('scheme="light"'),
  "/dark": element('scheme="dark"'),
  "/pack": element('pack="pack/small" page="#/programmes"'),
  "/mistyped": element('kinds="loan_interest loan" page="#/programmes"'),
  "/unknown": element('programmes="no_such_programme" page="#/programmes"'),
  "/tag": element('lang="zh-TW"'),
  // Said at once, before anything has come.
  "/early": `${element()}<script>{
    const it = document.querySelector("qualify-checker");
    const given = [{ format: 1, enterprise: { ownership: "private", size: "large" } }, "{", { format: 9 }, { format: 1, enterprise: { size: "small" } }];
    customElements.whenDefined("qualify-checker").then(() => given.forEach((answers) => it.prefill(answers)));
  }</script>`,
});

/** The script that calls the program. */
const glue = new URL(/"(qualify-app-[0-9a-f]+\.js)"/.exec(String(file("element.js")))[1], url).href;

/** Waits until the element shows this answer among those that it lists. */
const answered = (element, words) => element.locator("main .answers", { hasText: words }).waitFor();
/** Answers the size of the enterprise, from the page of all answers. */
async function becomes(element, size) {
  await element.locator('main .answers a[href*="enterprise.size"]').click();
  await element.getByRole("radio", { name: size, exact: true }).check();
  await element.locator("main form .btn").click();
}

walk(
  "who comes back to answers that were kept has those, and not the host's again",
  async ({ page }) => {
    const element = await visit(page, "/preset");
    await answered(element, /注册地\s*海淀区/);
    await answered(element, /企业规模\s*小型/);
    await becomes(element, "大型");
    await answered(element, /企业规模\s*大型/);
    await page.reload();
    await answered(element, /企业规模\s*大型/);
    assert.deepEqual((await told(page)).filter(([name]) => name === "qualify-refused"), []);
  },
  { beside },
);

walk(
  "who comes for the first time begins, also where the host has filled something in",
  async ({ page }) => {
    const element = await visit(page, "/prefilled");
    await element.getByRole("link", { name: "已由本站填好 2 项" }).waitFor();
    await element.getByRole("link", { name: "开始自测" }).waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [], "nothing was answered that could be kept");
    await element.getByRole("link", { name: "已由本站填好 2 项" }).click();
    await becomes(element, "大型");
    await answered(element, /企业规模\s*大型/);
    await page.reload();
    await element.getByRole("link", { name: "继续上次" }).waitFor();
    await element.getByRole("link", { name: "已答 2 项" }).waitFor();
  },
  { beside },
);

walk(
  "what a change comes to is told once, and a number may stand there as a number",
  async ({ page }) => {
    const element = await visit(page, "/");
    await tells(page, "qualify-findings");
    const before = (await told(page)).length;
    await element.evaluate((it) => it.prefill({ format: 1, enterprise: { size: "large" }, loan: { rate: 3.25 } }));
    await element.getByRole("link", { name: "已答 3 项" }).waitFor();
    await element.evaluate((it) => it.setAttribute("lang", "en"));
    await element.getByRole("link", { name: "3 answers" }).waitFor();
    const since = (await told(page)).slice(before).map(([name]) => name);
    assert.deepEqual(since, ["qualify-findings"]);
    await element.getByRole("link", { name: "3 answers" }).click();
    await answered(element, /3\.25%/);
  },
  { beside },
);

for (const [scheme, system, paper] of [["light", "dark", "rgb(255, 255, 255)"], ["dark", "light", "rgb(18, 26, 34)"]]) {
  walk(
    `a page that is always ${scheme} has it so, whatever the person's system is`,
    async ({ page }) => {
      const element = await visit(page, `/${scheme}`);
      const kind = element.locator(".kinds li").first();
      await kind.waitFor();
      assert.equal(await kind.evaluate((it) => getComputedStyle(it).backgroundColor), paper);
      assert.equal(await kind.evaluate((it) => getComputedStyle(it).colorScheme), scheme);
    },
    { beside, colorScheme: system },
  );
}

walk(
  "begun anew, as when another tab has changed the answers, it is where it was",
  async ({ page }) => {
    const element = await visit(page, "/preset");
    await answered(element, /企业规模\s*小型/);
    await element.locator('main .answers a[href*="enterprise.size"]').click();
    await element.getByRole("radio", { name: "大型", exact: true }).waitFor();
    await element.evaluate((it) => it.shadowRoot.querySelector(".app").dispatchEvent(new Event("qualify-reload")));
    await page.waitForFunction(() => window.told.filter(([name]) => name === "qualify-ready").length === 2, undefined, { polling: 50 });
    await element.getByRole("radio", { name: "大型", exact: true }).waitFor();
  },
  { beside },
);

walk(
  "answers that are given before the program is there are taken in turn, and what is none spoils no other",
  async ({ page }) => {
    const element = await visit(page, "/early");
    // Small, private: the last word counts, answer by answer.
    await element.getByRole("link", { name: "已答 2 项" }).click();
    await answered(element, /企业规模\s*小型/);
    await answered(element, /企业性质\s*民营企业/);
    const refused = (await told(page)).filter(([name]) => name === "qualify-refused").map(([, detail]) => detail.answers);
    assert.deepEqual(refused, [["*"], ["*"]]);
  },
  { beside },
);

walk(
  "kinds and programmes that the rules do not have are told to the host, and hide nothing",
  async ({ page }) => {
    const listed = (element) => element.locator(".group:not(.unshown) > h2").allInnerTexts();
    const one = await visit(page, "/mistyped");
    assert.deepEqual(await tells(page, "qualify-refused"), { answers: [], attributes: ["kinds"] });
    assert.deepEqual(await listed(one), ["贷款贴息 11 项"]);
    const other = await visit(page, "/unknown");
    assert.deepEqual(await tells(page, "qualify-refused"), { answers: [], attributes: ["programmes"] });
    assert.ok((await listed(other)).length > 5);
  },
  { beside },
);

walk(
  "the language that was asked for last is spoken, whichever comes first",
  async ({ page }) => {
    let go;
    const may = new Promise((done) => (go = done));
    const element = await visit(page, "/");
    await tells(page, "qualify-findings");
    await page.route("**/messages/en*", async (route) => (await may, route.continue()));
    const asked = page.waitForRequest("**/messages/en.txt");
    await element.evaluate((it) => (it.lang = "en"));
    await asked;
    await element.evaluate((it) => (it.lang = "zh-Hant"));
    await element.getByRole("link", { name: "開始自測" }).waitFor();
    const came = [page.waitForResponse("**/messages/en.txt"), page.waitForResponse("**/messages/en.later.txt")];
    go();
    for (const response of await Promise.all(came)) await response.finished();
    // What the program does with it, it has done before it hears of anything else.
    await element.evaluate((it) => it.setAttribute("as-of", "2026-03-01"));
    await element.getByRole("link", { name: "開始自測" }).click();
    await element.getByText("2026年3月1日").first().waitFor();
    await element.getByText("繼續", { exact: true }).waitFor();
  },
  { beside },
);

walk(
  "what follows the first page and does not come is told to the host, and can be tried again",
  async ({ page }) => {
    let isAway = true;
    await page.route("**/*_more.wasm", (route) => (isAway ? route.fulfill({ status: 503, body: "", headers: { "access-control-allow-origin": "*" } }) : route.continue()));
    const element = await visit(page, "/");
    const { code } = await tells(page, "qualify-failed");
    assert.equal(code, "not_loaded");
    assert.deepEqual((await told(page)).map(([name]) => name), ["qualify-ready", "qualify-failed"]);
    isAway = false;
    await element.getByRole("link", { name: "开始自测" }).click();
    await element.getByRole("button", { name: "再试一次" }).click();
    await tells(page, "qualify-findings");
    await element.getByRole("checkbox", { name: "贷款", exact: true }).waitFor();
  },
  { beside, expects: /503|_more\.wasm net::ERR_ABORTED/ },
);

walk(
  "rules that are replaced while somebody is at work are told as that, and not as a network that is down",
  async ({ page }) => {
    const newer = ofVersion("2026.11.9");
    const serve = (name) => page.route(`**/${name}`, (route) => route.fulfill({ body: newer[name], headers: { "access-control-allow-origin": "*" } }));
    await serve("pack/beijing.en.texts");
    const element = await visit(page, "/");
    await tells(page, "qualify-findings");
    await element.getByRole("link", { name: "开始自测" }).click();
    await element.getByRole("checkbox", { name: "贷款", exact: true }).waitFor();
    await element.getByRole("button", { name: "English" }).click();
    await element.getByText("网站的规则或版本换了。您的回答没有保存").waitFor();
    await page.unroute("**/pack/beijing.en.texts");
    await element.getByRole("button", { name: "重新载入" }).click();
    await element.getByRole("link", { name: "开始自测" }).or(element.getByRole("checkbox", { name: "贷款", exact: true })).first().waitFor();
    assert.equal(await element.getByText("网站的规则或版本换了").count(), 0);
    // The same before the rest of the words has come.
    await serve("pack/beijing.zh-Hans.texts");
    const again = await visit(page, "/");
    assert.equal((await tells(page, "qualify-failed")).code, "other_rules");
    await again.getByRole("link", { name: "开始自测" }).click();
    await again.getByText("网站的规则或版本换了").waitFor();
    await again.getByRole("button", { name: "重新载入" }).waitFor();
    assert.equal(await again.getByText("可能是网络中断").count(), 0);
  },
  { beside, expects: /net::ERR_ABORTED/ },
);

walk(
  "what is not kept is nowhere said to be",
  async ({ page }) => {
    const element = await visit(page, "/unkept");
    await element.getByText("这里不保存回答：关闭或刷新页面后就没有了").waitFor();
    const words = await element.locator("main").innerText();
    assert.ok(!words.includes("自动保存") && !words.includes("保存在这个浏览器里"), words);
    await element.getByRole("link", { name: "档案" }).last().click();
    await element.getByText("这里不保存回答").waitFor();
    assert.ok(!(await element.locator("main").innerText()).includes("保存在这个浏览器里"));
  },
  { beside },
);

for (const type of ["application/wasm", "application/octet-stream"]) {
  walk(
    `a program that stops is told to the host, where the server calls it ${type}`,
    async ({ page, trouble }) => {
      await page.route("**/*_bg.wasm", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), "content-type": type } });
      });
      const element = await visit(page, "/");
      await tells(page, "qualify-findings");
      // Asked to take a page away that there never was, it falls over.
      await page.evaluate(async (glue) => {
        const { Mounted } = await import(glue);
        queueMicrotask(() => Object.assign(Object.create(Mounted.prototype), { __wbg_ptr: 2 ** 31 - 16 }).destroy());
      }, glue);
      assert.equal((await tells(page, "qualify-failed")).code, "stopped");
      await element.getByText("自测没有载入").waitFor();
      // A fault of the host's own is the host's.
      await page.evaluate(() => (window.told.length = 0, dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("theirs") }))));
      assert.deepEqual(await told(page), []);
      trouble.length = 0; // The fall itself, and that the type is another.
    },
    { beside },
  );
}

walk(
  "what is opened elsewhere is the page of its own, with the same rules and in the same language",
  async ({ page }) => {
    await serves(page, compiled("authoring/tests/small", "small"));
    const element = await visit(page, "/pack");
    const link = element.getByRole("link", { name: "贷款贴息", exact: true });
    await link.waitFor();
    const opened = page.waitForEvent("popup");
    await link.click({ modifiers: ["ControlOrMeta"] });
    const { pathname, search, hash } = new URL((await opened).url());
    assert.equal(`${pathname.split("/").at(-1)}${search}${hash}`, `index.html?rules=small${await link.getAttribute("href")}`);
    assert.equal(await page.evaluate(() => location.hash), "");
  },
  { beside },
);

walk(
  "where there is no program, the written pages are those of the element's language",
  async ({ page, trouble }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    const element = await visit(page, "/tag");
    const link = element.getByRole("link", { name: "阅读全部政策" });
    assert.equal(new URL(await link.getAttribute("href")).pathname.split("/").at(-2), "zh-Hant");
    trouble.length = 0; // The host's own complaint about what it took away.
  },
  { beside },
);

const unusable = [
  ["missing", () => undefined, /没有给出规则文件（状态 404）/, "not_loaded"],
  ["damaged", (pack) => ((pack[200] ^= 1), pack), /规则文件不完整或已损坏/, "damaged"],
  ["a login page", () => Buffer.from("<!doctype html>"), /取到的不是规则文件/, "not_a_pack"],
];
for (const [name, change, says, code] of unusable) {
  walk(
    `where the rules are ${name}, the element says so, and the host is told`,
    async ({ page }) => {
      await serves(page, { "pack/beijing.pack": change(rules()["pack/beijing.pack"]) });
      const element = await visit(page, "/");
      await element.getByText(says).waitFor();
      await heading(element, "政策规则没有载入");
      await tells(page, "qualify-failed");
      // What the host wishes then comes to nothing, and stops nothing.
      await element.evaluate((it) => (it.prefill({ format: 1, enterprise: { size: "small" } }), it.reset(), (it.lang = "en")));
      await element.getByRole("heading", { level: 1 }).waitFor();
      assert.deepEqual(await told(page), [["qualify-failed", { code, message: "rules, words or a part of the program cannot be used" }]]);
    },
    // A body that nobody reads is dropped.
    { beside, expects: /404|beijing\.pack net::ERR_ABORTED/ },
  );
}

walk(
  "a program that does not come is told to the host, and the next element tries again",
  async ({ page }) => {
    let isAway = true;
    await page.route("**/*_bg.wasm", (route) => (isAway ? route.fulfill({ status: 503, body: "", headers: { "access-control-allow-origin": "*" } }) : route.continue()));
    const element = await visit(page, "/");
    const { code, message } = await tells(page, "qualify-failed");
    assert.equal(code, "not_loaded");
    const said = await element.getByText("自测没有载入").innerText();
    assert.ok(message && said.includes(`（${message}）`), said);
    assert.equal((await told(page)).length, 1, "it is not ready");
    isAway = false;
    await element.evaluate((it) => it.replaceWith(document.createElement("qualify-checker")));
    await heading(page.locator("qualify-checker"), START);
    await tells(page, "qualify-ready");
  },
  { beside, expects: /503|_bg\.wasm net::ERR_ABORTED/ },
);
