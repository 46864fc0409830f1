// The npm package as Node sees it: what it computes, what it refuses, and that nothing that comes in makes it fall over.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { load } from "../../dist/npm/node.js";
import { DAY, INTEREST, PUBLIC, RULES, SME, TEXTS, root, signature, thrown } from "./kit.mjs";

const pack = await load(RULES, TEXTS);
const of = (findings, programme) => findings.find((it) => it.programme === programme);

test("a pack says what it is", () => {
  assert.equal(pack.key, "beijing");
  assert.equal(pack.language, "zh-Hans");
  assert.match(pack.version, /^\d{4}\./);
  assert.match(pack.fingerprint, /^[0-9a-f]{16}$/);
  assert.ok(pack.programmes.includes(INTEREST) && pack.fields.includes("loan.principal"));
  assert.equal(pack.programme(INTEREST).about, "loan");
  const { type, unit, label } = pack.field("loan.principal");
  assert.deepEqual([type, unit, label], ["number", "万元", "贷款本金"]);
});

test("the enterprise of the main path gets at most 90 万元", async () => {
  const found = of(pack.assess(SME, DAY), INTEREST);
  // 3,000 万元 × 1.5% a year × 2 years.
  assert.deepEqual([found.amount.from, found.amount.to, found.amount.unit, found.amount.at_most], ["900000", "900000", "元", true]);
  const [why] = await pack.explain(INTEREST, SME, DAY);
  assert.equal(why.verdict, found.verdict);
  assert.equal(why.conditions.length, why.conditions.filter((it) => it.says && it.proof.part).length);
  assert.equal(of(pack.assess({ ...SME, enterprise: { ...SME.enterprise, ownership: "state" } }, DAY), INTEREST).verdict, "fails");
});

test("every programme is found, and what comes out is plain", async () => {
  const findings = pack.assess({ format: 1 }, DAY);
  assert.deepEqual([...new Set(findings.map((it) => it.programme))], pack.programmes);
  assert.deepEqual(JSON.parse(JSON.stringify(findings)), findings);
  for (const programme of pack.programmes) {
    const why = await pack.explain(programme, SME, DAY);
    assert.deepEqual(JSON.parse(JSON.stringify(why)), why);
  }
});

test("questions lead to their end", async () => {
  const session = pack.session(DAY);
  let asked = 0;
  for (let next = await session.nextQuestion(); next; next = await session.nextQuestion()) {
    session.set(next.slot, null);
    asked += 1;
    assert.ok(asked <= pack.fields.length, "a question is asked again");
  }
  assert.ok(asked > 10);
});

test("a session changes one answer at a time and says what has changed", () => {
  const session = pack.session(DAY);
  const verdict = () => of(session.decisions(), INTEREST).verdict;
  assert.equal(verdict(), "open");
  const changed = session.set("enterprise.ownership", "state");
  assert.deepEqual(of(changed, INTEREST), { programme: INTEREST, subject: null, verdict: "fails", amount: null });
  assert.deepEqual(session.set("enterprise.ownership", "state"), []);
  assert.ok(of(session.clear("enterprise.ownership"), INTEREST).verdict === "open");
  session.open(SME);
  // What was given comes out again, and comes to the same.
  assert.deepEqual(session.assess(), pack.assess(SME, DAY));
  assert.deepEqual(pack.assess(session.dossier(), DAY), pack.assess(SME, DAY));
  // A second loan: the programme is assessed for each.
  session.set("loan[2].principal", "500 万元");
  assert.deepEqual(session.decisions().filter((it) => it.programme === INTEREST).map((it) => it.subject), [1, 2]);
  assert.equal(session.dossier().loan.length, 2);
  session.setMayBeMore("loan", true);
  assert.equal(session.dossier().loan.at(-1), "more");
  session.setMayBeMore("loan", false);
  session.removeRow("loan", 2);
  assert.deepEqual(session.assess(), pack.assess(SME, DAY));
  session.free();
});

