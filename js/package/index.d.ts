/**
 * Which support programmes apply to an enterprise, how much at most, and why. Everything is computed where this runs: nothing is
 * stored or sent, and there is no clock: the day is an argument.
 *
 * The objects that come out are those of the command line's `--format json`. What cannot be done is thrown as a {@link QualifyError}.
 */

/**
 * Starts the WebAssembly, once. Called by {@link load}; only who has the files elsewhere calls it before, with `engine_bg.wasm` and
 * `engine_more.wasm`.
 *
 * The second one is fetched when something is called for the first time that gives a promise: {@link Pack.explain},
 * {@link Pack.nextQuestion}, {@link Pack.nearest}, {@link Pack.plan}.
 */
export function ready(module?: Wasm | Promise<Wasm>, more?: Wasm | Promise<Wasm>): Promise<void>;
export type Wasm = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Takes up a compiled pack and the texts of one language.
 *
 * With `publicKey` (64 hexadecimal digits, as `qualify keys` writes them) the pack is taken only if `signature`, the text of the `.sig`
 * file, is of that key and holds for exactly these bytes. A pack that was loaded before stays as it is, whatever becomes of another.
 */
export function load(pack: Bytes, texts: Bytes, options?: LoadOptions | null): Promise<Pack>;
export type Bytes = ArrayBuffer | Uint8Array;
export type LoadOptions = { publicKey?: undefined; signature?: undefined } | { publicKey: string; signature: string | undefined };

/** The rules of one publisher with their words in one language. */
export class Pack {
  private constructor();
  /** The pack's name for programs, and for people. */
  readonly key: string;
  readonly name: string;
  /** The publisher's version of the rules. */
  readonly version: string;
  /** What identifies the rules: equal rules have equal fingerprints. Guards against mix-ups, not against forgery. */
  readonly fingerprint: string;
  /** The language of the texts, as in `lang="…"`. */
  readonly language: string;
  /** The keys of all programmes, and of all fields. */
  readonly programmes: string[];
  readonly fields: string[];

  programme(programme: string): Programme;
  field(field: string): Field;

  /** What every programme comes to; for one that is about loans, once for each loan. */
  assess(dossier: Dossier, asOf: Day): Finding[];
  /** What one programme comes to, and why. */
  explain(programme: string, dossier: Dossier, asOf: Day): Promise<Explanation[]>;
  /** The question that is expected to settle most; `null` when there is nothing left to ask. */
  nextQuestion(dossier: Dossier, asOf: Day): Promise<Question | null>;
  /** What would have to change; `allow: "other"` counts also what somebody else can bring about. */
  nearest(programme: string, dossier: Dossier, asOf: Day, allow?: Allow): Promise<Prospect[]>;
  /** What to apply for where not everything can be had together. `include` names what may be chosen beside what qualifies and is not over, as far as nothing that was read speaks against it. */
  plan(dossier: Dossier, asOf: Day, include?: Include[]): Promise<Plan>;

  /** Holds the answers about one enterprise, which are then given one at a time. */
  session(asOf: Day, dossier?: Dossier): Session;
  /** Gives the memory back at once, instead of when nothing points here any more. Sessions stay. */
  free(): void;
}

/** The answers about one enterprise on one day. */
export class Session {
  private constructor();
  /** Gives an answer (`"loan.principal"`, `"loan[2].principal"`); answers the programmes that come to something else now, with all their rows. Of rows that are not there, only the next one may be named. */
  set(slot: string, answer: Answer): Decision[];
  clear(slot: string): Decision[];
  /** Says whether there may be more rows than those that are listed. */
  setMayBeMore(record: string, mayBeMore: boolean): Decision[];
  /** Takes a row out, counted from 1; those after it move up. */
  removeRow(record: string, row: number): Decision[];
  /** Takes up another dossier. */
  open(dossier: Dossier): Decision[];
  /** What every programme comes to. */
  decisions(): Decision[];
  /** The answers, to be kept. */
  dossier(): Dossier;

  assess(): Finding[];
  explain(programme: string): Promise<Explanation[]>;
  nextQuestion(): Promise<Question | null>;
  nearest(programme: string, allow?: Allow): Promise<Prospect[]>;
  plan(include?: Include[]): Promise<Plan>;
  free(): void;
}

/** `2026-11-22`, or with the minute `2026-11-22 17:30`, local time of the programmes. */
export type Day = string;

/** docs/dossier.md says how it is written. */
export interface Dossier {
  /** 1. */
  format: number;
  [record: string]: Row | (Row | "more")[] | "none" | null | number | undefined;
}
export interface Row {
  [field: string]: Answer | undefined;
}
/** Text as people write it, with its unit: `"3,000 万元"`; `null` is "don't know". Numbers with a point are refused: they are not exact. */
export type Answer = string | number | boolean | null | { from?: string | number | null; to?: string | number | null };

