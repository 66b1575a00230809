/** What the pages of paper are made of: values only. */
import type { RequestState } from "../../../paper/request.ts";
import type { StatementState } from "../../../paper/statements/statement.ts";
import type { Tone } from "../../parts/chip.tsx";

export const requestTones = {
  asked: "note",
  ready: "good",
  handed: "plain",
  refused: "bad",
  cancelled: "plain",
} as const satisfies Record<RequestState, Tone>;

export const statementTones = {
  submitted: "note",
  accepted: "good",
  returned: "bad",
  withdrawn: "plain",
} as const satisfies Record<StatementState, Tone>;

/** A day that one comes on, and the window's hours there. */
export interface WhenRow {
  /** YYYY-MM-DD */
  readonly day: string;
  /** 0 today, 1 tomorrow; negative once it is past. */
  readonly ahead: number;
  /** «7:30», «20:00»; null where they are not known. */
  readonly hours: { readonly from: string; readonly until: string } | null;
}

export interface PlaceRow {
  readonly oid: string;
  readonly name: string;
  readonly shortName: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly hours: string | null;
}

export interface RequestRow {
  readonly number: string;
  readonly organisation: string;
  readonly state: RequestState;
  readonly documents: number;
  readonly comes: WhenRow;
}

export interface StatementRow {
  readonly number: string;
  readonly organisation: string;
  readonly state: StatementState;
  readonly submittedAt: Date;
}

export interface EventRow {
  readonly at: Date;
  readonly deed: string;
  /** null: the reader themselves. */
  readonly who: string | null;
  readonly words: string | null;
}
