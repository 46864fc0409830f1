// Rules without another version of the site: newer ones are taken, those that cannot be used or are not signed are refused, and the last
// good ones stay; a district's own stand beside the city's.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { accessibility, screenshot, walk } from "./harness.mjs";
import { arrive, goOn, on, started } from "./app.mjs";
import { PUBLIC, signature } from "./signing.mjs";
import { compiled, host, ofVersion, rules, visit } from "./site.mjs";

const NOW = "2026.11.1";
const NEXT = "2026.11.2";

let site;
/** What the host answers instead of its own files: by name. */
let instead = {};
/** What stands in the element of the page. */
let attributes = "";

before(async () => {
  site = await host((name, body) => {
    if (name in instead) return instead[name];
    return name === "index.html" ? String(body).replace('<div id="app"', `<div id="app" ${attributes}`) : body;
  });
});

after(() => site.close());

function hosts(files, attribute = "") {
  instead = files;
  attributes = attribute;
}

// A look for newer rules may be under way when the network goes.
// What is still being looked at for newer rules when the page is loaded again is dropped.
const options = { expects: /ERR_INTERNET_DISCONNECTED|\/pack\/\S+ net::ERR_ABORTED/, serviceWorkers: "allow", beside: () => [new URL(site.address).origin] };
const version = (page) => page.locator("footer").innerText();
const signed = (files) => signature(...Object.entries(files).map(([name, bytes]) => [name.replace("pack/", ""), bytes]));

walk(
  "newer rules are taken when the person wants it, and no answer is lost",
  async ({ page, context }) => {
    hosts({});
    await visit(page, `${site.address}#/q/loan.principal?answers`);
    await page.locator("#value").fill("3,000");
    await goOn(page);
    assert.match(await version(page), new RegExp(NOW));
    hosts(ofVersion(NEXT));
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    assert.match(await version(page), new RegExp(NOW), "what was begun goes on");
    await page.getByRole("button", { name: "重新载入" }).click();
    await page.locator("footer", { hasText: NEXT }).waitFor();
    await page.getByText("3,000 万元").first().waitFor();
    assert.equal(await page.getByText("网站的规则或版本换了").count(), 0);
    const kept = (await page.evaluate(() => caches.keys())).filter((name) => name.includes(" rules "));
    assert.equal(kept.length, 1, "the old ones are forgotten");
    await context.setOffline(true);
    await page.reload();
    await started(page);
    assert.match(await version(page), new RegExp(NEXT));
    await page.getByRole("button", { name: "English" }).click();
    await page.locator("footer", { hasText: "Rules version" }).waitFor();
    await context.setOffline(false);
  },
  options,
);

walk(
  "newer rules are taken by who comes next",
  async ({ page, context }) => {
    hosts({});
    await visit(page, site.address);
    hosts(ofVersion(NEXT));
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    await page.close();
    const next = await context.newPage();
    await on(next, "2026-11-22");
    await next.goto(site.address);
    await next.locator("footer", { hasText: NEXT }).waitFor();
  },
  options,
);

walk(
  "rules that are withdrawn before anybody took them are forgotten",
  async ({ page, context }) => {
    hosts({});
    await visit(page, site.address);
    hosts(ofVersion(NEXT));
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    hosts({});
    await page.reload();
    await started(page);
    while ((await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(" rules ")).length)) > 1);
    await page.close();
    const next = await context.newPage();
    await on(next, "2026-11-22");
    await next.goto(site.address);
    await next.locator("footer", { hasText: NOW }).waitFor();
  },
  options,
);

walk(
  "a set that was not kept whole is kept anew",
  async ({ page, context }) => {
    hosts({});
    await visit(page, site.address);
    await page.evaluate(async () => {
      const name = (await caches.keys()).find((it) => it.includes(" rules "));
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) if (/\.en\.texts$|\.pack$/.test(url)) await cache.delete(url);
    });
    await visit(page, site.address);
    await context.setOffline(true);
    await page.reload();
    await started(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.locator("footer", { hasText: "Rules version" }).waitFor();
    await context.setOffline(false);
  },
  options,
);

