/**
 * SQL is SQL. `Sql` asks, `Tx` changes: who holds a `Tx` stands inside a transaction.
 *
 *     const rows = await sql.rows(DocumentRow)`SELECT … FROM document WHERE patient_id = ${id}`;
 *     await tx.run`INSERT INTO …`;
 *
 * Each text becomes a named prepared statement. Rows are proved against their schema where they come in, so a
 * changed column is a loud error here and never a quiet `undefined` three rooms away.
 */
import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import type { Static, TObject } from "@sinclair/typebox";
import { type TypeCheck, TypeCompiler } from "@sinclair/typebox/compiler";
import pg from "pg";

export type SqlValue = string | number | boolean | Date | Uint8Array | null | readonly string[] | readonly number[];

type Ask = <T extends TObject>(
  schema: T,
) => (text: TemplateStringsArray, ...values: SqlValue[]) => Promise<Static<T>[]>;

/** Asks. */
export interface Sql {
  readonly rows: Ask;
}

/** Asks and changes, within one transaction. */
export interface Tx extends Sql {
  /** Runs a statement; gives the number of rows it touched. */
  readonly run: (text: TemplateStringsArray, ...values: SqlValue[]) => Promise<number>;
  /** The driver's own client, for the job queue to enqueue in this same transaction. */
  readonly client: pg.PoolClient;
}

const { types } = pg;
const parsers: Record<number, (text: string) => unknown> = {
  [types.builtins.INT8]: Number, // every bigint of ours stays below 2^53
  [types.builtins.DATE]: (text) => text, // a calendar day is not an instant
};

/** Shared by every pool of the house, so that a value means the same everywhere. */
export const typeParsers = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers[oid]) || types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

const names = new WeakMap<TemplateStringsArray, { name: string; text: string }>();

function prepare(parts: TemplateStringsArray): { name: string; text: string } {
  const known = names.get(parts);
  if (known) return known;
  let text = parts[0] ?? "";
  for (let i = 1; i < parts.length; i++) text += `$${i}${parts[i]}`;
  const made = { name: createHash("sha256").update(text).digest("hex").slice(0, 24), text };
  names.set(parts, made);
  return made;
}

const checks = new WeakMap<TObject, TypeCheck<TObject>>();

function prove<T extends TObject>(schema: T, rows: unknown[]): Static<T>[] {
  let check = checks.get(schema);
  if (!check) {
    check = TypeCompiler.Compile(schema as TObject);
    checks.set(schema, check);
  }
  for (const row of rows) {
    if (!check.Check(row)) {
      const [first] = check.Errors(row);
      throw new Error(`a row is not of its schema: ${first?.path} ${first?.message}`);
    }
  }
  return rows as Static<T>[];
}

interface Runs {
  query(config: { name: string; text: string; values: SqlValue[] }): Promise<pg.QueryResult>;
}

export function asking(runs: Runs): Sql {
  return {
    rows:
      (schema) =>
      async (parts, ...values) =>
        prove(schema, (await runs.query({ ...prepare(parts), values })).rows),
  };
}

export function changing(client: pg.PoolClient): Tx {
  const { rows } = asking(client);
  return {
    client,
    rows: (schema) => {
      const ask = rows(schema);
      return (parts, ...values) => {
        sendTogether(client);
        return ask(parts, ...values);
      };
    },
    run: async (parts, ...values) => {
      sendTogether(client);
      return (await client.query({ ...prepare(parts), values })).rowCount ?? 0;
    },
  };
}

/**
 * Statements that are issued in one turn of the event loop leave in one write: the driver would write each by itself,
 * and on a small machine the system calls cost more than the statements.
 */
export function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
