/** The SQL of erasures by a court's decision: requests, how they ended, and the one way to destroy. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const PlaceRow = Type.Object({ patient_id: Type.String(), document_id: Type.String() });

/** Row-level security of 0017: of this number alone the portal can learn which document it is. */
export async function documentOf(tx: Tx, number: string): Promise<Static<typeof PlaceRow> | null> {
  await tx.run`SELECT set_config('medkarta.sought_number', ${number}, true)`;
  const [row] = await tx.rows(PlaceRow)`SELECT patient_id, document_id FROM document_locator WHERE number = ${number}`;
  return row ?? null;
}

const ErasureRow = Type.Object({
  erasure_id: Type.String(),
  number: Type.String(),
  patient_id: Type.String(),
  document_id: Type.String(),
  basis: Type.String(),
  account_id: Type.String(),
  actor: Type.Uint8Array(),
  asked_at: Type.Date(),
  ends_at: Type.Date(),
  verdict: Nullable(Type.Union([Type.Literal("erased"), Type.Literal("declined")])),
  end_actor: Nullable(Type.Uint8Array()),
  end_at: Nullable(Type.Date()),
});
export type ErasureRow = Static<typeof ErasureRow>;

export async function insertErasure(
  tx: Tx,
  row: Pick<
    ErasureRow,
    "erasure_id" | "number" | "patient_id" | "document_id" | "basis" | "account_id" | "actor" | "asked_at" | "ends_at"
  > & { readonly staff_id: string },
): Promise<void> {
  await tx.run`
    INSERT INTO erasure (erasure_id, number, patient_id, document_id, basis, account_id, staff_id, actor, asked_at, ends_at)
    VALUES (${row.erasure_id}, ${row.number}, ${row.patient_id}, ${row.document_id}, ${row.basis}, ${row.account_id},
            ${row.staff_id}, ${row.actor}, ${row.asked_at}, ${row.ends_at})
    ON CONFLICT DO NOTHING`;
}

/** Newest first; `only`: one request, or those of one document. */
export function erasures(
  sql: Sql,
  only: { readonly id?: string; readonly documentId?: string },
  most: number,
): Promise<ErasureRow[]> {
  return sql.rows(ErasureRow)`
    SELECT e.erasure_id, e.number, e.patient_id, e.document_id, e.basis, e.account_id, e.actor, e.asked_at, e.ends_at,
           d.verdict, d.actor AS end_actor, d.at AS end_at
    FROM erasure e LEFT JOIN erasure_end d ON d.erasure_id = e.erasure_id
    WHERE (${only.id ?? null}::uuid IS NULL OR e.erasure_id = ${only.id ?? null})
      AND (${only.documentId ?? null}::uuid IS NULL OR e.document_id = ${only.documentId ?? null})
    ORDER BY e.asked_at DESC, e.erasure_id LIMIT ${most}`;
}

export interface Ending {
  readonly accountId: string;
  readonly staffId: string;
  /** Sealed: name. */
  readonly actor: Buffer;
  readonly at: Date;
}

/** False when it was decided already. */
export async function insertDeclined(tx: Tx, row: ErasureRow, by: Ending): Promise<boolean> {
  const added = await tx.run`
    INSERT INTO erasure_end (erasure_id, patient_id, document_id, basis, verdict, account_id, staff_id, actor, at)
    VALUES (${row.erasure_id}, ${row.patient_id}, ${row.document_id}, ${row.basis}, 'declined', ${by.accountId},
            ${by.staffId}, ${by.actor}, ${by.at})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

const DestroyedRow = Type.Object({
  patient: Type.String(),
  document: Type.String(),
  document_number: Type.String(),
  decision: Type.String(),
  leaf: Type.Integer(),
});

/** As the registry. Throws what the database throws when it finds the request not in order. */
export async function destroy(tx: Tx, erasureId: string, by: Ending): Promise<Static<typeof DestroyedRow>> {
  const [row] = await tx.rows(DestroyedRow)`
    SELECT patient, document, document_number, decision, leaf
    FROM erase_document(${erasureId}::uuid, ${by.accountId}::uuid, ${by.staffId}::uuid, ${by.actor}::bytea,
                        ${by.at}::timestamptz)`;
  if (!row) throw new Error("nothing was erased");
  return row;
}
