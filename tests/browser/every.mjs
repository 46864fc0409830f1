// Every main page: nothing sticks out, axe finds nothing, and a picture in target/screenshots/ for people to look at.

import assert from "node:assert/strict";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { given, visit } from "./app.mjs";

export const answers = {
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

export const pages = {
  start: "#/",
  have: "#/have",
  care: "#/care",
  question: "#/q/loan.principal",
  range: "#/q/loan.equipment_amount",
  options: "#/q/loan.sme_field",
  yesno: "#/q/enterprise.high_tech",
  day: "#/q/loan.issued",
  row: "#/q/loan.project",
  list: "#/list/loan",
  answers: "#/answers",
  findings: "#/findings",
  programme: "#/p/cn_sme_loan_interest_2026",
  failing: "#/p/bj_first_negotiation",
  programmes: "#/programmes",
  keep: "#/keep",
  report: "#/report",
  dossiers: "#/dossiers",
  nowhere: "#/nowhere",
};

/** Walks all of them, each way in a browser of its own. */
export function everyPage(ways) {
  for (const { name: way, ...options } of ways) walk(
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

/** What makes the page scroll sideways. */
export function sticksOut(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`);
  });
}
