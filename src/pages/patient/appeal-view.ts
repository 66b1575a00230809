/** What one appeal's page is made of: values only, shared by its parts. */
import type { FileType } from "../../appeals/files.ts";
import type { HelpedAsked } from "../../appeals/helped/say.ts";
import type { RefusalCause } from "../../appeals/reasons.ts";
import type { By, DeedName, Holder } from "../../appeals/states.ts";
import type { AppealHead } from "../parts/appeal-line.tsx";
import type { FieldFault } from "../parts/error-summary.tsx";
import type { Role } from "../viewer.ts";

export interface AppealStep {
  readonly seq: number;
  readonly at: Date;
  readonly deed: DeedName;
  readonly by: By;
  /** «Кузнецова Л. В.»; null: the registry itself. In Russian. */
  readonly who: string | null;
  readonly role: Role | null;
  readonly organisation: string | null;
  /** Who is to act after it. */
  readonly holder: Holder;
  readonly dueOn: string | null;
  readonly cause: RefusalCause | null;
  readonly words: string | null;
  readonly files: readonly { readonly id: string; readonly type: FileType; readonly size: number }[];
}

/** What the patient can do by a form of the page. */
export type PatientDeed = "reply" | "message" | "confirm" | "reopen" | "withdraw";

export interface AppealView {
  readonly head: AppealHead;
  /** Goes with each form: who acts on an older one is told. */
  readonly version: number;
  readonly once: string;
  /** Oldest first. */
  readonly events: readonly AppealStep[];
  /** Number of the corrected document, or of the one that came. */
  readonly answerNumber: string | null;
  /** Until when the answer can be objected to; null: there is none yet. */
  readonly objectUntil: Date | null;
  /** That time is over. */
  readonly tooLate: boolean;
  /** «Помогло?»; null: it is not asked. */
  readonly helped: HelpedAsked | null;
  /** What was typed into a form that could not be sent. */
  readonly kept: { readonly deed: PatientDeed; readonly words: string } | null;
  readonly faults: readonly FieldFault[];
  /** Somebody acted meanwhile: what came after this number is new. */
  readonly movedSince: number | null;
  /** What was just done. */
  readonly done: PatientDeed | null;
}
