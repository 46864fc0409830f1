// The engine for JavaScript. `index.d.ts` says what everything is.

export { Pack, Session, load, ready } from "./core.js";
