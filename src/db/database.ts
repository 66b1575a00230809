/** One role's way into the database: a pool, questions, and transactions. */
import pg from "pg";
import { asking, changing, type Sql, sendTogether, type Tx, typeParsers } from "./sql.ts";

export interface Scope {
  /** Row-level security of the portal: whose rows may be seen in this transaction. */
  readonly patient?: string;
  readonly organisation?: string;
  /** The desk of the registry itself that appeals come to: «support», or a region's, «region:77». */
  readonly desk?: string;
}

export interface Database {
  /** Questions outside any transaction. */
  readonly sql: Sql;
  /**
   * All or none. Committed when `deed` returns, rolled back when it throws. A connection lost during COMMIT throws
   * too: the outcome is then unknown, and the caller must be safe to repeat.
   */
  transact<T>(deed: (tx: Tx) => Promise<T>, scope?: Scope): Promise<T>;
  readonly pool: pg.Pool;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function openDatabase(
  url: string,
  options: { max?: number; onIdleError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types: typeParsers,
    pipeline: true,
    application_name: "medkarta",
    // Who waits longer is better told to come again than kept; a statement that runs longer is a fault of ours.
    connectionTimeoutMillis: 15_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  } as pg.PoolConfig);
  // A restarted server kills idle connections; the pool replaces them, the process must not die of it.
  pool.on("error", (error) => options.onIdleError?.(error));
  // A connection that is lent out and dies between two statements says so by an event too; its next statement fails anyway.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    sql: asking(pool),
    pool,
    ping: async () => {
      await pool.query("SELECT 1");
    },
    transact: (deed, scope) => transact(pool, deed, scope),
    close: () => closed(pool),
  };
}

/** The pool says «ended» when it has said goodbye; the server may be stopped only once every goodbye was heard. */
async function closed(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (open === 0) resolve();
    pool.on("remove", () => --open === 0 && resolve());
  });
  await pool.end();
  await gone;
}

async function transact<T>(pool: pg.Pool, deed: (tx: Tx) => Promise<T>, scope: Scope = {}): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Not awaited: the driver pipelines, so the opening travels with the first statement of the deed. Should it fail,
    // that statement fails too, and so does the COMMIT.
    const opened = open(client, scope);
    opened.catch(() => {});
    const result = await deed(changing(client));
    await opened;
    const { command } = await client.query("COMMIT");
    // A transaction that was broken by a swallowed error answers COMMIT by rolling back.
    if (command === "ROLLBACK") throw new Error("the transaction was rolled back");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function open(client: pg.PoolClient, scope: Scope): Promise<unknown> {
  sendTogether(client);
  const opened = [client.query("BEGIN")];
  if (scope.patient) opened.push(client.query("SELECT set_config('medkarta.patient', $1, true)", [scope.patient]));
  if (scope.organisation) {
    opened.push(client.query("SELECT set_config('medkarta.organisation', $1, true)", [scope.organisation]));
  }
  if (scope.desk) opened.push(client.query("SELECT set_config('medkarta.desk', $1, true)", [scope.desk]));
  return Promise.all(opened);
}
