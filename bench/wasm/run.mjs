// Times the rules in WebAssembly: a company inside, one field changed a call, by hand and by the engine.
// node run.mjs WASM PACK COMPANIES; `cargo xtask bench` runs it.
import { readFileSync } from "node:fs";

const [wasm, pack, companies] = process.argv.slice(2);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {});
const bytes = readFileSync(pack);
const room = exports.room(bytes.length);
new Uint8Array(exports.memory.buffer).set(bytes, room);
if (!exports.start()) throw new Error("the pack was not taken");

const RULES = 30;
const rows = readFileSync(companies, "utf8").trim().split("\n").map((line) => line.split(",").map(BigInt));
const FIELDS = rows[0].length;
// The same changes for both: the next field of the next company.
const changes = Array.from({ length: 20_000 }, (_, step) => [step % FIELDS, rows[(step * 7) % rows.length][step % FIELDS]]);
const byHand = () => new BigInt64Array(exports.memory.buffer, exports.hand_amounts(), RULES);
const byEngine = () => new BigInt64Array(exports.memory.buffer, exports.amounts(), RULES);

// Both must agree on every rule after every change.
for (const [place, [field, value]] of changes.entries()) {
  exports.hand_change(field, value);
  exports.change(field, value);
  if (place < FIELDS) continue;
  const [hand, engine] = [byHand(), byEngine()];
  for (let rule = 0; rule < RULES; rule++) {
    const expected = hand[rule] < 0n ? hand[rule] : hand[rule] * 100n;
    if (engine[rule] !== expected) throw new Error(`change ${place}, rule ${rule}: ${engine[rule]}, not ${expected}`);
  }
}

let sink = 0n;
const [handAmounts, engineAmounts] = [byHand(), byEngine()];
const changed = new Uint32Array(exports.memory.buffer, exports.changed(), RULES);
const ways = {
  "by hand, one field changed, all rules run": () => {
    for (const [field, value] of changes) exports.hand_change(field, value);
  },
  "engine, one field changed, what it matters to worked out": () => {
    for (const [field, value] of changes) exports.change(field, value);
  },
  "by hand, and all 30 amounts read": () => {
    for (const [field, value] of changes) {
      exports.hand_change(field, value);
      for (let rule = 0; rule < RULES; rule++) sink ^= handAmounts[rule];
    }
  },
  "engine, and the amounts that were worked out read": () => {
    for (const [field, value] of changes) {
      const count = exports.change(field, value);
      for (let place = 0; place < count; place++) sink ^= engineAmounts[changed[place]];
    }
  },
};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const names = Object.keys(ways);
const rounds = names.map(() => []);
for (let round = 0; round < 24; round++) {
  for (const [place, name] of names.entries()) {
    const start = cpu();
    ways[name]();
    // The first rounds warm up.
    if (round >= 9) rounds[place].push(((cpu() - start) * 1000) / changes.length);
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
console.log("\nWebAssembly under Node: a call");
for (const [place, name] of names.entries()) {
  const [taken, least] = [median(rounds[place]), Math.min(...rounds[place])];
  const ratio = place % 2 ? `${(taken / median(rounds[place - 1])).toFixed(2).padStart(7)}×  aim: 3` : "";
  console.log(`${name.padEnd(66)} ${`${taken.toFixed(1)} ns`.padStart(10)} ${`${least.toFixed(1)} ns`.padStart(10)} ${ratio}`);
}