const unusable = [
  ["cut off", { "pack/beijing.pack": (it) => it.subarray(0, 1000) }, "规则文件不完整或已损坏。"],
  ["altered", { "pack/beijing.en.texts": (it) => ((it[it.length - 9] ^= 1), it) }, "规则文件不完整或已损坏。"],
  ["of another format", { "pack/beijing.pack": (it) => (it.writeUInt16LE(9, 4), it) }, /格式版本是 9，/],
  ["a login page", { "pack/beijing.pack": () => Buffer.from("<!doctype html>") }, "取到的不是规则文件"],
  ["half of another set", { "pack/beijing.pack": () => ofVersion(NEXT)["pack/beijing.pack"] }, "不是同一版本"],
];

for (const [name, changes, says] of unusable) {
  walk(
    `rules that are ${name} are refused, and the last good ones stay`,
    async ({ page, context }) => {
      hosts({});
      await visit(page, site.address);
      const files = rules();
      hosts(Object.fromEntries(Object.entries(changes).map(([file, change]) => [file, change(files[file])])));
      await page.reload();
      await page.getByText(says).waitFor();
      await page.getByText("原来的规则没有动，仍在使用。").waitFor();
      assert.match(await version(page), new RegExp(NOW));
      await context.setOffline(true);
      await page.reload();
      await started(page);
      assert.match(await version(page), new RegExp(NOW));
      await context.setOffline(false);
    },
    options,
  );
}

walk(
  "with a public key, rules that are not signed with it are not taken",
  async ({ page }) => {
    const key = `data-key="${PUBLIC}"`;
    const files = rules();
    const cases = [
      [{}, "规则文件没有发布者的签名。"],
      [{ "pack/beijing.pack.sig": signed(files).replace(/\n[0-9a-f]/, (it) => (it === "\n0" ? "\n1" : "\n0")) }, "规则文件的签名不是约定的发布者的。"],
      [{ "pack/beijing.pack.sig": "<!doctype html>" }, "规则文件的签名不是约定的发布者的。"],
      [{ ...ofVersion(NEXT), "pack/beijing.pack.sig": signed(files) }, "规则文件与发布者签名时不同，可能被改动过。"],
      [{ "pack/beijing.pack.sig": signed(ofVersion(NEXT)) }, "规则文件与发布者签名时不同，可能被改动过。"],
    ];
    for (const [served, says] of cases) {
      hosts(served, key);
      await page.goto(site.address);
      await started(page);
      await page.getByText(says).waitFor();
      assert.equal(await page.locator("main h1").innerText(), "政策规则没有载入");
    }
    assert.deepEqual(await accessibility(page), []);
    await screenshot(page, "not-signed");
  },
  // The browser's complaint about the signature that is not there.
  { ...options, serviceWorkers: "block", expects: /404|\/pack\/\S+ net::ERR_ABORTED/ },
);

