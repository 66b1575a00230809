/** What the page of erasures shows. */
import type { ListedErasure } from "../../../admin/erasure/list.ts";
import type { FieldFault } from "../../parts/error-summary.tsx";

export interface WaitingErasure extends ListedErasure {
  /** Of the document, as anybody may look it up by its number. */
  readonly organisation: string | null;
  readonly registeredAt: Date | null;
}

export interface ErasuresView {
  readonly fresh: boolean;
  readonly done: "asked" | "erased" | "declined" | null;
  readonly waiting: readonly WaitingErasure[];
  readonly past: readonly ListedErasure[];
  /** Of the form to ask. */
  readonly once: string;
  readonly number: string;
  readonly basis: string;
  readonly faults: readonly FieldFault[];
}