export type Verdict = "qualifies" | "unconfirmed" | "open" | "fails";
export type Evidence = "fact" | "attested" | "in_principle";
export type Provenance = "seen" | "inferred" | "recalled" | "unpublished";
export type Truth = boolean | Unknown;
export interface Unknown {
  /** `applicant`: an answer can tell. `source`: nobody has read it, or it is not published. */
  unknown_by: ("applicant" | "source")[];
}

/** From–to as exact text, a decimal or a fraction (`"1250000/3"`); `null` is an open end. */
export interface Quantity {
  from: string | null;
  to: string | null;
  /** Money is in `元`. */
  unit: string;
}
export type Known = Quantity & Unknown;
export type Amount = Known & { at_most: boolean; provenance: Provenance };

/** What a programme comes to, without words. */
export interface Decision {
  programme: string;
  /** Which loan, which project, …, counted from 1. */
  subject: number | null;
  verdict: Verdict;
  amount: Amount | null;
}

export interface Finding {
  programme: string;
  name: string;
  subject: number | null;
  verdict: Verdict;
  evidence: Evidence;
  availability: Availability;
  amount: Amount | null;
  /** What can still change the verdict or the amount: `"loan.term"`, `"loan[2].term"`. */
  missing: string[];
}

export type Availability =
  | { state: "open" | "rolling" | "opens" | "closed" | "closed_by"; date: string; time?: string }
  | { state: "not_confirmed"; date: null }
  | { state: "replaced"; by: string };

export interface Explanation extends Finding {
  conditions: Condition[];
  items: { id: string; says: string; applies: Truth; amount: Known | null }[];
  settled_by: {
    conditions: string[];
    item: string | null;
    waiting: string[];
    in_doubt: string[];
    answers: string[];
    is_smallest: boolean;
  };
}

export interface Condition {
  id: string;
  says: string;
  truth: Truth;
  /** What it counts as in the verdict: what nobody has read settles nothing. */
  counts_as: Truth;
  /** The answers at which it looks. */
  values: Record<string, Answer>;
  evidence: Evidence;
  provenance: Provenance;
  readings: string[];
  proof: Proof;
  unpublished: string[];
  clause: string | null;
}

export interface Proof {
  /** In the words of the rule language: `>=`, `loan.principal`, `and`. */
  part: string;
  outcome: Truth | Known | (Unknown & { from: string | null; to: string | null }) | string | number | null;
  row?: number;
  of?: Proof[];
}

export interface Question {
  /** Where the answer belongs: for {@link Session.set}. */
  slot: string;
  /** What it is expected to settle, to be compared with other questions. */
  settles: number;
  settles_amounts: number;
  asks: Field;
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
    /** Under which it and others that are chosen cannot all come out at their most. */
    shares: Relation | null;
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

export type Field = {
  field: string;
  label: string;
  ask: string;
  hint: string | null;
  find: string | null;
  changed_by: "enterprise" | "other" | "nobody";
} & (
  | { type: "yes_no" }
  | { type: "choice"; options: { key: string; label: string }[] }
  | { type: "number"; unit: string; least: string; greatest: string }
  | { type: "date"; least: string; greatest: string }
  | { type: "row"; of: string }
);

export interface Programme {
  programme: string;
  name: string;
  summary: string;
  body: string;
  level: string;
  kind: string;
  kind_label: string;
  about: string;
  document: {
    id: string;
    title: string;
    number: string | null;
    issuer: string;
    issued: string | null;
    address: string | null;
    extent: string;
    checked: string;
  };
  apply: string | null;
  application_note: string | null;
  next_round: string | null;
  /** How much of its text was read: `a` enough to compute with real numbers, `c` little more than that it exists. */
  readiness: "a" | "b" | "c";
  notes: string[];
  replaced_by: string | null;
}

/** What is thrown. */
export interface QualifyError extends Error {
  name: "QualifyError";
  code: ErrorCode;
  /** What it is about: `"pack"`, `"asOf"`, `"loan[2].term"`; empty where it is about nothing in particular. */
  path: string;
  /** Of a dossier everything that is wrong, in order; otherwise empty. */
  problems: Problem[];
}
export interface Problem {
  code: AnswerCode;
  path: string;
  message: string;
}
export type ErrorCode =
  | "not_started"
  | "freed"
  | "not_bytes"
  | "not_text"
  | "not_a_pack"
  | "other_pack_format"
  | "damaged"
  | "pack_too_large"
  | "inconsistent"
  | "other_rules"
  | "no_key"
  | "not_a_key"
  | "unsigned"
  | "not_a_signature"
  | "other_key"
  | "altered"
  | "not_an_object"
  | "no_format"
  | "other_format"
  | "answers"
  | "no_such_programme"
  | "plan_too_large"
  | AnswerCode;
export type AnswerCode =
  | "no_such_record"
  | "no_such_field"
  | "not_a_record"
  | "too_many_rows"
  | "no_such_row"
  | "no_such_option"
  | "range_key"
  | "not_text"
  | "empty"
  | "not_a_number"
  | "other_unit"
  | "not_a_date"
  | "not_yes_no"
  | "wrong_kind"
  | "too_small"
  | "too_large"
  | "day_out_of_range"
  | "upside_down";
