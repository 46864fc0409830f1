// Keeps the rules for use without a network, and looks for newer ones. They come as a set (the rules, and the texts of every language),
// and a set is kept whole or not at all, each under a name of its own: only if this program can use all of it, and where a public key
// is asked for, if all of it is signed. What was kept before stays until a newer set is taken over (`sw.js`).

// As in `sw.js`.
const KEPT = `qualify ${new URL(".", import.meta.url).href} rules `;

/** Somebody else's file, or a part of one: `code` says why. */
function refused(code) {
  return Object.assign(new Error(code), { code });
}

/** A file as the server has it; `missing` is the code for one that is not there, where that is the host's mistake. */
async function fetched(address, missing) {
  const response = await fetch(address, { cache: "no-cache" });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status === 404 && missing) throw refused(missing);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return { address, bytes };
}

/** There is no hurry: whoever uses the page comes first. */
const pause = () => new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done, { timeout: 1000 }));

/** All files of the set, each looked at, the rules themselves last. */
async function whole(app, glue, address) {
  const rules = await fetched(`${address}.pack`);
  const signature = app.dataset.key === undefined ? undefined : await fetched(`${address}.pack.sig`, "unsigned");
  const check = async (file) => {
    const code = signature && (await app.isSigned(file.address, file.bytes, new TextDecoder().decode(signature.bytes)));
    if (code) throw refused(code);
  };
  await check(rules);
  await pause();
  const files = [];
  for (const language of told(glue.languages(rules.bytes)).split(" ")) {
    for (const part of ["first.texts", "texts"]) files.push(fetched(`${address}.${language}.${part}`, "damaged"));
  }
  const texts = await Promise.all(files);
  for (const file of texts) {
    await check(file);
    await pause();
    told(glue.suits(file.bytes, file.address.endsWith(".first.texts")));
  }
  return [...(signature ? [signature] : []), ...texts, rules];
}

/** What the program says of a file: an exclamation mark is that it cannot use it. */
function told(words) {
  if (words.startsWith("!")) throw refused(words.slice(1));
  return words;
}

/** The names of all whole sets of these rules, the oldest first. */
async function kept(address) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${KEPT}${address} `));
  const isWhole = async (name) => (await caches.open(name)).match(`${address}.pack`);
  const whole = await Promise.all(names.map(isWhole));
  return names.filter((_, place) => whole[place]);
}

async function digest(files) {
  const all = new Blob(files.map(({ bytes }) => bytes));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await all.arrayBuffer()));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Keeps what the server has now, unless it is kept already. Answers whether it is newer than what the page has started from; throws
 * an error with `code` where it is no set of rules for this page.
 */
export async function renew(app, glue) {
  const address = new URL(app.dataset.pack ?? "pack/beijing", document.baseURI).href;
  const files = await whole(app, glue, address);
  const name = `${KEPT}${address} ${await digest(files)}`;
  const before = await kept(address);
  if (before[0] === name) {
    // Also where something else was waiting: it was withdrawn.
    await Promise.all(before.slice(1).map((other) => caches.delete(other)));
    return false;
  }
  if (before.at(-1) !== name) {
    // What was begun and never completed, or was there before what came in between.
    await caches.delete(name);
    const cache = await caches.open(name);
    for (const { address, bytes } of files) await cache.put(address, new Response(bytes));
  }
  return before.length > 0;
}
