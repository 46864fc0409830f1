/** The same as `qualify`, with what weighs more than all the rest: what would have to change, and what to apply for. */

import type { Bytes, Day, Dossier, LoadOptions, Pack as SmallPack, Session as SmallSession, Wasm } from "./index.js";
import type { Amount, Answer, Availability, Quantity, Verdict } from "./index.js";

export * from "./index.js";

export function ready(module?: Wasm | Promise<Wasm>): Promise<void>;
export function load(pack: Bytes, texts: Bytes, options?: LoadOptions): Promise<Pack>;

export interface Pack extends SmallPack {
  /** What would have to change; `allow: "other"` counts also what somebody else can bring about. */
  nearest(programme: string, dossier: Dossier, asOf: Day, allow?: Allow): Prospect[];
  /** What to apply for where not everything can be had together. `include` names what may be chosen beside what qualifies and is not over. */
  plan(dossier: Dossier, asOf: Day, include?: Include[]): Plan;
  session(asOf: Day, dossier?: Dossier): Session;
}

export interface Session extends SmallSession {
  nearest(programme: string, allow?: Allow): Prospect[];
  plan(include?: Include[]): Plan;
}

export type Allow = "enterprise" | "other";
export type Include = "unconfirmed" | "open" | "closed";

export interface Prospect {
  subject: number | null;
  verdict: Verdict;
  nearest:
    | { found: "already" | "too_far" }
    | { found: "no_change_helps"; because: string[] }
    | {
        found: "changes";
        is_least: boolean;
        relative_distance: string;
        changes: { field: string; from: Answer; to: Answer; or: Answer[]; distance: string | null }[];
        verdict: Verdict;
        amount: Amount | null;
        missing: string[];
      };
  if_only_time_passes: { date: string; verdict: Verdict } | { date: null; unknown?: true } | null;
}

export interface Support {
  programme: string;
  subject: number | null;
}
export interface Relation {
  relation: string;
  says: string;
}
export type Doubt = "unstated" | "in_principle" | "exception" | "used" | "held" | "shared";

export interface Plan {
  chosen: (Support & {
    verdict: Verdict;
    forms: string[];
    rivals: string[];
    availability: Availability;
    amount: Quantity | null;
    counted: Quantity | null;
    limited_by: Relation | null;
  })[];
  left_out: (Support & {
    obstacle: "displaced" | "used" | "exhausted" | "lacking";
    because: string;
    says: string;
    displaced_by: Support[];
  })[];
  total: Quantity;
  at_worst: Quantity;
  at_best: Quantity;
  questions: (Relation & { doubt: Doubt; together: (Relation & { doubt: Doubt })[]; otherwise: Quantity; at_stake: Quantity })[];
  is_proven: boolean;
}
