// node assess.mjs PACK DOSSIER DAY, as: node assess.mjs dist/pack/beijing docs/examples/sme.json 2026-11-22
// One line a programme: its verdict, at most how much, and what settles it.

import { readFile } from "node:fs/promises";
import { load } from "qualify";

const [name, answers, day] = process.argv.slice(2);
const pack = await load(await readFile(`${name}.pack`), await readFile(`${name}.zh-Hans.texts`));
const dossier = JSON.parse(await readFile(answers, "utf8"));

try {
  for (const { programme, verdict, amount } of pack.assess(dossier, day)) {
    const [why] = await pack.explain(programme, dossier, day);
    const most = amount?.to ? `at most ${amount.to} ${amount.unit}` : "";
    console.log([programme, verdict, most, why?.settled_by.conditions.join(" ")].join("\t"));
  }
} catch (error) {
  // Each answer that is not accepted, by its name.
  for (const { path, code, message } of error.problems ?? []) console.error(`${path}: ${message} (${code})`);
  if (!error.problems?.length) console.error(error.message);
  process.exitCode = 1;
}
