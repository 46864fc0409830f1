// Without a network after one visit, in any folder; a newer version waits until the person takes it.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { walk } from "./harness.mjs";
import { arrive, goOn, on, started, wholeWay } from "./app.mjs";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

let server;
let site;
let newer;

// The site in a folder of a host, which can bring out a newer version of it.
before(async () => {
  server = createServer((request, response) => {
    const name = decodeURI(new URL(request.url, "http://host").pathname).replace("/some/folder/", "") || "index.html";
    const path = join(dist, normalize(name));
    if (!request.url.startsWith("/some/folder/") || !existsSync(path)) return response.writeHead(404).end();
    let body = readFileSync(path);
    if (newer && name === "sw.js") body = Buffer.from(String(body).replace(/"[0-9a-f]{16}"/, '"0000000000000002"'));
    if (newer && name === "messages/zh-Hans.txt") body = Buffer.from(String(body).replace("看看您的企业能享受哪些支持政策", "新版：看看您的企业能享受哪些支持政策"));
    if (newer === "broken" && name.startsWith("pack/")) return response.writeHead(500).end();
    response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", "cache-control": "no-cache" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  site = `http://127.0.0.1:${server.address().port}/some/folder/`;
});

after(() => server.close());

const options = { serviceWorkers: "allow", beside: () => [new URL(site).origin] };

/** Visits the site until all of it is kept. */
async function visit(page, path = "") {
  await on(page, "2026-11-22");
  await page.goto(site + path);
  await started(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

walk(
  "after one visit the whole way can be gone without a network",
  async ({ page, context }) => {
    newer = undefined;
    await visit(page);
    await context.setOffline(true);
    await page.reload();
    await started(page);
    await wholeWay(page);
    await page.getByRole("button", { name: "English" }).click();
    await arrive(page, "Results");
    await page.goto(`${site}#/p/cn_sme_loan_interest_2026`);
    await started(page);
    await context.setOffline(false);
  },
  options,
);

walk(
  "a newer version waits until the person takes it, and no answer is lost",
  async ({ page }) => {
    newer = undefined;
    await visit(page, "#/q/loan.principal?answers");
    await page.locator("#value").fill("3,000");
    await goOn(page);
    newer = "whole";
    await page.reload();
    await page.getByText("有新的规则或新的版本").waitFor();
    await page.goto(site);
    await started(page);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "看看您的企业能享受哪些支持政策", "still the old one");
    await page.getByRole("button", { name: "重新载入" }).click();
    await arrive(page, "新版：看看您的企业能享受哪些支持政策");
    assert.match(await page.locator("main").innerText(), /已答 \d+ 项/);
    assert.deepEqual((await page.evaluate(() => caches.keys())).length, 1, "the old version is forgotten");
  },
  options,
);

walk(
  "a newer version of which a file is missing does not come at all",
  async ({ page, trouble }) => {
    newer = undefined;
    await visit(page);
    newer = "broken";
    const failed = page.evaluate(
      () =>
        new Promise((done) =>
          navigator.serviceWorker.ready.then((registration) => {
            registration.addEventListener("updatefound", () => {
              const worker = registration.installing;
              worker.addEventListener("statechange", () => worker.state === "redundant" && done(true));
            });
            registration.update();
          }),
        ),
    );
    assert.ok(await failed);
    await page.reload();
    await started(page);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "看看您的企业能享受哪些支持政策");
    assert.equal(await page.getByText("有新的规则或新的版本").count(), 0);
    trouble.length = 0; // The browser's complaint about the file that is not there.
  },
  options,
);
