/** What the room of paper works with. */
import type { PersonName } from "../cda/facts.ts";
import type { Keyring } from "../db/keyring.ts";

export interface PaperDeps {
  readonly keyring: Keyring;
  readonly clock: () => Date;
}

/** Who does it: a patient for themselves, or a member of the organisation's staff. */
export interface Actor {
  readonly role: "patient" | "registrar";
  readonly name: PersonName;
}

/** Whose paper it is: kept under seal beside it, so that the registrar can tell one person from another. */
export interface Holder {
  readonly name: PersonName;
  /** YYYY-MM-DD; null when the account does not say. */
  readonly birthDate: string | null;
}
