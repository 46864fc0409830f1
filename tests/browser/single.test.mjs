// The one file that holds everything, opened from a disk.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { accessibility, walk } from "./harness.mjs";
import { arrive, item, on, started, wholeWay } from "./app.mjs";

const built = fileURLToPath(new URL("../../dist/qualify.html", import.meta.url));

// A developer's build has none.
if (existsSync(built)) {
  walk(
    "from a disk the whole way is gone, kept and printed, in each language",
    async ({ page, requests }) => {
      const file = join(mkdtempSync(join(tmpdir(), "qualify-single-")), "达标即享.html");
      copyFileSync(built, file);
      await on(page, "2026-11-22");
      await page.goto(pathToFileURL(file).href);
      await started(page);
      await wholeWay(page);
      await page.reload();
      await arrive(page, "自测结果");
      assert.match(await item(page, "中小微企业贷款贴息").innerText(), /最多 90 万元/, "the answers were kept");
      await page.getByRole("button", { name: "繁體" }).click();
      await arrive(page, "自測結果");
      assert.match(await item(page, "中小微企業貸款貼息").innerText(), /最多 90 萬元/);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("link", { name: "Save" }).first().click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the answers as a file" }).click()]);
      assert.match(download.suggestedFilename(), /\.json$/);
      await page.getByRole("link", { name: "Open the report" }).click();
      await arrive(page, "Self-check report");
      assert.ok((await page.pdf()).length > 10_000);
      assert.deepEqual(await accessibility(page), []);
      // The file itself, once at first and once again: nothing else was asked for.
      assert.deepEqual([...new Set(requests.map((it) => new URL(it).protocol))].filter((it) => it !== "blob:"), ["file:"]);
      assert.equal(new Set(requests.filter((it) => it.startsWith("file:"))).size, 1);
    },
    { beside: () => ["null"] },
  );

  walk(
    "from a disk, where nothing can run, it says so, and promises nothing that is not there",
    async ({ page }) => {
      await page.addInitScript(() => delete globalThis.WebAssembly);
      await page.goto(pathToFileURL(built).href);
      await page.getByText("这里不能使用 WebAssembly").waitFor();
      await page.getByRole("heading", { level: 1, name: "看看您的企业能享受哪些支持政策" }).waitFor();
      await page.evaluate(() => (location.hash = "#/programmes"));
      await page.locator("#loading:empty").waitFor({ state: "attached" });
      const words = await page.locator("body").innerText();
      assert.ok(!words.includes("仍可阅读") && !words.includes("正在载入"), words);
    },
    { beside: () => ["null"] },
  );

  walk(
    "from a disk, where nothing can be unpacked, it says that it is that",
    async ({ page, trouble }) => {
      await page.addInitScript(() => delete globalThis.DecompressionStream);
      await page.goto(pathToFileURL(built).href);
      await page.getByText("这里不能使用 DecompressionStream").waitFor();
      assert.ok(!(await page.locator("#crashed").innerText()).includes("WebAssembly"));
      trouble.length = 0; // What is packed cannot be unpacked.
    },
    { beside: () => ["null"] },
  );
}
