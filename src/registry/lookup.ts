/** What anybody may learn by a registration number: that it exists, of which organisation, and whether it is current. */
import { Type } from "@sinclair/typebox";
import type { Sql } from "../db/sql.ts";
import type { DocumentNumber } from "./number.ts";

const Row = Type.Object({
  number: Type.String(),
  registered_at: Type.Date(),
  organisation: Type.String(),
  replaced_at: Type.Union([Type.Date(), Type.Null()]),
  idx: Type.Union([Type.Integer(), Type.Null()]),
});

export interface PublicFacts {
  readonly number: string;
  readonly registeredAt: Date;
  readonly organisation: string;
  readonly replacedAt: Date | null;
  /** Place in the log from 0; null until sealed. */
  readonly index: number | null;
}

/** Never a person, a kind or a word of what was written. */
export async function lookUp(sql: Sql, number: DocumentNumber): Promise<PublicFacts | null> {
  const rows = await sql.rows(Row)`
    SELECT d.number, d.registered_at, o.name AS organisation,
           (SELECT min(n.registered_at) FROM document n
            WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest AND n.version > d.version) AS replaced_at,
           (SELECT l.idx FROM log_leaf l WHERE l.record_id = d.document_id AND l.log = 'docs') AS idx
    FROM document_locator k
    JOIN document d ON d.patient_id = k.patient_id AND d.document_id = k.document_id
    JOIN organisation o ON o.oid = d.organisation_oid
    WHERE k.number = ${number}`;
  const row = rows[0];
  if (!row) return null;
  const { registered_at: registeredAt, organisation, replaced_at: replacedAt, idx: index } = row;
  return { number: row.number, registeredAt, organisation, replacedAt, index };
}
