// Everything in one file, which works from a disk: what the app would fetch stands in the page itself, packed.

import * as glue from "./{glue}";

// Without what HTML reads as its own.
const DIGITS = "!#$%()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{";

/** Five digits are four bytes. */
function bytes(text) {
  const value = new Uint8Array(128);
  for (let digit = 0; digit < 85; digit++) value[DIGITS.charCodeAt(digit)] = digit;
  const view = new DataView(new ArrayBuffer((text.length / 5) * 4));
  for (let at = 0; at < text.length; at += 5) {
    let word = 0;
    for (let place = 0; place < 5; place++) word = word * 85 + value[text.charCodeAt(at + place)];
    view.setUint32((at / 5) * 4, word);
  }
  return view.buffer;
}

/** The files by their names: first how long the list of names is, then that list, then one file after the other. */
async function unpack(element) {
  const packed = new Uint8Array(bytes(element.textContent), 0, Number(element.dataset.length));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const all = await new Response(stream).arrayBuffer();
  const start = 4 + new DataView(all).getUint32(0);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, start - 4)));
  const files = new Map();
  let at = start;
  for (const [name, length, like] of list) {
    const file = new Uint8Array(all, at, length);
    // Traditional characters stand where the simplified ones do: kept is what differs.
    if (like) files.get(like).forEach((byte, place) => (file[place] ^= byte));
    files.set(name, file);
    at += length;
  }
  return files;
}

// Where it cannot be unpacked, boot.js says so.
globalThis.qualifySite = unpack(document.getElementById("files")).then((files) => {
  // The page is our own: nothing else fetches here.
  globalThis.fetch = async (address) => {
    const file = files.get(String(address));
    return new Response(file, { status: file ? 200 : 404 });
  };
  return { glue, name: "{wasm}", wasm: files.get("{wasm}") };
});
await import("./boot.js");
