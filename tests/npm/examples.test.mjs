// The examples of the documentation: the script runs, the page is typed, and both mean what the types say.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DAY, INTEREST, dist, root } from "./kit.mjs";

// A project of somebody else's, with the package installed.
const project = mkdtempSync(join(tmpdir(), "qualify-project-"));
after(() => rmSync(project, { recursive: true, force: true }));
mkdirSync(join(project, "node_modules"));
symlinkSync(`${dist}npm`, join(project, "node_modules/qualify"));
symlinkSync(`${dist}npm`, join(project, "npm"));
for (const file of ["assess.mjs", "page.js"]) cpSync(`${root}docs/examples/${file}`, join(project, file));
cpSync(fileURLToPath(new URL("types.ts", import.meta.url)), join(project, "types.ts"));
writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));

function run(program, ...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: project, encoding: "utf8" });
  return { status, stdout, stderr };
}

test("the script prints a line for every programme", () => {
  const { status, stdout, stderr } = run(process.execPath, "assess.mjs", `${dist}pack/beijing`, `${root}docs/examples/sme.json`, DAY);
  assert.deepEqual([status, stderr], [0, ""]);
  const line = stdout.split("\n").find((it) => it.startsWith(INTEREST));
  assert.match(line, /\tat most 900000 元\t/);
});

test("the script says which answer it cannot accept", () => {
  const answers = join(project, "wrong.json");
  writeFileSync(answers, JSON.stringify({ format: 1, enterprise: { size: "tiny" } }));
  const { status, stderr } = run(process.execPath, "assess.mjs", `${dist}pack/beijing`, answers, DAY);
  assert.deepEqual([status, stderr], [1, "enterprise.size: there is no such option; there are micro, small, medium, large (no_such_option)\n"]);
});

/** What the compiler finds; `--strict` is for those who write types. */
function typed(...words) {
  const compiler = fileURLToPath(import.meta.resolve("typescript/lib/tsc.js"));
  const types = fileURLToPath(new URL("../@types", import.meta.resolve("typescript/package.json")));
  const options = ["--noEmit", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,dom.iterable"];
  return run(process.execPath, compiler, ...options, "--typeRoots", types, "--types", "node", ...words).stdout;
}

test("the types allow what they must, and nothing else", () => {
  assert.equal(typed("--strict", "types.ts"), "");
});

test("the examples keep to the types", () => {
  assert.equal(typed("--allowJs", "--checkJs", "assess.mjs", "page.js"), "");
});
