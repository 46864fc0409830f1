// Whether a file of the rules is its publisher's: fetched only where the page names a public key (`data-key`).

import start, { verifyFile } from "./npm/verify.js";

const begun = start();

async function fetched(address, cache) {
  const response = await fetch(address, { cache });
  const text = await response.text();
  return response.ok ? text : undefined;
}

/** For the app and for `rules.js`: nothing where the file is signed with the key, otherwise the code of what is wrong. */
export const signing = (app, key) => {
  const signatures = new Map();
  const signature = (address) => {
    // As the app fetches the rules themselves.
    const cache = app.dataset.kept === undefined ? "no-cache" : "force-cache";
    const name = `${cache} ${address}`;
    if (!signatures.has(name)) signatures.set(name, fetched(address, cache));
    return signatures.get(name);
  };
  return async (address, bytes, given) => {
    await begun;
    const ofPack = address.replace(/(\.[\w-]+(\.first)?\.texts|\.pack)$/, ".pack.sig");
    const text = given ?? (await signature(ofPack));
    if (text === undefined) return "unsigned";
    // By its own name: one file must not stand in the place of another.
    return verifyFile(key, text, address.split("/").at(-1), bytes) ?? "";
  };
};
