/**
 * A corrected version that a doctor began from an appeal answers it once it is registered: nobody has to choose it from a
 * list. That it answers was decided by whoever began and signed it; the patient still says whether it is solved.
 */
import { uuidOf } from "../basics/uuid.ts";
import type { Tx } from "../db/sql.ts";
import { act } from "./act.ts";
import { type AppealDeps, theSystem } from "./deps.ts";
import * as store from "./store.ts";

/** `delivered`: documents just registered, of any kind; most answer nothing. Safe to repeat. */
export async function answerByCorrection(
  tx: Tx,
  deps: AppealDeps,
  delivered: readonly { readonly patientId: string; readonly documentId: string }[],
): Promise<void> {
  for (const { patient_id: patientId, appeal_id: appealId, came: documentId } of await store.askedForBy(
    tx,
    delivered,
  )) {
    const once = uuidOf(`amended ${appealId} ${documentId}`);
    await act(tx, deps, theSystem, { patientId, appealId }, { deed: "amend", once, version: null, documentId });
  }
}