test("only the next row is added by naming it, and who names another is told which rows there are", () => {
  const session = pack.session(DAY, SME);
  assert.throws(() => session.set("loan[4].principal", "500 万元"), {
    name: "QualifyError",
    code: "no_such_row",
    path: "loan[4].principal",
    message: "there is no row 4; 1 are listed; only row 2 can be added",
  });
  assert.deepEqual(session.dossier(), pack.session(DAY, SME).dossier());
  session.set("loan[2].principal", "500 万元");
  session.set("loan[3].principal", "600 万元");
  assert.equal(session.dossier().loan.length, 3);
});

test("an option that is none is answered with those that there are, a dozen at most", () => {
  const session = pack.session(DAY);
  const message = (slot) => {
    try {
      session.set(slot, "nothing of these");
    } catch (error) {
      return error.message;
    }
  };
  assert.equal(message("enterprise.size"), `there is no such option; there are ${pack.field("enterprise.size").options.map((it) => it.key).join(", ")}`);
  const [many] = pack.fields.filter((key) => pack.field(key).options?.length > 12);
  const first = pack.field(many).options.slice(0, 12).map((it) => it.key);
  assert.equal(message(many), `there is no such option; there are ${first.join(", ")}, …`);
  assert.throws(() => pack.assess({ format: 1, enterprise: { size: "tiny" } }, DAY), (error) => {
    assert.equal(error.problems[0].message, message("enterprise.size"));
    return error.message.endsWith(message("enterprise.size"));
  });
});

test("what was freed says so, whatever it is asked", async () => {
  const other = await load(RULES, TEXTS, null);
  const session = other.session(DAY, SME);
  for (const freed of [other, session]) {
    freed.free();
    freed.free();
  }
  const asked = [() => other.version, () => other.assess(SME, DAY), () => other.plan(SME, DAY), () => session.decisions(), () => session.nextQuestion()];
  for (const ask of asked) await assert.rejects(async () => ask(), { name: "QualifyError", code: "freed", path: "" });
  // The others are as they were.
  assert.equal(pack.key, "beijing");
});

test("the session outlives the pack, and two packs live side by side", async () => {
  const other = await load(RULES, TEXTS);
  const session = other.session(DAY, SME);
  other.free();
  assert.deepEqual(session.assess(), pack.assess(SME, DAY));
});

test("what would have to change, and what to apply for", async () => {
  const [way] = await pack.nearest(INTEREST, { ...SME, enterprise: { ...SME.enterprise, ownership: "state" } }, DAY);
  // Who owns an enterprise is nothing that it can change.
  assert.deepEqual([way.verdict, way.nearest.found], ["fails", "no_change_helps"]);
  const [other] = await pack.nearest(INTEREST, { ...SME, loan: { ...SME.loan, through_handling_bank: false } }, DAY, "other");
  const [change] = other.nearest.changes;
  assert.deepEqual([change.field, change.from, change.to], ["loan.through_handling_bank", false, true]);
  // 3,000 万元 × 1.5% a year × 2 years, and nothing else is sure.
  const sure = await pack.plan(SME, DAY);
  assert.deepEqual([sure.chosen.map((it) => it.programme).includes(INTEREST), sure.total.from, sure.is_proven], [true, "900000", true]);
  // The same loan is not subsidised twice: of two that give the same, the one that is certain stays.
  const wide = await pack.plan(SME, DAY, ["unconfirmed", "open"]);
  assert.deepEqual([of(wide.chosen, INTEREST)?.verdict, of(wide.left_out, "cn_equipment_renewal_loan_interest_2026")?.obstacle], ["qualifies", "displaced"]);
  const session = pack.session(DAY, SME);
  assert.deepEqual(await session.plan(["unconfirmed", "open"]), wide);
  assert.equal((await session.nearest(INTEREST)).length, 1);
});

test("all that is wrong with a dossier is said at once, each with its place", async () => {
  const dossier = { format: 1, boat: {}, enterprise: { size: "tiny" }, loan: [{ principal: "3 吨" }, { principal: 0.1, rate: { low: 1 } }] };
  let error;
  try {
    pack.assess(dossier, DAY);
  } catch (caught) {
    error = caught;
  }
  assert.deepEqual(
    error.problems.map(({ code, path }) => [code, path]),
    [
      ["no_such_record", "boat"],
      ["no_such_option", "enterprise.size"],
      ["other_unit", "loan[1].principal"],
      ["not_text", "loan[2].principal"],
      ["range_key", "loan[2].rate"],
    ],
  );
  assert.deepEqual([error.code, error.path], ["answers", "boat"]);
});

