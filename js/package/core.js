// What both halves of the package share: starting a WebAssembly once, and taking up a pack.

const started = new Map();

/** Starts a WebAssembly by its glue, once; another attempt may go better. */
export function once(start, module) {
  if (!started.has(start)) {
    const attempt = instantiate(start, module).catch((error) => {
      started.delete(start);
      throw fault("not_started", "", `the WebAssembly could not be started: ${error?.message ?? error}`);
    });
    started.set(start, attempt);
  }
  return started.get(start);
}

async function instantiate(start, module) {
  if (typeof WebAssembly !== "object") throw new Error("there is no WebAssembly here");
  await start({ module_or_path: await module });
}

/** Checks who signed the files, where a public key is given, before anything is read in them. */
export async function checked(pack, texts, { publicKey, signature } = {}, module) {
  if (publicKey === undefined) {
    if (signature !== undefined) throw fault("no_key", "publicKey", "a signature needs the public key to check it with");
    return;
  }
  if (signature === undefined) throw fault("unsigned", "signature", "there is no signature, and a public key asks for one");
  const { default: start, verify } = await import("./verify.js");
  await once(start, module?.());
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
