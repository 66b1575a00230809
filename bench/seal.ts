/**
 * The log at work: how many leaves a second are placed, proved and signed by the server's own sealer; how long from a commit to
 * a proof at 100 a second; what a proof costs in a log of 10⁶; and the same for whole documents over HTTP.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openKeyring } from "../src/db/keyring.ts";
import { demoClient } from "../src/demo/country/enrol.ts";
import { append } from "../src/log/append.ts";
import { latestCheckpoint, proofOf } from "../src/log/prove.ts";
import { commit } from "../src/merkle/commitment.ts";
import { parseVkey } from "../src/merkle/key.ts";
import { formatReceipt, openReceipt } from "../src/merkle/receipt.ts";
import { formatRecord } from "../src/merkle/record.ts";
import { type BenchDatabases, openDatabases } from "./kit/cabinet.ts";
import { openBenchClient } from "./kit/client.ts";
import { openFlood } from "./kit/flood.ts";
import { openBenchServer } from "./kit/server.ts";
import type { BenchResult, Scenario } from "./run.ts";

const PER_SECOND = 100;
const PROOFS = 500;
const BATCH = 50_000;

export const seal: Scenario = {
  name: "seal",
  summary: "leaves sealed a second, latency of receipts at 100 a second, proofs at 10⁶ leaves",
  async run(args): Promise<BenchResult> {
    const leaves = Number(args[0] ?? 1_000_000);
    const seconds = Number(args[1] ?? 30);
    const server = await openBenchServer();
    const databases = await openDatabases(server.dataDir);
    try {
      const vkey = (await readFile(join(server.dataDir, "trust", "docs.vkey"), "utf8")).trim();
      const table = [
        await measureDocuments(server, vkey),
        { what: `receipts at ${PER_SECOND}/s, small log`, ...(await measureLatency(databases, seconds)) },
        await measureRate(databases, leaves),
        { what: `receipts at ${PER_SECOND}/s, log of ${leaves}`, ...(await measureLatency(databases, seconds)) },
        await measureProofs(databases, vkey),
      ];
      return {
        table,
        notes: [
          "aim: p99 from the commit (201) to a proof that holds ≤ 3000 ms",
          "entries of the middle rows come from another process: the sealer finds them at its next look, 200 ms at most",
        ],
      };
    } finally {
      await databases.close();
      await server.close();
    }
  },
};

type Row = Readonly<Record<string, string | number>>;

/** Entries are put into the queue as fast as PostgreSQL takes them; the clock runs until the last is signed. */
async function measureRate(databases: BenchDatabases, leaves: number): Promise<Row> {
  const { registry } = databases;
  const before = (await latestCheckpoint(registry.sql, "docs"))?.size ?? 0;
  const started = performance.now();
  for (let done = 0; done < leaves; done += BATCH) {
    await registry.pool.query(
      `INSERT INTO log_pending (log, record_id, entry)
       SELECT 'docs', gen_random_uuid(), '\\x01'::bytea || sha256(uuid_send(gen_random_uuid())) FROM generate_series(1, $1::int)`,
      [Math.min(BATCH, leaves - done)],
    );
  }
  for (;;) {
    const size = (await latestCheckpoint(registry.sql, "docs"))?.size ?? 0;
    if (size >= before + leaves) break;
    await sleep(100);
  }
  const took = (performance.now() - started) / 1000;
  return { what: `${leaves} leaves placed, proved, signed`, "per second": Math.round(leaves / took) };
}

/**
 * Appends as registrations do, each in a transaction of its own, at a steady rate. An entry is provable when it has a place below
 * the size that is shown; of each look one is proved indeed.
 */