test("what is no dossier, no day and no name is refused with a code", async () => {
  const session = pack.session(DAY);
  const circle = { format: 1 };
  circle.loan = circle;
  const angry = { format: 1, get loan() { throw new Error("not today"); } };
  const cases = [
    [() => pack.assess(undefined, DAY), ["not_an_object", ""]],
    [() => pack.assess(null, DAY), ["not_an_object", ""]],
    [() => pack.assess([], DAY), ["not_an_object", ""]],
    [() => pack.assess("{}", DAY), ["not_an_object", ""]],
    [() => pack.assess({}, DAY), ["no_format", "format"]],
    [() => pack.assess({ format: 2 }, DAY), ["other_format", "format"]],
    [() => pack.assess(circle, DAY), ["answers", "loan.format"]],
    [() => pack.assess(angry, DAY), ["not_an_object", ""]],
    [() => pack.assess({ format: 1, loan: new Array(4e9) }, DAY), ["answers", "loan"]],
    [() => pack.assess({ format: 1, loan: { issued: new Date() } }, DAY), ["answers", "loan.issued"]],
    [() => pack.assess({ format: 1, loan: { principal: 2 ** 53 } }, DAY), ["answers", "loan.principal"]],
    [() => pack.assess(SME), ["not_text", "asOf"]],
    [() => pack.assess(SME, "2026-02-30"), ["not_a_date", "asOf"]],
    [() => pack.explain("nothing", SME, DAY), ["no_such_programme", "programme"]],
    [() => pack.field("loan.colour"), ["no_such_field", "field"]],
    [() => session.set("loan.colour", 1), ["no_such_field", "loan.colour"]],
    [() => session.set("loan[0].principal", 1), ["no_such_field", "loan[0].principal"]],
    [() => session.set("loan[999].principal", 1), ["no_such_row", "loan[999].principal"]],
    [() => session.set("loan[2].principal", 1), ["no_such_row", "loan[2].principal"]],
    [() => session.set("loan[2].principal", null), ["no_such_row", "loan[2].principal"]],
    [() => session.set("enterprise[2].size", "small"), ["no_such_row", "enterprise[2].size"]],
    [() => session.set("loan.principal", "lots"), ["not_a_number", "loan.principal"]],
    [() => session.set("loan.principal", undefined), ["not_text", "loan.principal"]],
    [() => session.set("loan.project", 7), ["no_such_row", "loan.project"]],
    [() => session.removeRow("loan", 1), ["no_such_row", "row"]],
    [() => session.removeRow("boat", 1), ["no_such_record", "boat"]],
    [() => pack.nearest(INTEREST, SME, DAY, "anyone"), ["no_such_option", "allow"]],
    [() => pack.plan(SME, DAY, ["everything"]), ["no_such_option", "include"]],
  ];
  for (const [body, expected] of cases) assert.deepEqual(await thrown(body), expected, String(body));
  // Nothing of that has stuck.
  assert.deepEqual(session.dossier(), pack.session(DAY).dossier());
});

// The shapes of which programs die, as far as they reach the WebAssembly: rules as text never do.
test("shapes that break programs get an answer", async () => {
  let deep = {};
  for (let depth = 0; depth < 100_000; depth++) deep = { principal: deep };
  let list = [];
  for (let depth = 0; depth < 100_000; depth++) list = [list];
  const long = "9".repeat(10_000_000);
  const loan = (value) => ({ format: 1, loan: value });
  const cases = [
    [loan(deep), ["answers", "loan.principal"]],
    [loan(list), ["answers", "loan[1]"]],
    [loan(new Array(100_000).fill({ principal: "1 万元" })), ["answers", "loan"]],
    [loan(new Array(101).fill({})), ["answers", "loan"]],
    [loan({ principal: long }), ["answers", "loan.principal"]],
    [loan({ principal: { from: long, to: `-${long}` } }), ["answers", "loan.principal"]],
    [{ format: 1, [long]: {} }, ["answers", long.slice(0, 0)]],
    [{ format: 1, ...Object.fromEntries(Array.from({ length: 100_000 }, (_, place) => [`x${place}`, 1])) }, ["answers", "x0"]],
  ];
  for (const [dossier, expected] of cases) {
    const started = performance.now();
    const [code, path] = await thrown(() => pack.assess(dossier, DAY));
    console.log(`# ${code} at ${path.slice(0, 20)} after ${Math.round(performance.now() - started)} ms`);
    assert.equal(code, expected[0]);
    if (path.length < 100) assert.equal(path, expected[1]);
  }
  // A hundred rows are as many as there can be, and it goes on working.
  assert.ok(pack.assess(loan(new Array(100).fill({})), DAY).length > 100);
});

