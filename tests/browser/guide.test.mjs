// docs/embedding.md names what there is, and no more.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { walk } from "./harness.mjs";
import { on } from "./app.mjs";
import { element, hosting } from "./hosting.mjs";

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
  assert.deepEqual(all(embedding, /`data-(page|title|lang|into)`/g), all(/const \{(.+)\} = script\.dataset/.exec(read("web/embed.js"))[1], /(?:^|, ) ?(\w+)/g));
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

const { visit, beside } = hosting({ "/": element('keep="NAME"') });

walk("an element with a name keeps in its host's storage what the guide says, and nothing else", async ({ page, context }) => {
  await page.addInitScript(() => localStorage.getItem("qualify/settings") || localStorage.setItem("qualify/NAME/beijing/answers", "{"));
  const checker = await visit(page, "/");
  await checker.getByRole("button", { name: "繁體" }).click();
  await checker.getByRole("link", { name: "開始自測" }).click();
  await checker.locator("main form .btn").click();
  await page.waitForFunction(() => localStorage.getItem("qualify/NAME/beijing/answers")?.includes('"answers"'));
  // “The same, with the name that you give: …; … without it.”
  const names = table("| where | under |", 2).flat().filter((name) => name.startsWith("qualify/"));
  const own = names.filter((name) => name.includes("NAME"));
  assert.deepEqual(own, ["qualify/NAME/beijing/answers"]);
  const rows = names.filter((name) => !own.includes(name) && !name.startsWith("…")).map((name) => name.replace("qualify/beijing/answers", own[0]));
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).sort()), [...new Set(rows)].sort());
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await page.evaluate(async () => [sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]), [0, 0, 0]);
}, { beside });
