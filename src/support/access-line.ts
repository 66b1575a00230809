/** The line of the access journal that a patient asks about: who looked, in which role, when; never at what. */
import { openActor } from "../access/journal.ts";
import type { Role } from "../access/subject.ts";
import type { AppealRow } from "../appeals/store.ts";
import type { PersonName } from "../cda/facts.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export interface AskedLine {
  readonly at: Date;
  readonly name: PersonName;
  readonly role: Role;
}

export async function accessLineOf(sql: Sql, keyring: Keyring, appeal: AppealRow): Promise<AskedLine | null> {
  const { patient_id: patientId, access_event_id: eventId } = appeal;
  const row = eventId && (await store.accessLine(sql, patientId, eventId));
  if (!row) return null;
  return { at: row.at, name: openActor(keyring, row.event_id, row.actor), role: row.role as Role }; // written by `writeAccess`
}
