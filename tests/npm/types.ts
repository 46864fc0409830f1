// Compiled, never run: what the types must allow, and what they must not.

import { load, type Dossier, type QualifyError } from "qualify";

const dossier: Dossier = {
  format: 1,
  enterprise: { size: "small", listed: true },
  loan: [{ principal: { from: "400 万元" }, rate: null }, "more"],
  lease: "none",
};

export async function allowed(bytes: ArrayBuffer, text: string) {
  const pack = await load(bytes, new Uint8Array(bytes), { publicKey: text, signature: undefined });
  for (const { verdict, amount, subject } of pack.assess(dossier, "2026-11-22")) {
    const most: string | null | undefined = amount?.to;
    if (verdict === "open") console.log(subject ?? 1, most);
  }
  const question = await pack.session("2026-11-22").nextQuestion();
  if (question?.asks.type === "choice") console.log(question.asks.options[0]?.label);
  const [way] = await pack.nearest("programme", dossier, "2026-11-22", "other");
  if (way?.nearest.found === "changes") console.log(way.nearest.changes.length);
  const plan = await pack.session("2026-11-22", dossier).plan(["open"]);
  console.log(plan.total.to);
  const shown = (error: QualifyError) => `${error.code} ${error.path} ${error.message}`;
  return shown;
}

export async function refused(bytes: ArrayBuffer) {
  const pack = await load(bytes, bytes);
  // @ts-expect-error a dossier says its format
  pack.assess({ loan: {} }, "2026-11-22");
  // @ts-expect-error there is no clock
  pack.assess(dossier);
  // @ts-expect-error a plan is promised
  console.log(pack.plan(dossier, "2026-11-22").total);
  // @ts-expect-error a pack is loaded, not made
  new (pack.constructor as typeof import("qualify").Pack)();
  // @ts-expect-error a signature needs the key to check it with
  await load(bytes, bytes, { signature: "" });
}
