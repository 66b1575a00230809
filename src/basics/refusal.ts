import type { Fault } from "./fault.ts";
import type { Words } from "./words.ts";

/** Why the house says no. The doors alone know what this is in HTTP. */
export type RefusalKind =
  | "misshapen" // the request itself cannot be understood
  | "invalid" // understood, but breaks a rule; see faults
  | "unauthenticated"
  | "not-allowed"
  | "not-found"
  | "conflict"
  | "gone"
  | "too-large"
  | "unsupported"
  | "unavailable";

/** A refusal: kind, stable code, human words, facts. Never a person's data in it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly kind: RefusalKind;
  readonly code: string;
  readonly words: Words;
  readonly faults: readonly Fault[];

  constructor(kind: RefusalKind, code: string, words: Words, faults: readonly Fault[] = []) {
    super(`${code}: ${words.en}`);
    this.kind = kind;
    this.code = code;
    this.words = words;
    this.faults = faults;
  }
}
