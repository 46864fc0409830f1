// What a host may set on the element, and what a host may have done to its own page; and that docs/embedding.md names all of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { url, walk } from "./harness.mjs";
import { on } from "./app.mjs";
import { PUBLIC, signature } from "./signing.mjs";
import { compiled, rules } from "./site.mjs";

const START = "看看您的企业能享受哪些支持政策";

const script = `<script type="module" src="${url}element.js"></script>`;

/** What a host's own script has done before the element comes. */
const rough = {
  frozen: "for (const it of [Array, Object, Function, String, Number, Promise, Map, Set, Error, JSON, Math, HTMLElement, Element, Node, Event]) { Object.freeze(it); if (it.prototype) Object.freeze(it.prototype); }",
  // Prototype.js before 1.7 does the first.
  json: `Array.prototype.toJSON = Object.prototype.toJSON = function () { return "rough" };
         const { stringify, parse } = JSON; JSON.stringify = (...given) => stringify(...given); JSON.parse = (...given) => parse(...given);`,
  arrays: `Array.prototype.map = Array.prototype.find = Array.prototype.every = Array.prototype.filter = Array.prototype.at = () => "rough";
`,
  // What watches a page does this.
  registry: `const define = customElements.define;
             customElements.define = function (name, made, ...more) { return define.call(this, name, class extends made {}, ...more) };`,
};

const element = (attributes) => `${script}<qualify-checker ${attributes}></qualify-checker>`;
const pages = {
  "/": element(""),
  "/brand": `<style>qualify-checker { --qualify-brand: rgb(120, 0, 60); --qualify-brand-ink: rgb(255, 250, 240) }</style>${element("")}`,
  "/programmes": element('programmes="cn_sme_loan_interest_2026" page="#/programmes"'),
  "/kinds": element('kinds="loan_interest"'),
  "/nothing": element('programmes="no_such_programme" page="#/programmes"'),
  "/pack": `${element('pack="pack/small"')}<qualify-checker></qualify-checker>`,
  "/compact": element("compact"),
  "/day": element('as-of="2026-03-01" page="#/findings"'),
  "/signed": element(`public-key="${PUBLIC}"`),
};
for (const [name, done] of Object.entries(rough)) pages[`/${name}`] = `<script>${done}</script>${element('keep="rough"')}`;

let server;
let host;

before(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url in pages ? 200 : 404, { "content-type": "text/html" });
    response.end(`<!doctype html><html lang="zh"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">${pages[request.url]}`);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  host = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

const beside = () => [host];

/** Goes to a page of the host, which notes what the element tells. */
async function visit(page, path) {
  await page.addInitScript(() => {
    window.told = [];
    for (const name of ["qualify-ready", "qualify-findings", "qualify-refused", "qualify-failed"])
      addEventListener(name, (event) => window.told.push([name, event.detail]));
  });
  await on(page, "2026-11-22");
  await page.goto(host + path);
  return page.locator("qualify-checker");
}

/** All that the element has told: here, since arrays in the page may be the host's. */
const told = (page) => page.evaluate(() => window.told);

/** What the element tells with this event, once it does. */
async function tells(page, name) {
  await page.waitForFunction((name) => window.told.some(([it]) => it === name), name, { polling: 50 });
  return (await told(page)).findLast(([it]) => it === name)[1];
}

/** Answers these files of the site's in the place of its own; those that are none are missing. */
async function serves(page, files) {
  await page.route((address) => address.pathname.slice(1) in files, (route) => {
    const body = files[new URL(route.request().url()).pathname.slice(1)];
    return route.fulfill({ status: body ? 200 : 404, body: Buffer.from(body ?? ""), headers: { "access-control-allow-origin": "*" } });
  });
}

const heading = (element, name) => element.getByRole("heading", { level: 1, name }).waitFor();

walk(
  "the host's colours are those of links and buttons, by day and by night",
  async ({ page }) => {
    const element = await visit(page, "/brand");
    const start = element.getByRole("link", { name: "开始自测" });
    const colours = () => start.evaluate((it) => {
      const { backgroundColor, color, borderTopColor } = getComputedStyle(it);
      return [backgroundColor, color, borderTopColor];
    });
    const wanted = ["rgb(120, 0, 60)", "rgb(255, 250, 240)", "rgb(120, 0, 60)"];
    await start.waitFor();
    assert.deepEqual(await colours(), wanted);
    const link = element.getByRole("link", { name: "先看看有哪些政策" });
    assert.equal(await link.evaluate((it) => getComputedStyle(it).color), wanted[0]);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await colours(), wanted);
    // Also when the host thinks of it later, and for this element alone.
    await element.evaluate((it) => it.style.setProperty("--qualify-brand", "rgb(0, 60, 120)"));
    assert.deepEqual(await colours(), ["rgb(0, 60, 120)", wanted[1], "rgb(0, 60, 120)"]);
  },
  { beside },
);

