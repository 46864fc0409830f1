// Three languages, switched on any page and remembered; and the elder-friendly mode.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { arrive, given, visit } from "./app.mjs";
import { speak } from "./languages.mjs";

const language = (page) => page.locator("html").getAttribute("lang");
const answers = { "enterprise.size": "small", "loan.principal": "3000", "loan.issued": "2026-03-18" };

walk("the language can be changed on any page, and is remembered", async ({ page, open }) => {
  await given(page, answers);
  await visit(page, open, "#/answers");
  assert.equal(await language(page), "zh-Hans");
  await page.getByRole("button", { name: "English" }).click();
  await arrive(page, "Check your answers");
  assert.equal(await language(page), "en");
  assert.equal(await page.title(), "Check your answers · Qualify");
  const row = page.locator(".answers > div").filter({ hasText: "CNY 30,000,000" });
  assert.match(await row.innerText(), /principal/i);
  assert.match(await page.locator("main").innerText(), /18 March 2026/);
  assert.match(await page.locator("header").innerText(), /Rules as of 22 November 2026/);
  assert.deepEqual(await accessibility(page), []);

  await visit(page, open, "#/p/cn_sme_loan_interest_2026");
  await page.getByRole("heading", { name: "Conditions one by one" }).waitFor();
  assert.match(await page.locator(".plan").innerText(), /Needs an answer[^]*Open until 31 December 2026/);
  await page.getByRole("button", { name: "繁體" }).click();
  await page.getByRole("heading", { name: "逐條對照" }).waitFor();
  assert.equal(await language(page), "zh-Hant");
  assert.match(await page.locator("main").innerText(), /3,000 萬元/);
  await page.reload();
  await page.getByRole("heading", { name: "逐條對照" }).waitFor();
});

walk(
  "who comes with an English browser is greeted in English",
  async ({ page, open }) => {
      await visit(page, open);
    await arrive(page, "See which support programmes your enterprise qualifies for");
    assert.equal(await language(page), "en");
    await screenshot(page, "start-en");
    await page.setViewportSize({ width: 360, height: 740 });
    await screenshot(page, "start-en-360");
    assert.deepEqual(await accessibility(page), []);
  },
  { locale: "en-GB" },
);

walk("a language that cannot be fetched leaves the present one, and says so", async ({ page, open, trouble }) => {
  await visit(page, open);
  await page.route("**/messages/en.txt", (route) => route.abort());
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("没有取到这种语言的文字").waitFor();
  assert.equal(await language(page), "zh-Hans");
  // The failed request is what this test is about.
  trouble.length = 0;
});

for (const [locale, isTold] of [["en-GB", true], ["zh-CN", false], ["zh-TW", false], ["fr-FR", false]]) {
  walk(
    `only languages that the rules have are offered, and a browser in ${locale} is ${isTold ? "" : "not "}told that they are in Chinese only`,
    async ({ page, open }) => {
      await speak(page, ["zh-Hans"]);
      await visit(page, open);
      assert.equal(await page.getByRole("button", { name: "English" }).count(), 0);
      assert.equal(await language(page), "zh-Hans");
      const told = page.locator(".notices li", { hasText: "The texts of these rules are in Chinese only." });
      assert.equal(await told.count(), isTold ? 1 : 0);
      if (!isTold) return;
      assert.equal(await told.getAttribute("lang"), "en");
      assert.deepEqual(await accessibility(page), []);
    },
    { locale },
  );
}

// The same table as in `src/load.rs`.
test("the scripts read the tags of languages as the app does", async () => {
  const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const script = await import(`data:text/javascript,${encodeURIComponent(read("web/language.js"))}`);
  const rows = read("tests/tags.txt").trim().split("\n").filter((line) => !line.startsWith("#"));
  for (const [tag, wanted] of rows.map((line) => line.split(" "))) assert.equal(script.language(tag) || "-", wanted, tag);
});

walk("words of another version of the page are not mixed in", async ({ page, open }) => {
  await page.route("**/messages/zh-Hans.txt", (route) => route.fulfill({ status: 200, body: "00000000\n一\n二" }));
  await open();
  await page.locator("#crashed").waitFor();
  assert.match(await page.locator("#crashed").innerText(), /已经保存的回答仍在本机浏览器中/);
});

walk("the words of conditions can fail to come, and come when tried again", async ({ page, open, trouble }) => {
  await given(page, answers);
  await page.route("**/beijing.zh-Hans.texts", (route) => route.abort());
  await visit(page, open, "#/findings");
  await page.getByText("没有取到条件和出处的文字").waitFor();
  await page.unroute("**/beijing.zh-Hans.texts");
  await page.getByRole("button", { name: "再试一次" }).click();
  await arrive(page, "自测结果");
  // The failed request is what this test is about.
  trouble.length = 0;
});

