/** A log to try things on: its own database and its own signer. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { append } from "../../src/log/append.ts";
import { openSigner, type Signer } from "../../src/log/signer.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { openTestDatabase } from "../kit/database.ts";

export const ORIGIN = "medkarta.test/log/docs";
export const NOW = new Date("2026-11-23T12:00:00.000Z");

export interface Desk {
  /** The registry's role. */
  readonly database: Database;
  readonly portal: Database;
  /** The owner of the tables: may rewrite everything, as a thief with its password could. */
  readonly owner: Database;
  readonly dir: string;
  readonly signer: Signer;
  /** Appends so many random entries, each in a transaction of its own; gives their record ids. */
  fill(count: number): Promise<string[]>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const test = await openTestDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), "medkarta-log-"));
  const database = openDatabase(test.registryUrl);
  const portal = openDatabase(test.portalUrl, { max: 2 });
  const owner = openDatabase(test.ownerUrl, { max: 2 });
  const signer = await openSigner({ dir, log: "docs", origin: ORIGIN, random: randomBytes });
  return {
    database,
    portal,
    owner,
    dir,
    signer,
    async fill(count) {
      const ids = Array.from({ length: count }, () => randomUUID());
      const left = [...ids];
      const worker = async () => {
        for (let id = left.pop(); id; id = left.pop()) await appendOne(database, id);
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
      return ids;
    },
    async close() {
      await Promise.all([database.close(), portal.close(), owner.close()]);
      await test.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function appendOne(database: Database, recordId: string): Promise<void> {
  const { entry } = commit(randomBytes(32), Buffer.from(recordId));
  await database.transact((tx) => append(tx, "docs", recordId, entry));
}
