// Lighthouse over the built site, served as a host should serve it: compressed with brotli, what carries a hash in its
// name kept for a year, and the policy that `cargo xtask serve` sends.
//
//   cargo xtask build
//   cd tests/lighthouse
//   PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts
//   CHROME_PATH=$(which chromium) node run.mjs                 # all pages, as a telephone and as a desk
//   CHROME_PATH=$(which chromium) node run.mjs desktop start   # only what has these words in its name
//
// Each page is looked at three times, and the middle one counts: what else the computer does is no property of the page.
// Ends with 1 when a page has less than 100 for accessibility or best practices, or less than 95 for performance.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const dist = process.env.QUALIFY_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const RUNS = 3;
const least = { performance: 95, accessibility: 100, "best-practices": 100, seo: 0 };

const pages = {
  start: "",
  "start-en": "?lang=en",
  programmes: "zh-Hans/programmes.html",
  programme: "zh-Hans/p/cn_sme_loan_interest_2026.html",
  "programmes-app": "#/programmes",
};
const devices = { mobile: undefined, desktop: desktopConfig };

// As in tests/browser/harness.mjs.
const chromeFlags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** The policy as the server of the project sends it, so that the two cannot drift apart. */
function policy() {
  const source = readFileSync(new URL("../../xtask/src/serve/response.rs", import.meta.url), "utf8");
  const [, text] = source.match(/const POLICY: &str = "((?:[^"\\]|\\\s+)*)"/);
  return text.replace(/\\\s+/g, "");
}

const compressed = new Map();
function brotli(path) {
  if (!compressed.has(path)) {
    const bytes = readFileSync(path);
    compressed.set(path, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
  return compressed.get(path);
}

function answer(request, response, headers) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(request.url, "http://here").pathname));
  } catch {
    path = "..";
  }
  let file = join(dist, path);
  if (path.endsWith("/")) file = join(file, "index.html");
  if (path.includes("..") || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
    return response.end("404\n");
  }
  const body = brotli(file);
  response.writeHead(200, {
    ...headers,
    "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Encoding": "br",
    "Content-Length": body.length,
    "Cache-Control": /-[0-9a-f]{16}[._]/.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
  });
  return response.end(request.method === "HEAD" ? undefined : body);
}

function serve() {
  const headers = {
    "Content-Security-Policy": policy(),
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
  const server = createServer((request, response) => answer(request, response, headers));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** The audits of a category that are not perfect, with what they complain of. */
function imperfect(lhr, category) {
  return lhr.categories[category].auditRefs
    .map(({ id }) => lhr.audits[id])
    .filter((audit) => audit.scoreDisplayMode === "error" || (audit.score !== null && audit.score < 1))
    .flatMap((audit) => [
      `  ${category}: ${audit.id}: ${audit.title} ${audit.errorMessage ?? ""}`,
      ...[audit.details?.items ?? []].flat().slice(0, 5).map((item) => `    ${JSON.stringify(item.node ?? item).slice(0, 400)}`),
    ]);
}

/** What Lighthouse finds, in a browser of its own. */
async function look(address, config) {
  const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags, ignoreDefaultFlags: false });
  try {
    return (await lighthouse(address, { port: chrome.port, logLevel: "error" }, config)).lhr;
  } finally {
    await chrome.kill();
  }
}

if (!existsSync(join(dist, "index.html"))) throw new Error("dist/ holds no site yet; make it with `cargo xtask build`");
const wanted = process.argv.slice(2);
const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}/`;
const rows = [];
const complaints = [];
let fails = false;
try {
  for (const [device, config] of Object.entries(devices)) {
    for (const [name, path] of Object.entries(pages)) {
      if (!wanted.every((word) => `${device} ${name}`.split(" ").includes(word))) continue;
      const reports = [];
      for (let run = 0; run < RUNS; run++) reports.push(await look(origin + path, config));
      const speed = (lhr) => lhr.categories.performance.score;
      reports.sort((one, other) => speed(one) - speed(other));
      const lhr = reports[(RUNS - 1) / 2];
      const scores = Object.keys(least).map((it) => [it, Math.round(100 * lhr.categories[it].score)]);
      fails ||= scores.some(([it, score]) => !(score >= least[it]));
      const shown = (id) => lhr.audits[id].displayValue?.replace("\u00a0", " ");
      rows.push({
        page: `${device} ${name}`,
        ...Object.fromEntries(scores),
        "least–most": [reports.at(0), reports.at(-1)].map((it) => Math.round(100 * speed(it))).join("–"),
        FCP: shown("first-contentful-paint"),
        LCP: shown("largest-contentful-paint"),
        TBT: shown("total-blocking-time"),
        CLS: shown("cumulative-layout-shift"),
      });
      const found = ["accessibility", "best-practices", "seo"].flatMap((it) => imperfect(lhr, it));
      if (scores[0][1] < least.performance) found.push(...imperfect(lhr, "performance"));
      if (found.length > 0) complaints.push(`${device} ${name}`, ...found);
    }
  }
} finally {
  server.close();
  server.closeAllConnections();
}
if (rows.length === 0) throw new Error(`there is no page of the name ${wanted.join(" ")}`);
console.table(rows);
console.log(complaints.join("\n"));
process.exitCode = fails ? 1 : 0;
