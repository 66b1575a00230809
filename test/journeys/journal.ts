/** The access journal as it stands in the database, unsealed, for tests to count. */
import { Type } from "@sinclair/typebox";
import { parseSnils } from "../../src/basics/snils.ts";
import type { TestHouse } from "../kit/house.ts";

const Row = Type.Object({
  event_id: Type.String(),
  action: Type.String(),
  role: Type.String(),
  actor: Type.Uint8Array(),
  number: Type.Union([Type.String(), Type.Null()]),
});

/** Oldest first. `actor`: surname of who looked. */
export async function journalOf({ house }: TestHouse, snils: string) {
  const patientId = house.keyring.patientId(parseSnils(snils)!, 0);
  // In the order in which they were written: two lines may bear one millisecond.
  const rows = await house.registry.sql.rows(Row)`
    SELECT e.event_id, e.action, e.role, e.actor, d.number
    FROM access_event e LEFT JOIN document d ON d.patient_id = e.patient_id AND d.document_id = e.document_id
    WHERE e.patient_id = ${patientId} ORDER BY e.at, e.ctid`;
  return rows.map(({ event_id, action, role, actor, number }) => ({
    action,
    role,
    number,
    actor: (house.keyring.open(`access ${event_id}`, actor) as { family: string }).family,
  }));
}
