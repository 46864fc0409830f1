// Pictures of the main pages, for people to look at: target/screenshots/.

import { accessibility, screenshot, walk } from "./harness.mjs";
import { given, visit } from "./app.mjs";

const answers = {
  loan: "yes",
  project: "no",
  "enterprise.size": "small",
  "enterprise.ownership": "private",
  "loan.purpose": "fixed_assets",
  "loan.issued": "2026-03-18",
  "loan.principal": "3,000 万元",
  "loan.term": "24",
  "loan.sme_field": "machine_tools",
  "loan.central_subsidy": "none",
  "loan.through_handling_bank": "yes",
};

const pages = {
  start: "#/",
  have: "#/have",
  question: "#/q/loan.principal",
  choice: "#/q/enterprise.registered_in",
  answers: "#/answers",
  findings: "#/findings",
  programme: "#/p/cn_sme_loan_interest_2026",
  programmes: "#/programmes",
};

for (const width of [360, 1280]) {
  walk(
    `pictures at ${width} px`,
    async ({ page, open }) => {
      await given(page, answers);
      for (const [name, fragment] of Object.entries(pages)) {
        await visit(page, open, fragment);
        await page.reload();
        await page.locator("main h1").waitFor();
        await screenshot(page, `${name}-${width}`);
      }
    },
    { viewport: { width, height: 800 } },
  );
}
