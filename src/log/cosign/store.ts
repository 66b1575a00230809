/** The SQL of cosignatures: their lines, and which checkpoint is shown with them. */
import { Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../../db/sql.ts";
import type { LogName } from "../names.ts";
import { CheckpointRow, type StoredCheckpoint } from "../store.ts";

export interface Cosignature {
  readonly size: number;
  /** `name+id` of the witness's key. */
  readonly witness: string;
  /** A signature line of a note, with its newline. */
  readonly line: string;
  readonly at: Date;
}

export async function writeCosignature(tx: Tx, log: LogName, { size, witness, line, at }: Cosignature): Promise<void> {
  await tx.run`
    INSERT INTO log_cosignature (log, size, witness, line, at) VALUES (${log}, ${size}, ${witness}, ${line}, ${at})
    ON CONFLICT (log, size, witness) DO UPDATE SET line = excluded.line, at = excluded.at`;
}

const SizeRow = Type.Object({ witness: Type.String(), size: Type.Integer() });

/** The largest size that each witness has cosigned, by `name+id`. */
export async function readCosignedSizes(sql: Sql, log: LogName): Promise<Map<string, number>> {
  const rows = await sql.rows(SizeRow)`
    SELECT witness, max(size) AS size FROM log_cosignature WHERE log = ${log} GROUP BY witness`;
  return new Map(rows.map(({ witness, size }) => [witness, size]));
}

/** What is shown from now on; never a smaller checkpoint than before, save when the policy became another one. */
export async function showCheckpoint(tx: Tx, log: LogName, size: number): Promise<void> {
  await tx.run`
    INSERT INTO log_shown (log, size) VALUES (${log}, ${size})
    ON CONFLICT (log) DO UPDATE SET size = excluded.size WHERE log_shown.size < excluded.size`;
}

/** The latest is shown again, whoever cosigned it. */
export async function showLatest(tx: Tx, log: LogName): Promise<void> {
  await tx.run`DELETE FROM log_shown WHERE log = ${log}`;
}

/**
 * A checkpoint with the lines of its witnesses behind the log's own: the one that is shown, when it covers leaf `index`,
 * else the latest.
 */
export async function readShown(sql: Sql, log: LogName, index: number): Promise<StoredCheckpoint | null> {
  const [row] = await sql.rows(CheckpointRow)`
    SELECT c.size, c.root, c.created_at AS "createdAt", c.note || coalesce(
      (SELECT string_agg(k.line, '' ORDER BY k.witness) FROM log_cosignature k WHERE k.log = c.log AND k.size = c.size),
      '') AS note
    FROM log_checkpoint c
    WHERE c.log = ${log} AND c.size = coalesce(
      (SELECT s.size FROM log_shown s JOIN log_checkpoint USING (log, size) WHERE s.log = ${log} AND s.size > ${index}),
      (SELECT max(size) FROM log_checkpoint WHERE log = ${log}))`;
  return row ?? null;
}
