// Every main page: nothing sticks out at any width, axe finds nothing, and a picture in target/screenshots/ for people to look at.

import assert from "node:assert/strict";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { given, visit } from "./app.mjs";

const answers = {
  project: "no",
  loan: "yes",
  "enterprise.size": "small",
  "enterprise.ownership": "private",
  "loan.purpose": "fixed_assets",
  "loan.issued": "2026-03-18",
  "loan.principal": "3,000",
  "loan.term": "24",
  "loan.sme_field": "machine_tools",
  "loan.central_subsidy": "none",
  "loan.through_handling_bank": "yes",
  "loan.rate": null,
  "loan.equipment_amount": ["2000", ""],
};

const pages = {
  start: "#/",
  have: "#/have",
  question: "#/q/loan.principal",
  options: "#/q/loan.sme_field",
  day: "#/q/loan.issued",
  answers: "#/answers",
  findings: "#/findings",
  programme: "#/p/cn_sme_loan_interest_2026",
  failing: "#/p/bj_first_negotiation",
  programmes: "#/programmes",
  nowhere: "#/nowhere",
};

const ways = [
  { name: "320", viewport: { width: 320, height: 640 } },
  { name: "360", viewport: { width: 360, height: 740 } },
  { name: "1280", viewport: { width: 1280, height: 900 } },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
];

for (const { name: way, ...options } of ways) {
  walk(
    `every page fits and can be read: ${way}`,
    async ({ page, open }) => {
      await given(page, answers);
      for (const [name, fragment] of Object.entries(pages)) {
        await visit(page, open, fragment);
        await page.waitForFunction((hash) => location.hash === hash, fragment);
        await screenshot(page, `${name}-${way}`);
        assert.deepEqual(await sticksOut(page), [], `${name} at ${way}`);
        assert.deepEqual(await accessibility(page), [], `${name} at ${way}`);
      }
    },
    options,
  );
}

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

/** What makes the page scroll sideways. */
function sticksOut(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`);
  });
}
