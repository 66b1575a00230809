/** What drafts are written, signed and sent with; given once by the roof. Rooms of one floor do not know each other. */
import type { Fault } from "../../basics/fault.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { ContentStore } from "../../registry/content.ts";
import type { PersonCard } from "../../registry/identity.ts";
import type { SealDeps } from "../seal-draft.ts";

export interface DraftDeps {
  readonly keyring: Keyring;
  readonly content: ContentStore;
  readonly sealing: SealDeps;
  readonly clock: () => Date;
  /** Whether the registry would take these bytes, were they signed: all its faults at once. */
  foresee(organisationOid: string, bytes: Uint8Array): Promise<Fault[]>;
  /** Step 1 of every document; the same localUid with the same bytes gives the same answer again. */
  submit(
    organisationOid: string,
    localUid: string,
    bytes: Uint8Array,
    signatures: readonly Uint8Array[],
  ): Promise<{ readonly documentId: string; readonly state: "received" | "refused" | "registered" }>;
  /** Null: the number is known under another name or birth date. */
  identify(card: PersonCard): Promise<string | null>;
}

/** The doctor at the window. */
export interface Writer {
  readonly organisationOid: string;
  readonly staffId: string;
  readonly snils: string;
  readonly name: { readonly family: string; readonly given: string; readonly patronymic: string | null };
}
