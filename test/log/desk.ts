/** A log to try things on: its own database and its own signer. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { Type } from "@sinclair/typebox";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { append } from "../../src/log/append.ts";
import type { LogName } from "../../src/log/names.ts";
import { openSigner, type Signer } from "../../src/log/signer.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { concat } from "../../src/merkle/encoding.ts";
import { rootOf } from "../../src/merkle/fold.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

export const NOW = new Date("2026-11-23T12:00:00.000Z");

export interface Desk {
  /** The registry's role. */
  readonly database: Database;
  readonly portal: Database;
  /** The owner of the tables: may rewrite everything, as a thief with its password could. */
  readonly owner: Database;
  readonly dir: string;
  readonly signer: Signer;
  /** Another process's own way to the same database and the same signer. */
  another(): Promise<Pick<Desk, "database" | "signer" | "fill">>;
  /** Appends so many random entries; gives their record ids. */
  fill(count: number, log?: LogName): Promise<string[]>;
  /** What is there, read as the owner and proved: places without gap, each entry once, the root of the head. */
  audit(): Promise<Audit>;
  close(): Promise<void>;
}

export interface Audit {
  readonly pending: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly records: readonly string[];
}

/** Keeps the test server up between the desks of a file: it ends with its last database. */
export function oneCluster(): void {
  let anchor: TestDatabase | undefined;
  before(async () => {
    anchor = await openTestDatabase();
  });
  after(() => anchor?.close());
}

/** A test with a desk of its own. */
export function atDesk(deed: (desk: Desk) => Promise<void>): () => Promise<void> {
  return async () => {
    const desk = await openDesk();
    try {
      await deed(desk);
    } finally {
      await desk.close();
    }
  };
}

async function fill(database: Database, count: number, log: LogName = "docs"): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await database.transact(async (tx) => {
    await Promise.all(ids.map((id) => append(tx, log, id, commit(randomBytes(32), Buffer.from(id)).entry)));
  });
  return ids;
}

const tables = ["log_pending", "log_leaf", "log_tile", "log_head", "log_checkpoint"];

/** Yesterday's backup of the database; the function that it gives restores it. */
export async function backUp({ owner }: Desk, more: readonly string[] = []): Promise<() => Promise<void>> {
  const each = (sql: (table: string) => string) => owner.pool.query([...tables, ...more].map(sql).join(";"));
  await each((table) => `CREATE TABLE saved_${table} AS TABLE ${table}`);
  return async () => {
    await each((table) => `DELETE FROM ${table}; INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE saved_${table}`);
  };
}

export async function openDesk(): Promise<Desk> {
  const test = await openTestDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), "medkarta-log-"));
  const open = (url: string, max: number) => {
    const opened = openDatabase(url, { max });
    // A connection that breaks while it is lent out tells this to its own listeners; without one the process ends.
    opened.pool.on("connect", (client) => client.on("error", () => {}));
    return opened;
  };
  const [database, portal, owner] = [open(test.registryUrl, 10), open(test.portalUrl, 2), open(test.ownerUrl, 2)];
  // The owner is bound by row-level security only as long as he likes.
  await owner.pool.query("ALTER TABLE log_pending NO FORCE ROW LEVEL SECURITY");
  const others: Database[] = [];
  return {
    database,
    portal,
    owner,
    dir,
    signer: await signerAt(dir),
    async another() {
      const other = open(test.registryUrl, 4);
      others.push(other);
      return { database: other, signer: await signerAt(dir), fill: (count) => fill(other, count) };
    },
    fill: (count, log) => fill(database, count, log),
    audit: () => audit(owner),
    async close() {
      await Promise.all([database, portal, owner, ...others].map((one) => one.close()));
      await closing(test, dir);
    },
  };
}

async function closing(test: TestDatabase, dir: string): Promise<void> {
  await test.close();
  await rm(dir, { recursive: true, force: true });
}

export function signerAt(dir: string, log: LogName = "docs", clock: () => Date = () => NOW): Promise<Signer> {
  return openSigner({ dir, log, origin: `medkarta.test/log/${log}`, random: randomBytes, clock });
}

const Count = Type.Object({ count: Type.Integer() });
const HeadRow = Type.Object({ size: Type.Integer(), root: Type.Uint8Array() });
const LeafRow = Type.Object({ idx: Type.Integer(), recordId: Type.String(), entry: Type.Uint8Array() });

async function audit({ sql }: Database): Promise<Audit> {
  const [pending] = await sql.rows(Count)`SELECT count(*) AS count FROM log_pending`;
  const [head] = await sql.rows(HeadRow)`SELECT size, root FROM log_head`;
  const leaves = await sql.rows(LeafRow)`SELECT idx, record_id AS "recordId", entry FROM log_leaf ORDER BY idx`;
  const size = head?.size ?? 0;
  const gap = leaves.findIndex(({ idx }, place) => idx !== place);
  if (gap >= 0 || leaves.length !== size)
    throw new Error(`leaves are not 0…${size - 1}: gap at ${gap} of ${leaves.length}`);
  const root = rootOf(concat(...leaves.map(({ entry }) => leafHash(entry))));
  if (head && Buffer.compare(root, head.root) !== 0) throw new Error("the head's root is not that of the leaves");
  const records = leaves.map(({ recordId }) => recordId);
  if (new Set(records).size !== records.length) throw new Error("a record has two leaves");
  return { pending: pending?.count ?? 0, size, root, records };
}
