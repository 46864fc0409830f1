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
    if (!signatures.has(address)) {
      // As the app fetches the rules themselves.
      const cache = app.dataset.kept === undefined ? "no-cache" : "force-cache";
      signatures.set(address, fetched(address, cache));
    }
    return signatures.get(address);
  };
  return async (address, bytes, given) => {
    await begun;
    const ofPack = address.replace(/(\.[\w-]+(\.first)?\.texts|\.pack)$/, ".pack.sig");
    const text = given ?? (await signature(ofPack).catch(() => undefined));
    if (text === undefined) return "unsigned";
    return verifyFile(key, text, address.endsWith(".pack") ? ".pack" : ".texts", bytes) ?? "";
  };
};
