/**
 * A document was sent and not taken: kept for the patient whom it was about, so that they learn why it does not come. Shown
 * only beside what is due to that patient anyway, and never in the document's words: those may tell of somebody else.
 */
import type { Tx } from "../db/sql.ts";
import type { PersonCard } from "../registry/identity.ts";
import { identityText } from "../registry/identity.ts";
import { personsOnSnils } from "../registry/store.ts";
import type { DueDeps } from "./deps.ts";
import * as store from "./store.ts";

export interface Sending {
  readonly documentId: string;
  readonly organisationOid: string;
  readonly leaflet: number | null;
  readonly issuedOn: string;
  /** As the document names the person; null when it does not say enough. */
  readonly person: PersonCard | null;
  /** Held back since name or birth date differ from what is known of the number. */
  readonly quarantined: boolean;
  readonly codes: readonly string[];
}

/** Nobody is added, and of several people on one number nobody is guessed. */
export async function tellSending(tx: Tx, deps: DueDeps, sending: Sending): Promise<void> {
  const { person, leaflet, quarantined } = sending;
  if (!person || leaflet === null) return;
  const onSnils = await personsOnSnils(
    tx,
    deps.keyring.digest("snils", person.snils),
    deps.keyring.digest("identity", identityText(person)),
  );
  const same = onSnils.find((one) => one.same);
  const known = same ?? (quarantined && onSnils.length === 1 ? onSnils[0] : undefined);
  if (!known) return;
  await store.insertSending(tx, {
    patientId: known.patient_id,
    documentId: sending.documentId,
    organisationOid: sending.organisationOid,
    leaflet,
    issuedOn: sending.issuedOn,
    state: quarantined ? "quarantined" : "refused",
    codes: [...new Set(sending.codes)],
    now: deps.clock(),
  });
}
