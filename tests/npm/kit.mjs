// What the tests of the npm package stand on. `cargo xtask test browser` runs them on what it has built in dist/.

import { createHash, createPrivateKey, createPublicKey, sign as signBytes } from "node:crypto";
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

// The first key pair of RFC 8032, section 7.1, in Node's own cryptography: another implementation than the one under test.
const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const secret = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${SEED}`, "hex"), format: "der", type: "pkcs8" });
export const PUBLIC = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");

/** A signature as `qualify sign` writes it. */
export function signature(...files) {
  const line = ([name, bytes]) => `${createHash("sha512").update(bytes).digest("hex")}  ${name}\n`;
  const statement = `qualify-signature 1\n${files.map(line).join("")}`;
  return `${statement}ed25519 ${signBytes(null, Buffer.from(statement), secret).toString("hex")}\n`;
}
