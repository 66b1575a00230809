/** The SQL of consent: events are added, the newest is in force. */
import { type Static, Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../../db/sql.ts";

const ConsentRow = Type.Object({
  id: Type.String(),
  action: Type.Union([Type.Literal("given"), Type.Literal("withdrawn")]),
  textVersion: Type.String(),
  at: Type.Date(),
});
export type ConsentRow = Static<typeof ConsentRow>;

export async function consentEvents(sql: Sql, patientId: string): Promise<ConsentRow[]> {
  return sql.rows(ConsentRow)`
    SELECT event_id AS id, action, text_version AS "textVersion", at
    FROM consent_event WHERE patient_id = ${patientId} ORDER BY at DESC, event_id`;
}

export async function insertConsentEvent(tx: Tx, patientId: string, event: ConsentRow): Promise<void> {
  await tx.run`
    INSERT INTO consent_event (patient_id, event_id, action, text_version, at)
    VALUES (${patientId}, ${event.id}, ${event.action}, ${event.textVersion}, ${event.at})`;
}
