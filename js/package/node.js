// For Node, whose `fetch` does not read files.

import { readFile } from "node:fs/promises";
import { filesAre } from "./core.js";

export { Pack, Session, load, ready } from "./core.js";

const file = (name) => () => readFile(new URL(name, import.meta.url));

filesAre({ engine: file("engine_bg.wasm"), more: file("engine_more.wasm"), verify: file("verify_bg.wasm") });
