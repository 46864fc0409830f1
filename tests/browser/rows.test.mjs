// Several loans: listed, added, gone through, taken out.

import assert from "node:assert/strict";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { arrive, given, goOn, visit } from "./app.mjs";

const ONE = { loan: "yes", "loan.principal": "3000" };

walk("a second loan is added, answered, and taken out again", async ({ page, open }) => {
  await given(page, ONE);
  await visit(page, open, "#/list/loan");
  await arrive(page, "贷款（1）");
  assert.match(await page.locator(".rows").innerText(), /贷款 1\n贷款本金\n3,000 万元/);
  await page.getByRole("button", { name: "添加贷款" }).click();
  await page.waitForFunction(() => /^#\/q\/loan\.\w+\/2$/.test(location.hash));
  assert.equal(await page.locator(".topic").innerText(), "贷款 2");
  await visit(page, open, "#/q/loan.principal/2?list/loan");
  await page.locator("#value").fill("500");
  await goOn(page);
  await arrive(page, "贷款（2）");
  assert.match(await page.locator(".rows").innerText(), /贷款 2\n贷款本金\n500 万元/);
  assert.deepEqual(await accessibility(page), []);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await screenshot(page, `rows-${width}`);
  }
  await page.reload();
  await arrive(page, "贷款（2）");

  // Each loan has its own finding.
  await visit(page, open, "#/findings");
  await arrive(page, "自测结果");
  assert.equal(await page.locator(".item h3").filter({ hasText: "中小微企业贷款贴息 · 贷款 2" }).count(), 1);

  await visit(page, open, "#/list/loan");
  await page.getByRole("button", { name: /去掉\s*：贷款 1/ }).click();
  await arrive(page, "贷款（1）");
  assert.match(await page.locator(".rows").innerText(), /贷款 1\n贷款本金\n500 万元/);
  // A row that was taken out by mistake comes back whole.
  await visit(page, open, "#/answers");
  await page.getByRole("button", { name: "撤销上一步" }).click();
  await visit(page, open, "#/list/loan");
  await arrive(page, "贷款（2）");
  await page.reload();
  await arrive(page, "贷款（2）");
  await visit(page, open, "#/answers");
  assert.equal(await page.getByRole("button", { name: "撤销上一步" }).isVisible(), false, "loaded anew, nothing to take back");
});

walk("the last change can be taken back", async ({ page, open }) => {
  await given(page, ONE);
  await visit(page, open, "#/q/loan.principal?answers");
  await page.locator("#value").fill("2000");
  await goOn(page);
  const row = page.locator(".answers > div").filter({ hasText: "贷款本金" });
  assert.match(await row.innerText(), /2,000 万元/);
  await page.getByRole("button", { name: "撤销上一步" }).click();
  await row.getByText("3,000 万元").waitFor();
  assert.match(await page.evaluate(() => localStorage.getItem("qualify/beijing/answers")), /"principal":"3000"/);
  await page.getByRole("button", { name: "撤销上一步" }).click();
  await row.getByText("2,000 万元").waitFor();
});

walk("the list of what there is not leads to a page that is not there", async ({ page, open }) => {
  await visit(page, open, "#/list/planet");
  await arrive(page, "没有这个页面");
});
