/** What the page of one appeal is made of at a desk of the registry: no name of the patient, no word about health. */
import type { FieldFault } from "../../parts/error-summary.tsx";
import type { Role } from "../../viewer.ts";
import type { AppealFace, StaffStep } from "../appeal-said.tsx";

export const deskDeeds = ["take", "ask", "message", "correct", "refuse", "route", "escalate"] as const;
export type DeskDeed = (typeof deskDeeds)[number];

export interface OrganisationChoice {
  readonly oid: string;
  readonly name: string;
  readonly region: string;
}

export interface DeskCaseView {
  readonly face: AppealFace;
  readonly version: number;
  readonly once: string;
  readonly organisation: { readonly oid: string; readonly name: string } | null;
  readonly region: string | null;
  readonly visitedOn: string | null;
  readonly kind: string | null;
  /** The line of the access journal that the patient asks about. */
  readonly accessLine: { readonly at: Date; readonly who: string; readonly role: Role } | null;
  readonly steps: readonly StaffStep[];
  /** Something was written that this reader does not see. */
  readonly hidden: boolean;
  readonly similar: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly idle: "held" | "answered" | "closed" | null;
  readonly deeds: readonly DeskDeed[];
  readonly templates: readonly { readonly key: string; readonly deed: DeskDeed; readonly name: string }[];
  /** To which of these it can be passed; found by `find`. */
  readonly choices: readonly OrganisationChoice[];
  readonly find: string;
  readonly open: {
    readonly deed: DeskDeed;
    readonly words: string;
    readonly cause: string | null;
    readonly to: string | null;
  } | null;
  readonly faults: readonly FieldFault[];
  readonly movedSince: number | null;
  readonly done: DeskDeed | null;
  /** Where the glass is broken for this patient; null: this reader may not. */
  readonly glass: string | null;
}
