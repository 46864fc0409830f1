// What the tests of the npm package stand on. `cargo xtask test browser` runs them on what it has built in dist/.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dist = `${root}dist/`;

export const RULES = readFileSync(`${dist}pack/beijing.pack`);
export const TEXTS = readFileSync(`${dist}pack/beijing.zh-Hans.texts`);
export const SME = JSON.parse(readFileSync(`${root}docs/examples/sme.json`, "utf8"));
export const DAY = "2026-11-22";
export const INTEREST = "cn_sme_loan_interest_2026";

/** What is thrown by `body`, as the three things that everybody is promised. */
export async function thrown(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "QualifyError") throw error;
    const { code, path, message } = error;
    if (typeof message !== "string" || message === "") throw new Error("there is no message");
    return [code, path];
  }
  throw new Error("nothing was thrown");
}

// A signature as `qualify sign` writes it.
export { PUBLIC, signature } from "../browser/signing.mjs";
