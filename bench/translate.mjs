// Makes this room's rule set out of a folder with the shared one: `node bench/translate.mjs FOLDER`.
// Read there: data/{rules,profiles,profiles_missing,expected}.json and rust/src/hand_gen.rs. Written here:
//   data/pack/        the 30 rules as a rule pack, a programme each
//   data/profiles.csv a company a line, in the order of the fields: whole numbers, places of options, days since 1970, 0 and 1
//   data/known.txt    for each company, which fields are left in the incomplete variant: a bit each, hexadecimal
//   data/expected.txt companies × rules that are eligible, the sum of their amounts, their hash; then t, f or u for each
//                     incomplete company × rule
//   src/hand.rs       the rules as a programmer would write them by hand
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const source = process.argv[2];
if (!source) throw new Error("which folder?");
const here = import.meta.dirname;
const json = (name) => JSON.parse(readFileSync(join(source, "data", name), "utf8"));
const { fields, rules } = json("rules.json");
const profiles = json("profiles.json");
const missing = json("profiles_missing.json");
const expected = json("expected.json");

// ---- the pack
const MONEY = ["capital", "revenue", "revenue_prev", "planned_cost", "equipment_cost", "it_cost", "training_cost"];
const isMoney = (name) => MONEY.includes(name);
const path = (name) => `enterprise.${name}`;
const option = (value) => value.toLowerCase();
// The language has no sign.
const figure = (name, value) => {
  const unit = isMoney(name) ? " 元" : "";
  return value < 0 ? `0${unit} - ${-value}${unit}` : `${value}${unit}`;
};
const SIGNS = { ge: ">=", le: "<=", gt: ">", lt: "<" };

function expression(node, inside = false) {
  switch (node.op) {
    case "and":
    case "or": {
      const text = node.of.map((part) => expression(part, true)).join(` ${node.op} `);
      return inside ? `(${text})` : text;
    }
    case "not": {
      const text = expression(node.of, true);
      return `not ${text.startsWith("(") || node.of.op === "is" ? text : `(${text})`}`;
    }
    case "is":
      return path(node.field);
    case "in":
      return `${path(node.field)} in [${node.list.map(option).join(", ")}]`;
  }
  return `${path(node.field)} ${SIGNS[node.op]} ${node.date ?? figure(node.field, node.value)}`;
}

const type = {
  int: ({ name }) =>
    isMoney(name)
      ? "type: money, unit: 元, min: -1000 亿元, max: 1000 亿元"
      : "type: number, min: -1000000000, max: 1000000000",
  date: () => "type: date",
  bool: () => "type: yes_no",
  code: ({ values }) => `type: choice, options: { ${values.map((value) => `${option(value)}: ${value}`).join(", ")} }`,
};

function programme(rule) {
  const { base, num, den, cap } = rule.amount;
  const sum = `${path(base)}${num === 1 ? "" : ` * ${num}`} / ${den}`;
  const condition = (node, place) =>
    `  - { id: c${place + 1}, says: 第 ${place + 1} 项, when: "${expression(node)}", source: { seen: S1 } }\n`;
  return `id: ${rule.id}
kind: award
about: enterprise
name: ${rule.id}
summary: ${rule.id}
body: 无
level: 无
readiness: A
document: rules
application: { opens: 2026-01-01, closes: 2026-12-31 }
require:
${rule.when.of.map(condition).join("")}support:
  items:
    - { id: award, says: 奖励, at_most: "min(${sum}, ${cap} 元)", source: { seen: S1 } }
`;
}

const pack = join(here, "data/pack");
rmSync(pack, { recursive: true, force: true });
for (const folder of ["vocabulary", "programmes"]) mkdirSync(join(pack, folder), { recursive: true });
const write = (name, text) => writeFileSync(join(here, name), text);
write("data/pack/pack.yaml", "id: bench\nversion: '1'\nname: 测速\nlanguages: [zh-Hans]\nkinds: { award: 奖励 }\n");
write("data/pack/documents.yaml", "rules: { title: 测速规则, issuer: 无, extent: 全文, checked: 2026-11-22 }\n");
write("data/pack/readings.yaml", "S1: { grade: A, what: 测速规则 }\n");
const field = (field) => `  ${field.name}: { ${type[field.type](field)}, label: ${field.name}, ask: ${field.name}？ }\n`;
write(
  "data/pack/vocabulary/enterprise.yaml",
  `record: enterprise\norder: 10\nlabel: 企业\nfields:\n${fields.map(field).join("")}`,
);
for (const rule of rules) write(`data/pack/programmes/${rule.id}.yaml`, programme(rule));

// ---- the companies
const day = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
const coded = ({ type, values }, value) =>
  type === "code" ? values.indexOf(value) : type === "date" ? day(value) : Number(value);
const line = (profile) => fields.map((field) => coded(field, profile[field.name])).join(",");
write("data/profiles.csv", `${profiles.map(line).join("\n")}\n`);
const mask = (profile) => fields.reduce((bits, { name }, place) => bits | (BigInt(name in profile) << BigInt(place)), 0n);
write("data/known.txt", `${missing.map((profile) => mask(profile).toString(16)).join("\n")}\n`);
const left = (profile, whole) => Object.keys(profile).every((name) => profile[name] === whole[name]);
if (!missing.every((profile, place) => left(profile, profiles[place]))) throw new Error("not the same companies");
const { eligible, amount, hash, kleene_codes } = expected;
const lines = kleene_codes.match(new RegExp(`.{${rules.length}}`, "g")).join("\n");
write("data/expected.txt", `${eligible} ${amount} ${hash}\n${lines}\n`);

// ---- the rules by hand
const hand = readFileSync(join(source, "rust/src/hand_gen.rs"), "utf8")
  .replace(/^\/\/.*\n/, "//! The rules by hand. Written by ../translate.mjs; do not edit.\n\n")
  .replace(/pub fn set\(.*?\n}\n\n/s, "");
write("src/hand.rs", hand);
