/** The SQL of the log. Nothing else writes its tables. */
import { Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../db/sql.ts";
import { concat } from "../merkle/encoding.ts";
import { emptyRoot } from "../merkle/hash.ts";
import type { Tile, TileId } from "../merkle/tile.ts";
import type { LogName } from "./names.ts";

const Bytes = Type.Uint8Array();
const Count = Type.Integer({ minimum: 0 });

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface StoredCheckpoint extends Head {
  readonly note: string;
  readonly createdAt: Date;
}

/** "mklg": keeps the log's locks apart from those of anyone else in this database. */
const LOCK_SPACE = 0x6d6b6c67;

const Locked = Type.Object({ locked: Type.Boolean() });

/** One leader a log, until the transaction ends. False when another is at work: then there is nothing to do. */
export async function lead(tx: Tx, log: LogName): Promise<boolean> {
  const [row] = await tx.rows(Locked)`SELECT pg_try_advisory_xact_lock(${LOCK_SPACE}::int, hashtext(${log})) AS locked`;
  return row?.locked === true;
}

/** One exporter a log and folder, until the transaction ends. */
export async function leadExport(tx: Tx, log: LogName): Promise<boolean> {
  const [row] = await tx.rows(Locked)`
    SELECT pg_try_advisory_xact_lock(${LOCK_SPACE}::int, hashtext(${`export ${log}`})) AS locked`;
  return row?.locked === true;
}

/** False when the log has ended. */
export async function insertPending(tx: Tx, log: LogName, recordId: string, entry: Uint8Array): Promise<boolean> {
  const inserted = await tx.run`
    INSERT INTO log_pending (log, record_id, entry)
    SELECT ${log}, ${recordId}::uuid, ${entry}::bytea WHERE NOT EXISTS (SELECT FROM log_frozen WHERE log = ${log})`;
  return inserted === 1;
}

/**
 * Nothing is appended after `lastDeed`: the lock waits for those who are appending, and who comes later finds the log ended.
 * Does nothing when it has ended already.
 */
export async function freezeAppending(
  tx: Tx,
  log: LogName,
  end: { readonly id: string; readonly at: Date },
  lastDeed: () => Promise<unknown>,
): Promise<void> {
  await tx.run`LOCK TABLE log_pending IN SHARE ROW EXCLUSIVE MODE`;
  const [row] = await tx.rows(Locked)`SELECT EXISTS (SELECT FROM log_frozen WHERE log = ${log}) AS locked`;
  if (row?.locked) return;
  await lastDeed();
  await tx.run`INSERT INTO log_frozen (log, record_id, at) VALUES (${log}, ${end.id}, ${end.at})`;
}

const HeadRow = Type.Object({ size: Count, root: Bytes });

export async function readHead(sql: Sql, log: LogName): Promise<Head> {
  const [row] = await sql.rows(HeadRow)`SELECT size, root FROM log_head WHERE log = ${log}`;
  return row ?? { size: 0, root: emptyRoot };
}

/** Compare and swap; false when the head was no longer `from`. */
export async function moveHead(tx: Tx, log: LogName, from: Head, to: Head): Promise<boolean> {
  const moved =
    from.size === 0
      ? await tx.run`INSERT INTO log_head (log, size, root) VALUES (${log}, ${to.size}, ${to.root}) ON CONFLICT DO NOTHING`
      : await tx.run`UPDATE log_head SET size = ${to.size}, root = ${to.root}
          WHERE log = ${log} AND size = ${from.size} AND root = ${from.root}`;
  return moved === 1;
}

const Placed = Type.Object({ count: Count, hashes: Bytes });

/**
 * Takes the oldest waiting entries, gives them the places from `size` on, and returns their leaf hashes in order.
 * Rows are removed, never passed by a cursor: numbers are drawn before their transactions commit, so a cursor would
 * lose for ever an entry whose number is low and whose commit is late.
 * One statement: the entries do not leave the server, whose own SHA-256 makes the leaf hashes. `publish` makes them again.
 */
export async function placeWaiting(tx: Tx, log: LogName, size: number, limit: number): Promise<Uint8Array> {
  const [row] = await tx.rows(Placed)`
    WITH taken AS (
      DELETE FROM log_pending
      WHERE seq = ANY (ARRAY(SELECT seq FROM log_pending WHERE log = ${log} ORDER BY seq LIMIT ${limit}))
      RETURNING seq, record_id, entry
    ), placed AS (
      INSERT INTO log_leaf (log, idx, record_id, entry, leaf_hash)
      SELECT ${log}, ${size}::bigint + row_number() OVER (ORDER BY seq) - 1, record_id, entry, sha256('\\x00' || entry)
      FROM taken
      RETURNING idx, leaf_hash
    )
    SELECT count(*) AS count, coalesce(string_agg(leaf_hash, '' ORDER BY idx), '') AS hashes FROM placed`;
  return row?.hashes ?? concat();
}

const TileRow = Type.Object({ level: Count, n: Count, bytes: Bytes });

export async function readTiles(sql: Sql, log: LogName, ids: readonly TileId[]): Promise<Tile[]> {
  if (ids.length === 0) return [];
  return sql.rows(TileRow)`
    SELECT level, n, bytes FROM log_tile
    JOIN unnest(${ids.map(({ level }) => level)}::smallint[], ${ids.map(({ n }) => n)}::bigint[]) AS asked (level, n)
      USING (level, n)
    WHERE log = ${log}`;
}

export async function writeTile(tx: Tx, log: LogName, { level, n, bytes }: Tile): Promise<void> {
  await tx.run`
    INSERT INTO log_tile (log, level, n, bytes) VALUES (${log}, ${level}, ${n}, ${bytes})
    ON CONFLICT (log, level, n) DO UPDATE SET bytes = excluded.bytes`;
}

const LeafRow = Type.Object({ index: Count, entry: Bytes, leafHash: Bytes });
type StoredLeaf = { index: number; entry: Uint8Array; leafHash: Uint8Array };

export async function readLeaves(sql: Sql, log: LogName, from: number, to: number): Promise<StoredLeaf[]> {
  return sql.rows(LeafRow)`
    SELECT idx AS index, entry, leaf_hash AS "leafHash" FROM log_leaf
    WHERE log = ${log} AND idx >= ${from} AND idx < ${to} ORDER BY idx`;
}

export const CheckpointRow = Type.Object({ size: Count, root: Bytes, note: Type.String(), createdAt: Type.Date() });

export async function readLatestCheckpoint(sql: Sql, log: LogName): Promise<StoredCheckpoint | null> {
  const [row] = await sql.rows(CheckpointRow)`
    SELECT size, root, note, created_at AS "createdAt" FROM log_checkpoint
    WHERE log = ${log} ORDER BY size DESC LIMIT 1`;
  return row ?? null;
}

/** The first that covers the leaf: it stays the same however much the log grows. */
export async function readCheckpointOver(sql: Sql, log: LogName, index: number): Promise<StoredCheckpoint | null> {
  const [row] = await sql.rows(CheckpointRow)`
    SELECT size, root, note, created_at AS "createdAt" FROM log_checkpoint
    WHERE log = ${log} AND size > ${index} ORDER BY size LIMIT 1`;
  return row ?? null;
}

export async function insertCheckpoint(
  tx: Tx,
  log: LogName,
  { size, root, note, createdAt }: StoredCheckpoint,
): Promise<void> {
  await tx.run`
    INSERT INTO log_checkpoint (log, size, root, note, created_at)
    VALUES (${log}, ${size}, ${root}, ${note}, ${createdAt})`;
}

const NoteRow = Type.Object({ size: Count, note: Type.String() });

/** From the newest to older ones, `most` at most, page by page. */
export async function* readNewestNotes(sql: Sql, log: LogName, most: number): AsyncGenerator<string> {
  let below = Number.MAX_SAFE_INTEGER;
  for (let read = 0; read < most; ) {
    const page = await sql.rows(NoteRow)`
      SELECT size, note FROM log_checkpoint WHERE log = ${log} AND size < ${below} ORDER BY size DESC LIMIT 500`;
    for (const { note } of page) yield note;
    const last = page.at(-1);
    if (!last) return;
    below = last.size;
    read += page.length;
  }
}

const LeafPlace = Type.Object({ index: Count, leafHash: Bytes });

export async function findLeaf(
  sql: Sql,
  log: LogName,
  recordId: string,
): Promise<{ index: number; leafHash: Uint8Array } | null> {
  const [row] = await sql.rows(LeafPlace)`
    SELECT idx AS index, leaf_hash AS "leafHash" FROM log_leaf WHERE record_id = ${recordId} AND log = ${log}`;
  return row ?? null;
}

const Backlog = Type.Object({ waiting: Type.Boolean(), size: Count, signed: Count });

/** One cheap question: is there anything to seal or to sign? */
export async function readBacklog(sql: Sql, log: LogName): Promise<{ waiting: boolean; size: number; signed: number }> {
  const [row] = await sql.rows(Backlog)`
    SELECT EXISTS (SELECT FROM log_pending WHERE log = ${log}) AS waiting,
      coalesce((SELECT size FROM log_head WHERE log = ${log}), 0) AS size,
      coalesce((SELECT max(size) FROM log_checkpoint WHERE log = ${log}), 0) AS signed`;
  return row ?? { waiting: false, size: 0, signed: 0 };
}

const Age = Type.Object({ seconds: Type.Number() });

/** How long the oldest entry has been waiting, by the database's own clock; 0 when none waits. */
export async function readAge(sql: Sql, log: LogName): Promise<number> {
  const [row] = await sql.rows(Age)`
    SELECT coalesce(extract(epoch FROM clock_timestamp() - (
      SELECT since FROM log_pending WHERE log = ${log} ORDER BY seq LIMIT 1)), 0)::float8 AS seconds`;
  return Math.max(row?.seconds ?? 0, 0);
}

export interface StoredEvent {
  readonly id: string;
  readonly log: LogName;
  readonly type: string;
  readonly body: Uint8Array;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly at: Date;
  readonly attached: Uint8Array | null;
}

/** False when the id is there already. */
export async function insertEvent(tx: Tx, event: StoredEvent): Promise<boolean> {
  const inserted = await tx.run`
    INSERT INTO log_event (record_id, log, type, body, salt, commitment, at, attached)
    VALUES (${event.id}, ${event.log}, ${event.type}, ${event.body}, ${event.salt}, ${event.commitment}, ${event.at},
      ${event.attached})
    ON CONFLICT (record_id) DO NOTHING`;
  return inserted === 1;
}
