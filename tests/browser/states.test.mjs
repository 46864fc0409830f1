// Pages in which something is the matter, on paper, and with large letters.

import assert from "node:assert/strict";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { arrive, given, visit, wholeWay } from "./app.mjs";
import { answers, sticksOut } from "./every.mjs";

for (const [language, on, unknown] of [["zh-CN", "继续", "很多"], ["en-GB", "Continue", "lots"]]) {
  walk(
    `a mistake, an empty list and what is printed can be read: ${language}`,
    async ({ page, open }) => {
      await given(page, answers);
      await visit(page, open, "#/q/loan.principal");
      await page.locator("#value").fill(unknown);
      await page.getByRole("button", { name: on }).click();
      await page.locator("#errors").waitFor();
      assert.deepEqual(await accessibility(page), []);
      for (const fragment of ["#/programmes", "#/findings"]) {
        await visit(page, open, fragment);
        await page.locator("#filter-text").fill("zzzz");
        await page.locator(".filter .past, .filter .hint, .filter .note").first().waitFor();
        assert.deepEqual(await accessibility(page), [], `nothing found in ${fragment}`);
        await screenshot(page, `none-${fragment.slice(2)}-${language}`);
        // That nothing qualifies would be another thing.
        if (fragment === "#/findings") assert.equal(await page.locator(".group:visible").count(), 0);
      }
      // What is folded can be read once it is opened.
      for (const fragment of ["#/keep", "#/answers", "#/findings", "#/p/cn_sme_loan_interest_2026"]) {
        await visit(page, open, fragment);
        await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
        assert.deepEqual(await accessibility(page), [], `opened ${fragment}`);
      }
      await page.emulateMedia({ media: "print" });
      for (const fragment of ["#/findings", "#/report", "#/p/cn_sme_loan_interest_2026"]) {
        await visit(page, open, fragment);
        assert.deepEqual(await accessibility(page), [], `printed ${fragment}`);
      }
    },
    { locale: language },
  );
}

walk(
  "the whole way with letters of twice the size",
  async ({ page, open }) => {
    // As a browser's own setting does it; on every page that is come to, what sticks out is noted.
    await page.addInitScript(() => {
      window.wide = [];
      const note = () => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) window.wide.push(`${location.hash}: ${scrollWidth} of ${clientWidth}`);
      };
      addEventListener("DOMContentLoaded", () => {
        document.documentElement.style.fontSize = "200%";
        new MutationObserver(() => requestAnimationFrame(note)).observe(document.body, { childList: true, subtree: true });
      });
    });
    await visit(page, open);
    await wholeWay(page);
    await screenshot(page, "findings-200");
    await page.getByRole("link", { name: "中小微企业贷款贴息" }).first().click();
    await arrive(page, "中小微企业贷款贴息");
    await screenshot(page, "programme-200");
    await page.getByRole("link", { name: "保存", exact: true }).first().click();
    await page.getByRole("link", { name: "打开报告" }).click();
    await arrive(page, "自测报告");
    assert.deepEqual(await page.evaluate(() => window.wide), []);
  },
  { viewport: { width: 640, height: 900 } },
);

walk("an error fits and can be read", async ({ page, open }) => {
  await visit(page, open, "#/q/loan.principal");
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.locator("#value").fill("很多");
    await page.getByRole("button", { name: "继续" }).click();
    await page.locator("#errors").waitFor();
    await screenshot(page, `error-${width}`);
    assert.deepEqual(await sticksOut(page), []);
    assert.deepEqual(await accessibility(page), []);
  }
});

walk("the findings can be printed", async ({ page, open }) => {
  await given(page, answers);
  await visit(page, open, "#/findings");
  await page.emulateMedia({ media: "print" });
  await screenshot(page, "findings-print");
  assert.equal(await page.getByRole("navigation").isVisible(), false);
  assert.equal(await page.getByText("最多 90 万元").first().isVisible(), true);
});
