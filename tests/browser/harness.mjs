// What every browser test stands on. A test file is `<name>.test.mjs` in this folder and begins so:
//
//   import assert from "node:assert/strict";
//   import { walk, screenshot } from "./harness.mjs";
//
//   walk("the findings can be printed", async ({ page, open }) => {
//     await open();                                          // the start page; or open("#/questions")
//     await page.getByRole("button", { name: "开始自测" }).click();
//     await page.getByRole("heading", { name: "核对" }).waitFor();
//     await screenshot(page, "check-answers");               // target/screenshots/check-answers.png
//   });
//
// `walk` gives each test a fresh page in a fresh context (empty storage), and fails the test afterwards when the page
// wrote an error to the console, threw, broke the content policy, or asked another origin for anything. A test that
// means to provoke such an error takes it out of `trouble` itself, and says why.
//
// No sleeps: wait for what a person would wait for (`waitFor`, `expect…`-like locators). Virtual time does not wait for
// workers and storage.
//
// `cargo xtask test browser` sets QUALIFY_URL and QUALIFY_CHROMIUM, and runs all files. To run one by hand:
//
//   cargo xtask serve --no-build &
//   QUALIFY_URL=http://127.0.0.1:8080/ QUALIFY_CHROMIUM=$(which chromium) node --test tests/browser/load.test.mjs

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

/** Where the site is served, with a slash at the end. */
export const url = needed("QUALIFY_URL");

const screenshots = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test browser\`, which sets it`);
  return value;
}

// As root, without a screen, without a word to anyone but the site.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;
let profile;

before(async () => {
  profile = mkdtempSync(join(tmpdir(), "qualify-browser-"));
  browser = await chromium.launch({
    executablePath: needed("QUALIFY_CHROMIUM"),
    headless: true,
    args: flags,
    env: { ...process.env, TMPDIR: profile },
  });
});

after(async () => {
  await browser?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

/**
 * One test in a fresh page.
 *
 * `body` gets `{ page, context, open, requests, trouble }`: `open(path)` goes to a page of the site and waits until it
 * has loaded; `requests` holds the URL of every request so far; `trouble` every complaint so far, as text.
 * `options` go to Playwright's `newContext`: `viewport`, `locale`, `colorScheme`, `javaScriptEnabled`, …; `beside` names
 * origins that may be asked beside the site's, `expects` matches the complaints that are no fault, and `asSeen` leaves
 * what is out of sight unpainted, as it is for people.
 */
export function walk(name, body, { beside = () => [], expects, asSeen = false, ...options } = {}) {
  test(name, async () => {
    const context = await browser.newContext({
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      reducedMotion: "reduce",
      viewport: { width: 1280, height: 900 },
      // Else the pages of a test would come out of what an earlier page kept.
      serviceWorkers: "block",
      ...options,
    });
    context.setDefaultTimeout(15_000);
    if (!asSeen) await context.addInitScript(paintAll);
    try {
      const page = await context.newPage();
      spaces(page);
      const requests = [];
      const trouble = await listen(context, page, requests);
      const open = (path = "") => page.goto(new URL(path, url).href, { waitUntil: "load" });
      await body({ page, context, open, requests, trouble });
      assert.deepEqual(trouble.filter((it) => !expects?.test(it)), [], "the page complained");
      const others = elsewhere(requests).filter((request) => !beside().includes(new URL(request).origin));
      assert.deepEqual(others, [], "the page asked another origin");
    } finally {
      await context.close();
    }
  });
}

/** A space at which no line ends (between a number and its unit) is read as any other, and a place at which one may as nothing. */
function spaces(page) {
  const locator = Object.getPrototypeOf(page.locator("html"));
  if (locator.reads) return;
  locator.reads = true;
  const plain = (text) => (Array.isArray(text) ? text.map(plain) : text?.replaceAll("\u00a0", " ").replaceAll("\u200b", ""));
  for (const name of ["innerText", "allInnerTexts", "textContent", "allTextContents", "getAttribute"]) {
    const read = locator[name];
    locator[name] = async function (...args) {
      return plain(await read.apply(this, args));
    };
  }
}

/** In the page: `innerText` is empty for what is out of sight and therefore not laid out (`content-visibility`). */
function paintAll() {
  const style = new CSSStyleSheet();
  style.replaceSync(":is(.findings .group, :root .group > ul > li, .overview, .library .item):not([data-mode=elder] *) { content-visibility: visible !important; }");
  document.adoptedStyleSheets = [style];
}

/** Of these requests, the ones that do not go to the site. */
export function elsewhere(requests) {
  const here = new URL(url).origin;
  return requests.filter((request) => {
    const { protocol, origin } = new URL(request);
    // Made by the page itself, from its own memory: nothing leaves the machine.
    return !["blob:", "data:"].includes(protocol) && origin !== here;
  });
}

/** A picture of the whole page in target/screenshots/. */
export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  return path;
}

/** What axe finds wrong with the page as it is: one line a rule, with the first element. */
export async function accessibility(page, tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]) {
  // By evaluation: a script tag would be stopped by the content policy.
  await page.evaluate(axe());
  const found = await page.evaluate((values) => window.axe.run({ runOnly: { type: "tag", values } }), tags);
  return found.violations.map((rule) => `${rule.id}: ${rule.help} (${rule.nodes[0].target.join(" ")})`);
}

let source;
function axe() {
  source ??= readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
  return source;
}

async function listen(context, page, requests) {
  const trouble = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`threw: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that is left drops the icon that it was still loading.
    if (why !== "net::ERR_ABORTED" || !request.url().endsWith("/icon.svg")) trouble.push(`request failed: ${request.url()} ${why}`);
  });
  // Violations that the console does not show, as inside a frame, come as events.
  await page.exposeFunction("qualifyViolation", (text) => trouble.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.qualifyViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return trouble;
}
