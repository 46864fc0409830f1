// The engine for JavaScript. `index.d.ts` says what everything is.

import { checked, once } from "./core.js";
import start, { Pack, Session, open } from "./engine.js";

export { Pack, Session };

/** Starts the WebAssembly, once; without `module` it is fetched from beside this file. */
export function ready(module) {
  return once(start, module);
}

/** Takes up a compiled pack and its texts; with a public key only if the signature is of that key. */
export async function load(pack, texts, options) {
  await Promise.all([ready(), checked(pack, texts, options)]);
  return open(pack, texts);
}
