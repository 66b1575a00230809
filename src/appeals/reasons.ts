/** What an appeal can be about: the patient's choices, and how urgent each is. */

export const appealKinds = [
  "problem", // something is wrong in a document
  "missing", // a document did not come
  "visit", // a visit is recorded that is not right: «Я здесь не был»
  "access", // somebody looked, and the patient does not see why
  "paper", // the paper copy was not given on the day
  "service", // a question about the service itself
] as const;
export type AppealKind = (typeof appealKinds)[number];

/** 1: a patient may come to harm; 2: medical words or names are wrong; 3: the rest. */
export type Severity = 1 | 2 | 3;

interface Reason {
  readonly severity: Severity;
  /** The document is marked as disputed for every reader until the appeal is closed. */
  readonly disputes: boolean;
}

const reason = (severity: Severity, disputes = false): Reason => ({ severity, disputes });

/** In the order in which they are offered. */
export const reasonsOf = {
  problem: {
    "not-mine": reason(1, true),
    "no-visit": reason(1, true),
    name: reason(2),
    organisation: reason(3),
    doctor: reason(3),
    diagnosis: reason(1),
    results: reason(1),
    "differs-from-paper": reason(2),
    "does-not-open": reason(3),
    signature: reason(3),
    other: reason(3),
  },
  missing: { "not-come": reason(2), "wrong-data": reason(2), overdue: reason(2) },
  visit: { "no-visit": reason(1, true), "wrong-services": reason(2), other: reason(3) },
  access: { unclear: reason(2) },
  paper: { "not-given": reason(2) },
  service: { question: reason(3) },
} as const satisfies Record<AppealKind, Readonly<Record<string, Reason>>>;

export type ProblemReason = keyof (typeof reasonsOf)["problem"];

/** null: there is no such reason for that kind. */
export function findReason(kind: AppealKind, code: string): Reason | null {
  const reasons: Readonly<Record<string, Reason>> = reasonsOf[kind];
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? null) : null;
}

/** Why an appeal is refused: whoever refuses says one of these, and writes the rest in words. */
export const refusalCauses = ["data-right", "no-such-visit", "not-ours", "law", "cannot-check", "other"] as const;
export type RefusalCause = (typeof refusalCauses)[number];