walk(
  "only the programmes that the host names are listed and counted",
  async ({ page }) => {
    const element = await visit(page, "/programmes");
    await heading(element, "全部政策");
    assert.deepEqual(await element.locator(".group:not(.unshown) .item a").allInnerTexts(), ["中小微企业贷款贴息"]);
    const { qualifies, open, unconfirmed, fails } = await tells(page, "qualify-findings");
    assert.equal(qualifies + open + unconfirmed + fails, 1);
    const other = await visit(page, "/nothing");
    await heading(other, "全部政策");
    assert.equal(await other.locator(".group:not(.unshown) .item").count(), 0);
    assert.deepEqual(await tells(page, "qualify-findings"), { qualifies: 0, open: 0, unconfirmed: 0, fails: 0 });
  },
  { beside },
);

walk(
  "only the kinds that the host names are listed, and may be cared about",
  async ({ page }) => {
    const element = await visit(page, "/kinds");
    await heading(element, START);
    assert.deepEqual(await element.locator(".kinds li b").allInnerTexts(), ["贷款贴息"]);
    await element.getByRole("link", { name: "只看关心的种类" }).click();
    await heading(element, "您关心哪些支持？");
    assert.deepEqual(await element.locator(".choice label").allInnerTexts(), ["贷款贴息"]);
  },
  { beside },
);

walk(
  "an element with a pack of its own asks what that asks, beside one with the city's",
  async ({ page }) => {
    await serves(page, compiled("authoring/tests/small", "small"));
    const element = await visit(page, "/pack");
    await heading(element.nth(0), START);
    await heading(element.nth(1), START);
    assert.match(await element.nth(0).locator("footer").innerText(), /小政策包/);
    assert.doesNotMatch(await element.nth(1).locator("footer").innerText(), /小政策包/);
    await element.nth(0).getByRole("link", { name: "先看看有哪些政策" }).click();
    await heading(element.nth(0), "全部政策");
    assert.deepEqual(await element.nth(0).locator(".group:not(.unshown) .item a").allInnerTexts(), ["贷款贴息"]);
  },
  { beside },
);

walk(
  "the day follows its attribute, and without one it is today",
  async ({ page }) => {
    const element = await visit(page, "/day");
    const head = element.locator(".head");
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2027-01-02"));
    await element.locator(".head").getByText("2027年1月2日").first().waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2026-03-01"));
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.removeAttribute("as-of"));
    await head.getByText("现在按 2026年3月1日 看").waitFor({ state: "detached" });
    // What is no day changes nothing, and the host is told.
    await element.evaluate((it) => it.setAttribute("as-of", "2026-03-01"));
    await head.getByText("现在按 2026年3月1日 看").waitFor();
    await element.evaluate((it) => it.setAttribute("as-of", "2026-02-30"));
    assert.deepEqual(await tells(page, "qualify-refused"), { answers: [], attributes: ["as-of"] });
    assert.equal(await head.getByText("现在按 2026年3月1日 看").count(), 1);
  },
  { beside },
);

walk(
  "the language follows its attribute, as browsers name languages too",
  async ({ page }) => {
    const element = await visit(page, "/");
    const { version } = await tells(page, "qualify-ready");
    assert.match(await element.locator("footer").innerText(), new RegExp(`规则版本 ${version}`));
    for (const [tag, words] of [["zh-TW", "開始自測"], ["en-GB", "Start"], ["zh-CN", "开始自测"]]) {
      await element.evaluate((it, tag) => it.setAttribute("lang", tag), tag);
      await element.getByRole("link", { name: words }).waitFor();
    }
  },
  { beside },
);

walk(
  "without bar and lines it says all the same which rules it runs",
  async ({ page }) => {
    const element = await visit(page, "/compact");
    const { version } = await tells(page, "qualify-ready");
    assert.equal(await element.locator(".bar").isVisible(), false);
    assert.equal(await element.locator("footer > p").first().isVisible(), false);
    assert.match(await element.locator("footer").innerText(), new RegExp(`规则版本 ${version}`));
  },
  { beside },
);

walk(
  "rules that are signed with the element's public key are taken, and others refused",
  async ({ page }) => {
    const signed = signature(...Object.entries(rules()).map(([name, bytes]) => [name.replace("pack/", ""), bytes]));
    const files = { "pack/beijing.pack.sig": signed };
    await serves(page, files);
    const element = await visit(page, "/signed");
    await heading(element, START);
    files["pack/beijing.pack.sig"] = signed.replace(/ed25519 ./, (it) => (it.endsWith("0") ? "ed25519 1" : "ed25519 0"));
    await page.reload();
    await element.getByText("规则文件的签名不是约定的发布者的。").waitFor();
    await heading(element, "政策规则没有载入");
  },
  // What the first page was still loading is dropped.
  { beside, expects: /texts net::ERR_ABORTED/ },
);