walk("large type is large, and is remembered", async ({ page, open }) => {
  await given(page, answers);
  await visit(page, open, "#/q/loan.principal");
  await page.getByRole("button", { name: "大字版" }).click();
  const size = (selector) => page.locator(selector).first().evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
  assert.ok((await size("main p")) >= 21, "nothing is small");
  assert.ok((await size("body")) >= 24, "18 pt");
  const box = await page.getByRole("button", { name: "继续" }).boundingBox();
  assert.ok(box.height >= 60 && box.width >= 60);
  await page.reload();
  await page.getByRole("button", { name: "标准版" }).waitFor();
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await screenshot(page, `elder-${width}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
  }
  assert.deepEqual(await accessibility(page), []);
  // One thing under the other: what stands beside a question comes after it.
  const [form, tally] = [await page.locator("form").boundingBox(), await page.locator(".tally").boundingBox()];
  assert.ok(tally.y >= form.y + form.height);
  // No pictures of what the list says in words.
  await page.getByRole("link", { name: "自测结果" }).first().click();
  await arrive(page, "自测结果");
  assert.deepEqual([await page.locator(".overview").isVisible(), await page.locator(".group").first().isVisible()], [false, true]);
  await page.getByRole("button", { name: "标准版" }).click();
  await page.getByRole("button", { name: "大字版" }).waitFor();
  assert.equal(await page.locator(".overview").isVisible(), true);
});

walk("large type reads the page aloud, and stops when the page is left", async ({ page, open }) => {
  await page.addInitScript(() => {
    window.spoken = [];
    window.lines = [];
    const speak = (line) => window.lines.push(line) && window.spoken.push(`${line.lang} ${line.text}`);
    const voice = { speak, cancel: () => window.spoken.push("stopped") };
    Object.defineProperty(window, "speechSynthesis", { value: voice });
  });
  await visit(page, open, "#/have");
  assert.equal(await page.getByRole("button", { name: "朗读本页" }).count(), 0);
  await page.getByRole("button", { name: "大字版" }).click();
  const spoken = () => page.evaluate(() => window.spoken);
  const elsewhere = async (fragment, heading) => {
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  };
  // What somebody else has read aloud is not stopped.
  await elsewhere("#/programmes", "全部政策");
  assert.deepEqual(await spoken(), []);
  await elsewhere("#/have", "您有（或正准备办理）下面哪些事项？");
  await page.getByRole("button", { name: "朗读本页" }).click();
  assert.ok((await spoken()).includes("zh-Hans 您有（或正准备办理）下面哪些事项？"));
  await page.evaluate(() => (window.spoken = []));
  await page.goto(page.url().replace("#/have", "#/programmes"));
  await page.getByRole("heading", { level: 1, name: "全部政策" }).waitFor();
  assert.deepEqual(await spoken(), ["stopped"]);

  // What can be stopped is what is being read: until it is stopped, or has come to its end, whatever becomes of a line.
  const [read, hush] = ["朗读本页", "停止朗读"].map((name) => page.getByRole("button", { name }));
  await read.click();
  await hush.waitFor();
  assert.equal(await read.count(), 0);
  await page.evaluate(() => (window.spoken = []));
  await hush.click();
  await read.waitFor();
  assert.deepEqual(await spoken(), ["stopped"]);
  await page.evaluate(() => (window.lines = []));
  await read.click();
  await hush.waitFor();
  await page.evaluate(() => window.lines.slice(1).forEach((line) => line.dispatchEvent(new Event("end"))));
  assert.equal(await hush.count(), 1, "one line is left");
  await page.evaluate(() => window.lines[0].dispatchEvent(new Event("error")));
  await read.waitFor();
  // Nor does it go on once the way to stop it is gone.
  await page.evaluate(() => (window.spoken = []));
  await read.click();
  await page.getByRole("button", { name: "标准版" }).click();
  await page.waitForFunction(() => window.spoken.at(-1) === "stopped");
});

walk(
  "what is far below is read aloud too",
  async ({ page, open }) => {
    await page.addInitScript(() => {
      window.spoken = [];
      Object.defineProperty(window, "speechSynthesis", { value: { speak: ({ text }) => window.spoken.push(text), cancel() {} } });
    });
    await visit(page, open, "#/programmes");
    await page.getByRole("button", { name: "大字版" }).click();
    await page.getByRole("button", { name: "朗读本页" }).click();
    const last = await page.locator(".library .item h3").last().textContent();
    assert.ok((await page.evaluate(() => window.spoken.join("\n"))).includes(last), last);
  },
  { asSeen: true },
);
