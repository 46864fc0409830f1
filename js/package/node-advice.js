// For Node: the same with `nearest` and `plan`.

import { readFile } from "node:fs/promises";
import { checked, once } from "./core.js";
import start, { Pack, Session, open } from "./advice_engine.js";

export { Pack, Session };

const file = (name) => readFile(new URL(name, import.meta.url));
let engine;

export function ready(module) {
  return once(start, module ?? (engine ??= file("./advice_engine_bg.wasm")));
}

export async function load(pack, texts, options) {
  await Promise.all([ready(), checked(pack, texts, options, () => file("./verify_bg.wasm"))]);
  return open(pack, texts);
}