const unusable = [
  ["missing", () => undefined, /没有给出规则文件（状态 404）/, "not_loaded"],
  ["damaged", (pack) => ((pack[200] ^= 1), pack), /规则文件不完整或已损坏/, "damaged"],
  ["a login page", () => Buffer.from("<!doctype html>"), /取到的不是规则文件/, "not_a_pack"],
];
for (const [name, change, says, code] of unusable) {
  walk(
    `where the rules are ${name}, the element says so, and the host is told`,
    async ({ page }) => {
      await serves(page, { "pack/beijing.pack": change(rules()["pack/beijing.pack"]) });
      const element = await visit(page, "/");
      await element.getByText(says).waitFor();
      await heading(element, "政策规则没有载入");
      await tells(page, "qualify-failed");
      // What the host wishes then comes to nothing, and stops nothing.
      await element.evaluate((it) => (it.prefill({ format: 1, enterprise: { size: "small" } }), it.reset(), (it.lang = "en")));
      await element.getByRole("heading", { level: 1 }).waitFor();
      assert.deepEqual(await told(page), [["qualify-failed", { code, message: "there are no rules" }]]);
    },
    // A body that nobody reads is dropped.
    { beside, expects: /404|beijing\.pack net::ERR_ABORTED/ },
  );
}

walk(
  "a program that does not come is told to the host, and the next element tries again",
  async ({ page }) => {
    let isAway = true;
    await page.route("**/*_bg.wasm", (route) => (isAway ? route.fulfill({ status: 503, body: "", headers: { "access-control-allow-origin": "*" } }) : route.continue()));
    const element = await visit(page, "/");
    const { code, message } = await tells(page, "qualify-failed");
    assert.equal(code, "not_loaded");
    const said = await element.getByText("自测没有载入").innerText();
    assert.ok(message && said.includes(`（${message}）`), said);
    assert.equal((await told(page)).length, 1, "it is not ready");
    isAway = false;
    await element.evaluate((it) => it.replaceWith(document.createElement("qualify-checker")));
    await heading(page.locator("qualify-checker"), START);
    await tells(page, "qualify-ready");
  },
  { beside, expects: /503|_bg\.wasm net::ERR_ABORTED/ },
);

for (const name of Object.keys(rough)) {
  walk(
    `answers of the host come in, are counted and kept where its ${name} are its own`,
    async ({ page }) => {
      const element = await visit(page, `/${name}`);
      const before = await tells(page, "qualify-findings");
      await element.evaluate((it) => it.prefill({ format: 1, enterprise: { size: "large" }, loan: [{ principal: "3,000 万元" }, { principal: "1 亿元" }] }));
      // Its size, that there are loans, and how much each is.
      await element.getByRole("link", { name: "已答 4 项" }).waitFor();
      await page.waitForFunction(() => window.told[window.told.length - 1][1].fails > 0, undefined, { polling: 50 });
      assert.deepEqual([...new Set((await told(page)).map(([it]) => it))], ["qualify-ready", "qualify-findings"]);
      const now = (await told(page)).at(-1)[1];
      // What is for small ones is not for a large one.
      assert.equal(before.fails, 0);
      assert.equal(now.fails + now.open, before.open);
      await page.reload();
      await element.getByRole("link", { name: "继续上次" }).waitFor();
    },
    { beside },
  );
}

const read = (name) => readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), "utf8");
const embedding = read("docs/embedding.md");

/** The names in the cells of one column of the table that begins so. */
function table(start, column = 1) {
  const from = embedding.indexOf(start);
  assert.ok(from >= 0, start);
  const rows = embedding.slice(from).split("\n\n")[0].split("\n").slice(2);
  return rows.map((row) => [...row.split("|")[column].matchAll(/`([^`]+)`/g)].map((found) => found[1]));
}

const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map((found) => found[1]))].sort();

test("the guide names the attributes, events and methods of the element, and no others", () => {
  const code = read("web/element.js");
  const attributes = table("| attribute |");
  const mapped = [...code.matchAll(/Object\.entries\(\{([^}]+)\}/g)].flatMap(([, map]) => all(map, /"?([\w-]+)"?:/g));
  const asked = all(code, /(?:get|has)Attribute\("([\w-]+)"\)/g).filter((it) => it !== "href");
  assert.deepEqual(attributes.flat().sort(), [...new Set([...mapped, ...asked])].sort());
  const observed = all(/observedAttributes = \[(.+)\]/.exec(code)[1], /"([\w-]+)"/g);
  assert.deepEqual(attributes.slice(0, 2).flat().sort(), observed, "“All but the first two are read when the element is put in place”");

  assert.deepEqual(table("| event |").map(([name]) => name).sort(), all(code, /#tell\("([\w-]+)"/g));
  const methods = all(code, /^ {2}([a-z]\w+)\(.*\) \{$/gm).filter((it) => !/Callback$/.test(it));
  assert.deepEqual(all(embedding, /`element\.(\w+)\(/g), methods);
  const properties = all(read("style/main.css"), /var\((--qualify-[\w-]+)/g);
  assert.deepEqual(all(embedding, /`(--qualify-[\w-]+)`/g), properties);
  // The frame's, too.
  assert.deepEqual(all(embedding, /`data-(page|title)`/g), all(read("web/embed.js"), /script\.dataset\.(\w+)/g));
});

