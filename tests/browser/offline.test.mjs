// Without a network after one visit, in any folder; a newer version waits until the person takes it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before } from "node:test";
import { walk } from "./harness.mjs";
import { arrive, goOn, started, wholeWay } from "./app.mjs";
import { file, host, visit } from "./site.mjs";

let site;
let newer;
const STYLE = /main-[0-9a-f]{16}\.css/.exec(String(file("index.html")))[0];

const newWords = () => String(file("messages/zh-Hans.txt")).replace("看看您的企业", "新版：看看您的企业");

// The site in a folder of a host, which can bring out a newer version of it.
before(async () => {
  site = await host((name, body, path) => {
    if (path === "/theirs.js") return "addEventListener('activate', (event) => event.waitUntil(clients.claim()))";
    if (newer === "none" && name === "sw.js") return undefined;
    // Copied but for its first page, which still names the stylesheet of before.
    if (newer === "page" && name === "sw.js") return String(body).replace(/"[0-9a-f]{16}"/, '"0000000000000003"').replace(STYLE, "main-0000000000000000.css");
    if (newer === "page" && name === "main-0000000000000000.css") return file(STYLE);
    if (newer === "page") return body;
    if (newer && name === "messages/zh-Hans.txt") return newWords();
    if (newer && name === "sw.js") {
      const [version, words] = [String(body).replace(/"[0-9a-f]{16}"/, '"0000000000000002"'), `sha256-${createHash("sha256").update(newWords()).digest("base64")}`];
      // Half-copied: what the worker lists is not what is there.
      return newer === "half" ? version : version.replace(/("messages\/zh-Hans\.txt": ?")[^"]+/, `$1${words}`);
    }
    return newer === "broken" && name === "icon.svg" ? undefined : body;
  });
});

after(() => site.close());

// A look for newer rules may be under way when the network goes, or when the page is loaded again.
const options = { expects: /ERR_INTERNET_DISCONNECTED|\/pack\/\S+ net::ERR_ABORTED/, serviceWorkers: "allow", beside: () => [new URL(site.address).origin] };

walk(
  "after one visit the whole way can be gone without a network",
  async ({ page, context }) => {
    newer = undefined;
    await visit(page, site.address);
    await context.setOffline(true);
    await page.reload();
    await started(page);
    await wholeWay(page);
    await page.getByRole("button", { name: "English" }).click();
    await arrive(page, "Results");
    await page.goto(`${site.address}#/p/cn_sme_loan_interest_2026`);
    await started(page);
    await context.setOffline(false);
  },
  options,
);

walk(
  "a newer version waits until the person takes it, and no answer is lost",
  async ({ page }) => {
    newer = undefined;
    await visit(page, `${site.address}#/q/loan.principal?answers`);
    await page.locator("#value").fill("3,000");
    await goOn(page);
    newer = "whole";
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    await page.goto(site.address);
    await started(page);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "看看您的企业能享受哪些支持政策", "still the old one");
    await page.getByRole("button", { name: "重新载入" }).click();
    await arrive(page, "新版：看看您的企业能享受哪些支持政策");
    assert.match(await page.locator("main").innerText(), /已答 \d+ 项/);
    const kept = await page.evaluate(() => caches.keys());
    assert.deepEqual(kept.filter((name) => !name.includes(" rules ")).length, 1, "the old version is forgotten");
  },
  options,
);

walk(
  "what is taken in one tab is taken in all, so that none goes on with half of it",
  async ({ page, context }) => {
    newer = undefined;
    await visit(page, site.address);
    const other = await context.newPage();
    await visit(other, site.address);
    newer = "whole";
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    await page.getByRole("button", { name: "重新载入" }).click();
    await arrive(page, "新版：看看您的企业能享受哪些支持政策");
    await arrive(other, "新版：看看您的企业能享受哪些支持政策");
    await other.getByRole("link", { name: "开始自测" }).click();
    await arrive(other, "您有（或正准备办理）下面哪些事项？");
  },
  options,
);

for (const [name, how] of [["a file is missing", "broken"], ["only half is there", "half"], ["the first page is the old one", "page"]]) {
walk(
  `a newer version of which ${name} does not come at all`,
  async ({ page, trouble }) => {
    newer = undefined;
    await visit(page, site.address);
    newer = how;
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
    assert.equal(await page.getByText("网站的规则或版本换了").count(), 0);
    trouble.length = 0; // The browser's complaint about the file that is not there.
  },
  options,
);
}

let writing;
walk(
  "what the host writes into the first page later counts from the next visit on, with no other version",
  async ({ page, context }) => {
    let written = "";
    writing = await host((name, body) => (name === "index.html" ? String(body).replace('<div id="app"', `<div id="app" ${written}`) : body));
    try {
      await visit(page, writing.address);
      written = 'data-key="none"';
      // This visit begins with the page that is kept, and finds the other one.
      await page.reload();
      await started(page);
      while (!(await page.evaluate(isKept, written)));
      await page.reload();
      await page.getByRole("alert").waitFor();
      assert.equal(await page.locator("#app").getAttribute("data-key"), "none");
      await context.setOffline(true);
      await page.reload();
      await page.getByRole("alert").waitFor();
      assert.equal(await page.locator("#app").getAttribute("data-key"), "none");
      await context.setOffline(false);
    } finally {
      writing.close();
    }
  },
  // A key that is none: no rules are taken, and no signature is there.
  { ...options, expects: /ERR_INTERNET_DISCONNECTED|net::ERR_(ABORTED|FAILED)|status of 404/, beside: () => [new URL(writing.address).origin] },
);

/** In the page: whether the first page that is kept has these words. */
async function isKept(words) {
  for (const name of await caches.keys()) {
    const page = await (await caches.open(name)).match("index.html");
    if ((await page?.text())?.includes(words)) return true;
  }
  return false;
}

let leading;
walk(
  "a host that leads from index.html to its folder can be visited twice, and without a network",
  async ({ page, context }) => {
    leading = await host((name, body, path) => (path.endsWith("/index.html") ? { to: "./" } : body));
    try {
      await visit(page, leading.address);
      await page.reload();
      await started(page);
      await context.setOffline(true);
      await page.reload();
      await started(page);
      await context.setOffline(false);
    } finally {
      leading.close();
    }
  },
  { ...options, beside: () => [new URL(leading.address).origin] },
);

walk(
  "the worker of another site on the same host is not taken for ours",
  async ({ page }) => {
    newer = "none";
    await page.goto(site.address);
    await started(page);
    await page.evaluate(() => navigator.serviceWorker.register("/theirs.js", { scope: "/" }));
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.reload();
    await started(page);
    assert.match(await page.evaluate(() => navigator.serviceWorker.controller.scriptURL), /theirs\.js$/);
    assert.equal(await page.locator("#app[data-kept]").count(), 0, "the rules would be taken as somebody else has kept them");
  },
  { ...options, expects: /404|\/pack\/\S+ net::ERR_ABORTED/ },
);
