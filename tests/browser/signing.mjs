// Signatures for the tests.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

// The first key pair of RFC 8032, section 7.1, in Node's own cryptography: another implementation than the one under test.
const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const secret = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${SEED}`, "hex"), format: "der", type: "pkcs8" });
export const PUBLIC = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");

/** The signature of files, each with its name, as `qualify sign` writes it. */
export function signature(...files) {
  const line = ([name, bytes]) => `${createHash("sha512").update(bytes).digest("hex")}  ${name}\n`;
  const statement = `qualify-signature 1\n${files.map(line).join("")}`;
  return `${statement}ed25519 ${sign(null, Buffer.from(statement), secret).toString("hex")}\n`;
}