test("the guide names the functions of the npm package, and its types the codes that are thrown", () => {
  const types = read("js/package/index.d.ts");
  const body = (name) => new RegExp(`export class ${name} \\{([^]*?)\\n\\}`).exec(types)[1];
  const methods = (name) => all(body(name), /^ {2}(\w+)\(/gm);
  const named = table("| what | gives |");
  // `Session` itself, and what it can do.
  const [, ...ofSession] = table("| what | gives |", 2)[named.findIndex(([first]) => first.startsWith("pack.session"))];
  const ofPack = named.flat().flatMap((it) => all(it, /^pack\.(\w+)/g)).sort();
  assert.deepEqual(ofPack, methods("Pack").filter((it) => it !== "free"));
  // “… and the above without dossier and day”: what is asked of a dossier.
  const above = ["assess", "explain", "nextQuestion", "nearest", "plan"];
  assert.deepEqual([...ofSession, ...above].sort(), methods("Session").filter((it) => it !== "free"));

  const declared = (name) => all(new RegExp(`export type ${name} =([^;]+);`).exec(types)[1], /"(\w+)"/g);
  const codes = [...new Set([...declared("ErrorCode"), ...declared("AnswerCode")])].sort();
  const thrown = [
    ...all(read("js/package/core.js"), /fault\("(\w+)"/g),
    ...["later", "options", "pack", "rules", "session"].flatMap((it) => all(read(`js/src/${it}.rs`), /Fault::new\(\s*"(\w+)"/g)),
    ...all(read("js/verify/src/lib.rs"), /Refused::\w+(?: \{[^}]*\}|\(\w+\))? => \("(\w+)"/g),
    ...all(read("exchange/src/dossier/problem.rs"), /=> "([a-z_]+)"/g),
    ...all(read("engine/src/format.rs"), /=> "([a-z_]+)"/g),
  ];
  assert.deepEqual(codes, [...new Set(thrown)].sort());
  const written = all(embedding, /\(`([a-z]+(?:_[a-z]+)*)`\)|with `([a-z_]+)`/g).filter(Boolean);
  for (const code of written) assert.ok(codes.includes(code), code);
});

walk("nothing is kept but what the guide says", async ({ page, open, context }) => {
  // What is damaged is put aside.
  await page.addInitScript(() => localStorage.getItem("qualify/settings") || localStorage.setItem("qualify/beijing/answers", "{"));
  await on(page, "2026-11-22");
  await open("#/");
  await page.getByRole("button", { name: "繁體" }).click();
  await page.getByRole("link", { name: "開始自測" }).click();
  await page.locator("main form .btn").click();
  await page.getByRole("radio").last().check();
  await page.locator("main form .btn").click();
  await page.waitForFunction(() => localStorage.getItem("qualify/beijing/answers")?.includes('"answers"'));
  const kept = async () => [
    ...(await page.evaluate(() => Object.keys(localStorage))),
    ...(await page.evaluate(async () => (await caches.keys()).map((name) => name.replace(new URL(".", location).href, "ADDRESS ")))),
  ];
  // Looked at once the page is there, and nobody needs the processor.
  while (!(await kept()).some((name) => name.includes(" rules "))) await page.waitForTimeout(100);
  const row = (name) => new RegExp(`^${name.replace("…", "").replace("-1", "-\\d+").replace("ADDRESS rules PACK DIGEST", "ADDRESS +rules \\S+ [0-9a-f]{16}").replace("ADDRESS VERSION", "ADDRESS +[0-9a-f]+")}$`);
  const rows = table("| where | under |", 2).flat().filter((name) => name.startsWith("qualify/") && !name.includes("NAME") || name.startsWith("qualify ADDRESS"));
  const all = await kept();
  for (const name of all) assert.ok(rows.some((it) => row(it).test(name)), `${name} is not in the guide`);
  for (const it of rows) assert.ok(all.some((name) => row(it).test(name)), `${it} is not kept: ${all.join(", ")}`);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await page.evaluate(async () => [sessionStorage.length, (await indexedDB.databases()).length]), [0, 0]);
}, { serviceWorkers: "allow" });
