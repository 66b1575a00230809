/** What the page of one appeal is made of, for staff of the organisation: values only. */
import type { PersonName } from "../../cda/facts.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import type { AppealFace, StaffStep } from "./appeal-said.tsx";

/** What staff can do by a form. */
export const staffDeeds = ["take", "ask", "message", "correct", "refuse", "escalate"] as const;
export type StaffDeed = (typeof staffDeeds)[number];

export interface DocumentFace {
  readonly number: string;
  readonly version: number;
  readonly kind: string;
  readonly issuedOn: string;
  readonly doctor: string | null;
  readonly patientName: string;
}

export interface Candidate {
  readonly documentId: string;
  readonly number: string;
  readonly version: number;
  readonly registeredAt: Date;
}

/** `"none"`: not asked for; `"head-only"`: this reader sees the head alone. */
export type BesideDocument = "none" | "head-only" | "closed" | "pdf" | "unreadable" | { readonly html: string };

export interface StaffAppealView {
  readonly face: AppealFace;
  /** Goes with each form: who acts on an older one is told. */
  readonly version: number;
  readonly once: string;
  readonly patient: { readonly name: PersonName; readonly birthDate: string; readonly snils: string } | null;
  readonly steps: readonly StaffStep[];
  readonly about: "document" | "foreign" | "missing" | "none";
  readonly document: DocumentFace | null;
  readonly missing: { readonly kind: string | null; readonly visitedOn: string | null };
  readonly beside: BesideDocument;
  readonly candidates: readonly Candidate[];
  readonly before: string | null;
  readonly after: string | null;
  /** Why nothing can be done; null: these deeds can. */
  readonly idle: "held" | "answered" | "closed" | null;
  readonly deeds: readonly StaffDeed[];
  /** Where a corrected version is begun, by POST; null: this reader writes none. */
  readonly draft: string | null;
  readonly templates: readonly { readonly key: string; readonly deed: StaffDeed; readonly name: string }[];
  /** The answer that is open, with what is in its fields. */
  readonly open: {
    readonly deed: StaffDeed;
    readonly words: string;
    readonly cause: string | null;
    readonly documentId: string | null;
  } | null;
  /** What the patient said of the answer; null: nothing. */
  readonly helped: { readonly helped: boolean; readonly words: string | null } | null;
  readonly faults: readonly FieldFault[];
  /** Somebody acted meanwhile: what came after this number is new. */
  readonly movedSince: number | null;
  readonly done: StaffDeed | null;
}
