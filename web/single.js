// Everything in one file, which works from a disk: what the app would fetch stands in the page itself, packed.

import * as glue from "./{glue}";

// Visible characters of ASCII but for `<`, with which HTML would begin to read; two of them are 13 or 14 bits (`xtask/src/site/single.rs`).
const BASE = 93;
const digit = (code) => code - (code > 60 ? 34 : 33);

function bytes(text, length) {
  const all = new Uint8Array(length);
  let [held, bits, at] = [0, 0, 0];
  for (let place = 0; place < text.length; place += 2) {
    const number = digit(text.charCodeAt(place)) + digit(text.charCodeAt(place + 1)) * BASE;
    held |= number << bits;
    bits += number % 8192 < BASE * BASE - 8192 ? 14 : 13;
    for (; bits > 7; bits -= 8) {
      all[at++] = held & 255;
      held >>= 8;
    }
  }
  return all;
}

/** The files by their names: first how long the list of names is, then that list, then one file after the other. */
async function unpack(element) {
  const packed = bytes(element.textContent, Number(element.dataset.length));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const all = await new Response(stream).arrayBuffer();
  const start = 4 + new DataView(all).getUint32(0);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, start - 4)));
  const files = new Map();
  let at = start;
  for (const [name, length, like] of list) {
    const file = new Uint8Array(all, at, length);
    // Kept is what differs from the simplified text, once the traditional characters that mostly stand there are in it.
    if (like) traditional(files.get(like), files.get("")).forEach((byte, place) => (file[place] ^= byte));
    files.set(name, file);
    at += length;
  }
  return files;
}

/** The text with other characters, of three bytes each; `table` has one character after the other, each with what stands for it. */
function traditional(text, table) {
  const key = (of, at) => (of[at] << 16) | (of[at + 1] << 8) | of[at + 2];
  const others = new Map();
  for (let at = 0; at < table.length; at += 6) others.set(key(table, at), table.subarray(at + 3, at + 6));
  const written = text.slice();
  for (let at = 0; at + 3 <= text.length; ) {
    const isOne = text[at] >> 4 === 14;
    const other = isOne && others.get(key(text, at));
    if (other) written.set(other, at);
    at += isOne ? 3 : 1;
  }
  return written;
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
