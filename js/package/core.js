// What the package does around its WebAssembly: it starts it once, fetches the second file when something there is called, and checks
// signatures. `index.js` is this for browsers, `node.js` for Node.

import start, { Pack, Session, open } from "./engine.js";

export { Pack, Session };

/** What stands in the second file. */
const LATER = ["explain", "nextQuestion", "nearest", "plan"];

/** Where the files of WebAssembly are: addresses, unless somebody has the bytes or the modules themselves. */
const files = { engine: undefined, more: new URL("./engine_more.wasm", import.meta.url), verify: undefined };

/** For Node, whose `fetch` does not read files. */
export function filesAre(found) {
  Object.assign(files, found);
}

const begun = new Map();

/** Does something once; where it fails, another attempt may go better. */
function once(name, begin) {
  if (!begun.has(name)) {
    const attempt = begin().catch((error) => {
      begun.delete(name);
      throw fault("not_started", "", `the WebAssembly could not be started: ${error?.message ?? error}`);
    });
    begun.set(name, attempt);
  }
  return begun.get(name);
}

/** A file of WebAssembly: what is given, or what a function gives. */
async function given(file) {
  if (typeof WebAssembly !== "object") throw new Error("there is no WebAssembly here");
  return typeof file === "function" ? file() : file;
}

async function compiled(file) {
  let found = await given(file);
  if (found instanceof WebAssembly.Module) return found;
  if (!(found instanceof ArrayBuffer || ArrayBuffer.isView(found) || found instanceof Response)) found = await fetch(found);
  if (found instanceof Response) {
    if (!found.ok) throw new Error(`${found.url} is answered with ${found.status}`);
    found = await found.arrayBuffer();
  }
  return WebAssembly.compile(found);
}

const starts = (glue, file) => async () => glue({ module_or_path: await given(file) });

/** Starts the WebAssembly, once; without `module` and `more` its files are fetched from beside this one. */
export async function ready(module, more) {
  if (more !== undefined) files.more = more;
  await once("engine", starts(start, module ?? files.engine));
}

/** Fetches the second file, which enters itself among the functions of the first. */
function whole() {
  return once("more", async () => WebAssembly.instantiate(await compiled(files.more), { first: await start() }));
}

/** What was given back has nothing to say any more. */
function alive(self) {
  if (!self.__wbg_ptr) throw fault("freed", "", "this was freed");
}

for (const { prototype } of [Pack, Session]) {
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === "constructor" || name.startsWith("__")) continue;
    const inside = value ?? get;
    const here = function (...given) {
      alive(this);
      return inside.apply(this, given);
    };
    const later = async function (...given) {
      await whole();
      return here.apply(this, given);
    };
    // Giving back what was given back is nothing.
    const free = function () {
      if (this.__wbg_ptr) inside.call(this);
    };
    if (get) Object.defineProperty(prototype, name, { get: here });
    else prototype[name] = name === "free" ? free : LATER.includes(name) ? later : here;
  }
}

/** Takes up a compiled pack and its texts; with a public key only if the signature is of that key. */
export async function load(pack, texts, options) {
  await Promise.all([ready(), checked(pack, texts, options)]);
  return open(pack, texts);
}

/** Checks who signed the files, where a public key is given, before anything is read in them. */
async function checked(pack, texts, options) {
  const { publicKey, signature } = options ?? {};
  if (publicKey === undefined) {
    if (signature !== undefined) throw fault("no_key", "publicKey", "a signature needs the public key to check it with");
    return;
  }
  if (signature === undefined) throw fault("unsigned", "signature", "there is no signature, and a public key asks for one");
  const { default: begin, verify } = await import("./verify.js");
  await once("verify", starts(begin, files.verify));
  const [code, path, message] = verify(
    text(publicKey, "publicKey"),
    text(signature, "signature"),
    bytes(pack, "pack"),
    bytes(texts, "texts"),
  );
  if (code) throw fault(code, path, message);
}

function text(value, path) {
  if (typeof value !== "string") throw fault("not_text", path, `${path} must be a text`);
  return value;
}

function bytes(value, path) {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw fault("not_bytes", path, `${path} must be an ArrayBuffer or a Uint8Array`);
}

function fault(code, path, message) {
  return Object.assign(new Error(message), { name: "QualifyError", code, path, problems: [] });
}
