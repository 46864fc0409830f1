// How quick the page is: printed, never asserted. `docs/app.md` has the figures of a quiet machine.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { walk } from "./harness.mjs";
import { arrive, dossier, visit } from "./app.mjs";

const twoLoans = JSON.parse(readFileSync(new URL("../../docs/examples/two-loans.json", import.meta.url), "utf8"));
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

function told(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1)} ms`;
  console.log(`# ${name}: median ${at(0.5)}, 95 of 100 ${at(0.95)}, slowest ${at(1)} (${sorted.length} times)`);
}

/** Changes a field so often, each time until what follows from it is painted; gives the times. */
function edits(page, selector, values, event, shown) {
  return page.evaluate(
    async ({ selector, values, event, shown }) => {
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const times = [];
      for (const [value, text] of values) {
        const field = document.querySelector(selector);
        const started = performance.now();
        field.value = value;
        field.dispatchEvent(new Event(event, { bubbles: true }));
        do await painted();
        while (!document.querySelector(shown).innerText.includes(text));
        times.push(performance.now() - started);
      }
      return times;
    },
    { selector, values, event, shown },
  );
}

walk("from an edit to painted findings, on a computer a quarter as quick", async ({ page, open }) => {
  await dossier(page, twoLoans);
  await visit(page, open, "#/findings");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  // Everything is assessed anew: 89 findings, the plan, the ways in, the pictures.
  const days = Array.from({ length: 200 }, (_, turn) => 1 + (turn % 20));
  const dates = days.map((day) => [`2026-11-${String(day).padStart(2, "0")}`, `2026年11月${day}日`]);
  told("another as-of date, all findings", await edits(page, "#as-of", dates, "change", ".bar .date"));
  const words = Array.from({ length: 200 }, (_, turn) => (turn % 2 ? ["贴息", "列出"] : ["贴", "列出"]));
  told("a key in the search among findings", await edits(page, "#filter-text", words, "input", ".filter"));
  await page.goto(page.url().replace("#/findings", "#/programmes"));
  await arrive(page, "全部政策");
  told("a key in the search for programmes", await edits(page, "#filter-text", words, "input", ".filter"));
  assert.equal(await page.locator("main h1").innerText(), "全部政策");
}, { asSeen: true });

let slow;

walk(
  "the first visit on a slow network",
  async ({ page }) => {
    const server = createServer((request, response) => {
      const name = decodeURI(new URL(request.url, "http://host").pathname).slice(1) || "index.html";
      const path = join(dist, name);
      if (!existsSync(path)) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", "content-encoding": "br" });
      response.end(brotliCompressSync(readFileSync(path)));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    slow = `http://127.0.0.1:${server.address().port}`;
    try {
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      const throughput = (1.6 * 1024 * 1024) / 8;
      await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: throughput, uploadThroughput: throughput });
      const started = Date.now();
      await page.goto(slow, { waitUntil: "commit" });
      await page.getByRole("link", { name: "开始自测" }).waitFor();
      const there = Date.now() - started;
      const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN);
      console.log(`# 1.6 Mbit/s, 150 ms: first paint after ${Math.round(paint)} ms, the first page with its buttons after ${there} ms`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
  { beside: () => [slow] },
);