walk(
  "what is signed is taken, and what is not never takes its place",
  async ({ page, context }) => {
    const key = `data-key="${PUBLIC}"`;
    const [now, next] = [rules(), ofVersion(NEXT)];
    hosts({ "pack/beijing.pack.sig": signed(now) }, key);
    await visit(page, site.address);
    assert.match(await version(page), new RegExp(NOW));
    hosts({ ...next, "pack/beijing.pack.sig": signed(now) }, key);
    await page.reload();
    await page.getByText("服务器上的规则文件没有采用：规则文件与发布者签名时不同，可能被改动过。原来的规则没有动，仍在使用。").waitFor();
    assert.match(await version(page), new RegExp(NOW));
    await screenshot(page, "rules-refused");
    hosts({ ...next, "pack/beijing.pack.sig": signed(next) }, key);
    await page.reload();
    await page.getByText("网站的规则或版本换了").waitFor();
    await page.getByRole("button", { name: "重新载入" }).click();
    await page.locator("footer", { hasText: NEXT }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await started(page);
    assert.match(await version(page), new RegExp(NEXT), "checked without a network too");
    await context.setOffline(false);
  },
  options,
);

walk(
  "a newer program that cannot read the kept rules takes the server's, with their own signature",
  async ({ page }) => {
    const key = `data-key="${PUBLIC}"`;
    const [now, next] = [rules(), ofVersion(NEXT)];
    hosts({ "pack/beijing.pack.sig": signed(now) }, key);
    await visit(page, site.address);
    // As if the kept rules were of a format that is gone.
    await page.evaluate(async () => {
      const cache = await caches.open((await caches.keys()).find((it) => it.includes(" rules ")));
      const [{ url }] = (await cache.keys()).filter((it) => it.url.endsWith(".pack"));
      await cache.put(url, new Response(new Uint8Array([81, 70, 89, 82, 1, 0])));
    });
    hosts({ ...next, "pack/beijing.pack.sig": signed(next) }, key);
    await page.reload();
    await page.locator("footer", { hasText: NEXT }).waitFor();
  },
  options,
);

walk(
  "a signature that is taken away is missed, and the last good rules stay",
  async ({ page }) => {
    const key = `data-key="${PUBLIC}"`;
    hosts({ "pack/beijing.pack.sig": signed(rules()) }, key);
    await visit(page, site.address);
    hosts(ofVersion(NEXT), key);
    await page.reload();
    await page.getByText("服务器上的规则文件没有采用：规则文件没有发布者的签名。").waitFor();
    assert.match(await version(page), new RegExp(NOW));
  },
  { ...options, expects: /404|\/pack\/\S+ net::ERR_ABORTED/ },
);

walk(
  "a key that is none lets nothing through",
  async ({ page }) => {
    for (const key of ["", "0123"]) {
      hosts({ "pack/beijing.pack.sig": signed(rules()) }, `data-key="${key}"`);
      await page.goto(site.address);
      await started(page);
      await page.getByText("这个页面配置的公钥不是有效的公钥：应为 64 位十六进制数字。").waitFor();
    }
  },
  { ...options, serviceWorkers: "block" },
);

walk(
  "a district's own rules stand beside the city's, each with its own answers",
  async ({ page }) => {
    const district = compiled("authoring/tests/small", "small");
    hosts(district, 'data-packs="pack/beijing 北京市政策; pack/small 海淀区 政策"');
    await on(page, "2026-11-22");
    await page.goto(`${site.address}#/q/loan.principal?answers`);
    await started(page);
    await page.locator("#value").fill("3,000");
    await goOn(page);
    const link = page.getByRole("navigation", { name: "政策规则" }).getByRole("link");
    assert.deepEqual(await link.allInnerTexts(), ["北京市政策", "海淀区 政策"]);
    assert.equal(await link.nth(0).getAttribute("aria-current"), "true");
    assert.deepEqual(await accessibility(page), []);
    await screenshot(page, "rules-beside");
    await link.nth(1).click();
    await page.locator("footer", { hasText: "小政策包" }).waitFor();
    assert.match(page.url(), /\?rules=small#\/$/);
    assert.equal(await link.nth(1).getAttribute("aria-current"), "true");
    assert.equal(await page.getByRole("link", { name: /已答/ }).count(), 0);
    await page.reload();
    await page.locator("footer", { hasText: "小政策包" }).waitFor();
    await link.nth(0).click();
    await page.getByRole("link", { name: /已答 \d+ 项/ }).waitFor();
    await page.goto(`${site.address}?rules=nothing`);
    await page.getByRole("link", { name: /已答 \d+ 项/ }).waitFor();
    await arrive(page, "看看您的企业能享受哪些支持政策");
    await page.getByText("链接里要的是另一套规则（nothing），这里没有；下面用的是“北京市企业支持政策”。").waitFor();
  },
  { ...options, serviceWorkers: "block" },
);