async function measureLatency({ registry, portal }: BenchDatabases, seconds: number): Promise<Row> {
  const waiting = new Map<string, number>();
  const times: number[] = [];
  let appending = true;
  const watch = async () => {
    while (appending || waiting.size > 0) {
      const size = (await latestCheckpoint(portal.sql, "docs"))?.size ?? 0;
      const { rows } = await portal.pool.query(
        "SELECT record_id FROM log_leaf WHERE log = 'docs' AND record_id = ANY ($1::uuid[]) AND idx < $2",
        [[...waiting.keys()], size],
      );
      if (rows[0] && !(await proofOf(portal.sql, "docs", rows[0].record_id))) throw new Error("there is no proof");
      const now = performance.now();
      for (const { record_id: id } of rows) {
        times.push(now - (waiting.get(id) ?? 0));
        waiting.delete(id);
      }
      await sleep(20);
    }
  };
  const watching = watch();
  const started = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let count = 0; count < seconds * PER_SECOND; count++) {
    const due = started + (count * 1000) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    const id = randomUUID();
    const { entry } = commit(randomBytes(32), Buffer.from(id));
    sent.push(registry.transact((tx) => append(tx, "docs", id, entry)).then(() => waiting.set(id, performance.now())));
  }
  await Promise.all(sent);
  const rate = (sent.length * 1000) / (performance.now() - started);
  appending = false;
  await watching;
  return { "per second": Math.round(rate), ...spread(times) };
}

async function measureProofs({ registry, portal }: BenchDatabases, vkey: string): Promise<Row> {
  const salt = randomBytes(32);
  const body = formatRecord({
    type: "document-registered",
    id: randomUUID(),
    number: "77.26.11.000000001",
    registered: "2026-11-24T12:00:00.000Z",
    org: "1.2.643.5.1.13.13.12.2.77.7811",
    kind: "1.2.643.5.1.13.13.11.1520:37:5",
    doc: "ab".repeat(32),
    docStreebog: "cd".repeat(32),
    sig: ["01".repeat(32), "02".repeat(32)],
    verify: "ef".repeat(32),
  });
  const id = randomUUID();
  await registry.transact((tx) => append(tx, "docs", id, commit(salt, body).entry));
  while (!(await proofOf(portal.sql, "docs", id))) await sleep(50);
  const proof = (await proofOf(portal.sql, "docs", id))!;
  const receipt = formatReceipt(salt, body, { index: proof.index, hashes: proof.hashes, checkpoint: proof.note });
  const opening: number[] = [];
  for (let at = 0; at < PROOFS; at++) {
    const started = performance.now();
    openReceipt(receipt, parseVkey(vkey));
    opening.push(performance.now() - started);
  }
  const { rows } = await portal.pool.query(
    "SELECT record_id FROM log_leaf WHERE log = 'docs' AND idx = ANY (SELECT (random() * ($1::float8 - 1))::bigint FROM generate_series(1, $2::int))",
    [proof.size, PROOFS],
  );
  const times: number[] = [];
  for (const { record_id: recordId } of rows) {
    const started = performance.now();
    await proofOf(portal.sql, "docs", recordId);
    times.push(performance.now() - started);
  }
  opening.sort((a, b) => a - b);
  return {
    what: `a proof at ${proof.size} leaves: making it`,
    ...spread(times),
    "receipt bytes": receipt.length,
    hashes: proof.hashes.length,
    "proved offline, p50 ms": Number((opening[PROOFS / 2] ?? 0).toFixed(2)),
  };
}

/** Whole documents: from the answer 201 over HTTP to the receipt over HTTP, which is then proved. */
async function measureDocuments(server: Awaited<ReturnType<typeof openBenchServer>>, vkey: string): Promise<Row> {
  const flood = await openFlood(server.dataDir, 20_000, 500);
  const client = openBenchClient(server.port);
  const keyring = openKeyring(await readFile(join(server.dataDir, "secrets", "registry.key")));
  const { id, secret } = demoClient(keyring, flood.organisationOid);
  await client.token(id, secret);
  const shots = flood.shots(300, 20_000_000);
  const times: number[] = [];
  const started = performance.now();
  const worker = async () => {
    for (let shot = shots.pop(); shot; shot = shots.pop()) {
      const { body } = await client.submit(shot, true);
      if (!body.number) throw new Error(`not registered: ${JSON.stringify(body).slice(0, 3000)}`);
      const from = performance.now();
      openReceipt(await client.proof(body.number), parseVkey(vkey));
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  client.close();
  const rate = (times.length * 1000) / (performance.now() - started);
  return { what: "documents of 20 KB over HTTP, to the receipt", "per second": Math.round(rate), ...spread(times) };
}

function spread(times: number[]): Row {
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
  return { count: times.length, "p50 ms": at(0.5), "p99 ms": at(0.99), "max ms": at(1) };
}
