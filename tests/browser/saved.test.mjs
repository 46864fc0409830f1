// The answers are kept in the browser, and nothing that was kept is thrown away unread.

import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { arrive, given, goOn, have, started, visit } from "./app.mjs";

const KEY = "qualify/beijing/answers";
const ASIDE = `${KEY}/unreadable-1`;
const kept = (page, key = KEY) => page.evaluate((key) => localStorage.getItem(key), key);

walk("answers survive a reload, and “clear all” forgets them", async ({ page, open }) => {
  await visit(page, open, "#/have");
  await have(page, "贷款");
  await visit(page, open, "#/q/loan.principal?answers");
  await page.locator("#value").fill("3,000");
  await goOn(page);
  await page.reload();
  await arrive(page, "核对回答");
  const row = page.locator(".answers > div").filter({ hasText: "贷款本金" });
  assert.match(await row.innerText(), /3,000 万元/);
  assert.deepEqual(JSON.parse(await kept(page)).format, 2);

  // Asked first, and nothing is gone before.
  await page.locator("summary").filter({ hasText: "清除全部回答" }).click();
  assert.match(await row.innerText(), /3,000 万元/);
  await page.getByRole("button", { name: "确定清除" }).click();
  await row.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await page.reload();
  await arrive(page, "核对回答");
  assert.match(await page.locator("main").innerText(), /已答 0 项/);
});

for (const damaged of ['{"format":1,"answers":{"loan.pr', "null", "[]", '{"format":1,"answers":{"loan":{"a":1}}}', '{"format":2}', ""]) {
  walk(`a damaged record is put aside: ${damaged || "(empty)"}`, async ({ page, open }) => {
    await page.addInitScript(
      ([key, text]) => sessionStorage.getItem("once") ?? (localStorage.setItem(key, text), sessionStorage.setItem("once", "1")),
      [KEY, damaged],
    );
    await visit(page, open);
    await page.getByText("上次保存的回答读不出来。原文已另存在本机浏览器中").waitFor();
    assert.equal(await kept(page, ASIDE), damaged);
    await visit(page, open, "#/q/enterprise.size?answers");
    await arrive(page, "企业属于哪一种规模？");
    await page.getByRole("radio", { name: "小型" }).check();
    await goOn(page);
    assert.match(await kept(page), /"size":"small"/);
    assert.equal(await kept(page, ASIDE), damaged, "still there after new answers were kept");

    await page.reload();
    await started(page);
    assert.equal(await page.getByText("上次保存的回答读不出来").isVisible(), false, "read, so no longer said");
    assert.equal(await kept(page, ASIDE), damaged);
  });
}

walk("what no longer fits the rules is named, and the rest stays", async ({ page, open }) => {
  await given(page, { "enterprise.size": "small", "enterprise.colour": "red", "loan.principal": "-3", "loan.term": "24" });
  await visit(page, open, "#/answers");
  const notice = page.locator(".notices");
  assert.match(await notice.innerText(), /已略去：“enterprise\.colour”、贷款本金。其余回答都还在/);
  assert.match(await kept(page, ASIDE), /enterprise\.colour/);
  assert.match(await page.locator(".answers").first().innerText(), /小型/);
  await page.getByRole("button", { name: "知道了" }).click();
  await notice.getByText("已略去").waitFor({ state: "hidden" });
});

walk("where nothing can be kept, the page works and says so", async ({ page, open }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    }),
  );
  await visit(page, open);
  await page.getByText("关闭或刷新页面后回答不会保留").waitFor();
  await page.getByRole("link", { name: "开始自测" }).click();
  await have(page, "贷款");
  await page.getByText("关闭或刷新页面后回答不会保留").waitFor();
});

walk("when the storage is full, the page works and says so", async ({ page, open }) => {
  await visit(page, open, "#/have");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await have(page, "贷款");
  await page.getByText("关闭或刷新页面后回答不会保留").waitFor();
});
