// For Node, whose `fetch` does not read files.

import { readFile } from "node:fs/promises";
import { checked, once } from "./core.js";
import start, { Pack, Session, open } from "./engine.js";

export { Pack, Session };

const file = (name) => readFile(new URL(name, import.meta.url));
let engine;

export function ready(module) {
  return once(start, module ?? (engine ??= file("./engine_bg.wasm")));
}

export async function load(pack, texts, options) {
  await Promise.all([ready(), checked(pack, texts, options, () => file("./verify_bg.wasm"))]);
  return open(pack, texts);
}