test("files that are no pack are refused with a code, and say which", async () => {
  const changed = (bytes, place) => Uint8Array.from(bytes, (byte, at) => (at === place ? byte ^ 1 : byte));
  const cases = [
    [[new Uint8Array(), TEXTS], ["not_a_pack", "pack"]],
    [["bytes", TEXTS], ["not_bytes", "pack"]],
    [[RULES, undefined], ["not_bytes", "texts"]],
    [[RULES.subarray(0, 1000), TEXTS], ["damaged", "pack"]],
    [[changed(RULES, 500), TEXTS], ["damaged", "pack"]],
    [[changed(RULES, 4), TEXTS], ["other_pack_format", "pack"]],
    [[RULES, changed(TEXTS, 6)], ["other_rules", "texts"]],
    [[RULES, RULES], ["not_a_pack", "texts"]],
  ];
  for (const [[rules, texts], expected] of cases) assert.deepEqual(await thrown(() => load(rules, texts)), expected);
  assert.equal((await load(RULES.buffer.slice(RULES.byteOffset, RULES.byteOffset + RULES.length), TEXTS)).key, "beijing");
});

// In a program of its own: here everything has been started long since.
test("the second file is taken when it is needed, and a failure of it is not the last word", () => {
  const script = `
    import { readFile } from "node:fs/promises";
    import { load, ready } from "./dist/npm/index.js";
    const file = (name) => readFile("dist/" + name);
    await ready(file("npm/engine_bg.wasm"), new Uint8Array([0, 97, 115, 109]));
    const pack = await load(await file("pack/beijing.pack"), await file("pack/beijing.zh-Hans.texts"));
    const dossier = { format: 1 };
    const found = pack.assess(dossier, "${DAY}").length;
    const refused = await pack.nextQuestion(dossier, "${DAY}").catch(({ code }) => code);
    const assessed = pack.assess(dossier, "${DAY}").length === found;
    await ready(undefined, file("npm/engine_more.wasm"));
    const asked = await pack.nextQuestion(dossier, "${DAY}");
    console.log(JSON.stringify([refused, assessed, typeof asked.slot]));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: root, encoding: "utf8" });
  assert.deepEqual([stderr, stdout], ["", '["not_started",true,"string"]\n']);
});

test("with a public key, only what its owner signed is taken", async () => {
  const names = ["beijing.pack", "beijing.zh-Hans.texts"];
  const signed = signature([names[0], RULES], [names[1], TEXTS]);
  assert.equal((await load(RULES, TEXTS, { publicKey: PUBLIC, signature: signed })).key, "beijing");
  const other = PUBLIC.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  const cases = [
    [{ publicKey: PUBLIC }, ["unsigned", "signature"]],
    [{ signature: signed }, ["no_key", "publicKey"]],
    [{ publicKey: "key", signature: signed }, ["not_a_key", "publicKey"]],
    [{ publicKey: PUBLIC, signature: "<!doctype html>" }, ["not_a_signature", "signature"]],
    [{ publicKey: other, signature: signed }, ["other_key", "signature"]],
    [{ publicKey: PUBLIC, signature: signed.replace(/\n[0-9a-f]/, (digit) => (digit === "\n0" ? "\n1" : "\n0")) }, ["other_key", "signature"]],
    [{ publicKey: PUBLIC, signature: signature([names[0], TEXTS], [names[1], TEXTS]) }, ["altered", "pack"]],
    [{ publicKey: PUBLIC, signature: signature([names[0], RULES], [names[1], RULES]) }, ["altered", "texts"]],
  ];
  for (const [options, expected] of cases) assert.deepEqual(await thrown(() => load(RULES, TEXTS, options)), expected);
});
