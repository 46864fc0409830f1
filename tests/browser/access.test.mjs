// What axe does not see: letters set wide apart, the focus under what covers it, and how large in elder mode is what is pressed.

import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { given, visit } from "./app.mjs";
import { answers, pages, sticksOut } from "./every.mjs";

walk(
  "with letters, words, lines and paragraphs set as wide as people need it, nothing is cut off (WCAG 1.4.12)",
  async ({ page, open }) => {
    await page.addInitScript(() => {
      const style = new CSSStyleSheet();
      style.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    });
    await given(page, answers);
    for (const fragment of Object.values(pages)) {
      await visit(page, open, fragment);
      assert.deepEqual(await sticksOut(page), [], fragment);
      assert.deepEqual(await page.evaluate(cutOff), [], fragment);
    }
  },
  { viewport: { width: 360, height: 800 } },
);

/** In the page: what hides a part of its text. On a telephone the heads of tables are for those who listen. */
function cutOff() {
  const hides = (of) => ["hidden", "clip"].includes(getComputedStyle(of).overflowY) || ["hidden", "clip"].includes(getComputedStyle(of).overflowX);
  const isLarger = (it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1;
  const all = [...document.querySelectorAll("body *:not(.unseen, thead)")].filter((it) => it.innerText && it.checkVisibility());
  return all.filter((it) => hides(it) && isLarger(it)).map((it) => `${it.tagName}.${it.className}: ${it.innerText.slice(0, 30)}`);
}

for (const viewport of [{ width: 360, height: 640 }, { width: 1280, height: 720 }]) {
  walk(
    `whatever has the focus can be seen (WCAG 2.4.11): ${viewport.width}`,
    async ({ page, open }) => {
      await given(page, answers);
      for (const fragment of ["#/q/loan.principal", "#/findings", "#/programmes", "#/p/cn_sme_loan_interest_2026"]) {
        await visit(page, open, fragment);
        for (let turn = 0; turn < 60; turn++) {
          await page.keyboard.press("Tab");
          let covered = await page.evaluate(isCovered);
          // What was out of sight is laid out once it comes into it, and moves what is below.
          if (covered) {
            await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
            covered = await page.evaluate(isCovered);
          }
          assert.equal(covered, "", `${fragment}, ${turn + 1} times Tab`);
        }
      }
    },
    { viewport, asSeen: true },
  );
}

/** In the page: what has the focus, where nothing of it can be seen. */
function isCovered() {
  const it = document.activeElement;
  if (!it || it === document.body) return "";
  // A box whose sign is its label is as large as that.
  const { left, top, right, bottom } = it.getBoundingClientRect();
  const points = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  const isSeen = ([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (it.contains(there) || there.contains(it) || [...(it.labels ?? [])].some((label) => label.contains(there)));
  };
  return points.some(isSeen) ? "" : `${it.tagName} ${it.id} ${it.innerText ?? ""}`;
}

walk(
  "in elder mode what is pressed is large: 60 px for what leads on, 44 for the rest (GB/T 37668)",
  async ({ page, open }) => {
    await given(page, answers);
    await visit(page, open, "#/");
    await page.getByRole("button", { name: "大字版" }).click();
    await page.locator("[data-mode=elder]").waitFor();
    const small = {};
    for (const fragment of Object.values(pages)) {
      await page.evaluate((fragment) => (location.hash = fragment), fragment);
      await visit(page, open, fragment);
      const found = await page.evaluate(tooSmall);
      if (found.length) small[fragment] = found;
    }
    assert.deepEqual(small, {});
  },
  { viewport: { width: 768, height: 900 } },
);

/** In the page: what is smaller than it should be. A link within a sentence is as tall as the sentence. */
function tooSmall() {
  const size = (it) => {
    const boxes = [it, ...(it.labels ?? [])].map((part) => part.getBoundingClientRect());
    return Math.max(...boxes.map((box) => box.height));
  };
  const within = (it) => it.matches("p a, li a, dd a, td a, h3 a, label a");
  const all = [...document.querySelectorAll("a, button, input, select, summary")].filter((it) => it.checkVisibility() && !within(it));
  const least = (it) => (it.matches(".btn") ? 60 : 44);
  return all.filter((it) => size(it) < least(it)).map((it) => `${it.tagName}.${it.className} ${it.type ?? ""} ${(it.innerText || it.id).slice(0, 12)}: ${Math.round(size(it))}`);
}
