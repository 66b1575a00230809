/** Finding the person by exactly СНИЛС + name + birth date. A near miss is a mismatch, and a mismatch is never guessed. */
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { identityText, type PersonCard, type PersonSource } from "./identity.ts";
import * as store from "./store.ts";

export type Found =
  | { readonly outcome: "found" | "added"; readonly patientId: string }
  | { readonly outcome: "mismatch"; readonly patientId: null };

/** Whom the registry knows under this id, opened; null where nobody is seen. */
export async function knownPerson(sql: Sql, keyring: Keyring, patientId: string): Promise<PersonCard | null> {
  const sealed = await store.sealedPerson(sql, patientId);
  return sealed && (keyring.open(`person ${patientId}`, sealed) as PersonCard); // sealed by `findOrAddPerson`
}

/** Who stands under this identity now, without adding anybody: a person may be written about before the registry knows them. */
export async function lookForPerson(
  sql: Sql,
  keyring: Keyring,
  card: PersonCard,
): Promise<Found | { outcome: "new"; patientId: string }> {
  const identityDigest = keyring.digest("identity", identityText(card));
  const onSnils = await store.personsOnSnils(sql, keyring.digest("snils", card.snils), identityDigest);
  const known = onSnils.find((person) => person.same);
  if (known) return { outcome: "found", patientId: known.patient_id };
  if (onSnils.length > 0) return { outcome: "mismatch", patientId: null };
  return { outcome: "new", patientId: keyring.patientId(card.snils, 0) };
}

/**
 * The person of this identity; a number nobody has yet makes a new person. A number that already belongs to another
 * name or birth date is a mismatch, except for whom the state itself vouches (`login`) and for the administrator:
 * they get a person of their own, who sees nothing of the other's.
 */
export async function findOrAddPerson(
  tx: Tx,
  keyring: Keyring,
  card: PersonCard,
  source: PersonSource,
  now: Date,
): Promise<Found> {
  const identityDigest = keyring.digest("identity", identityText(card));
  const snilsDigest = keyring.digest("snils", card.snils);
  const onSnils = await store.personsOnSnils(tx, snilsDigest, identityDigest);
  const known = onSnils.find((person) => person.same);
  if (known) return { outcome: "found", patientId: known.patient_id };

  const namesakes = onSnils.length;
  const vouched = source === "login" || source === "administrator";
  if (namesakes > 0 && !vouched) return { outcome: "mismatch", patientId: null };

  const patientId = keyring.patientId(card.snils, namesakes);
  const sealed = keyring.seal(`person ${patientId}`, card);
  const added = await store.insertPerson(tx, { patientId, snilsDigest, identityDigest, sealed, source, now });
  // Two first documents of one person at once: the second waits on the unique key, then finds the first.
  return added ? { outcome: "added", patientId } : findOrAddPerson(tx, keyring, card, source, now);
}
