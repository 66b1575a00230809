/** A full pass of fsck over a registry of its own: documents per second, and whether memory stays flat however many there are. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Part } from "../src/db/vault.ts";
import { append } from "../src/log/append.ts";
import { commit } from "../src/merkle/commitment.ts";
import { formatRecord } from "../src/merkle/record.ts";
import { contentInPostgres } from "../src/registry/content.ts";
import { makeNumber } from "../src/registry/number.ts";
import { checkLog } from "../src/roof/check-log.ts";
import { type BenchDatabases, openDatabases } from "./kit/cabinet.ts";
import { benchDocuments } from "./kit/grown.ts";
import { openBenchServer } from "./kit/server.ts";
import type { BenchResult, Scenario } from "./run.ts";

/** Documents written in one transaction. */
const BATCH = 200;

export const fsck: Scenario = {
  name: "fsck",
  summary: "full passes of fsck over registered documents of 20 KB: COUNT, then four times as many",
  async run(args): Promise<BenchResult> {
    const count = Number(args[0] ?? 2500);
    const server = await openBenchServer();
    const databases = await openDatabases(server.dataDir);
    try {
      const rows = [];
      let kept = 0;
      for (const wanted of [count, count * 4]) {
        await fill(databases, wanted - kept, kept);
        kept = wanted;
        await sealed(databases);
        rows.push(await measure(databases, server.dataDir, server.url));
      }
      return {
        table: rows,
        notes: [
          "each document is decrypted and unpacked, it and its signatures are hashed, its record and leaf proved; all of the tree beside it",
          "documents are written by the registry's own parts (vault, record, log), without the checks of the intake",
        ],
      };
    } finally {
      await databases.close();
      await server.close();
    }
  },
};

async function fill({ registry, keyring }: BenchDatabases, count: number, from: number): Promise<void> {
  const content = contentInPostgres(keyring);
  const [sample] = benchDocuments();
  if (!sample) throw new Error("there is no document to grow");
  const at = new Date();
  for (let done = 0; done < count; done += BATCH) {
    await registry.transact(async (tx) => {
      for (let i = done; i < Math.min(count, done + BATCH); i++) {
        const [patientId, documentId, set, salt] = [randomUUID(), randomUUID(), randomBytes(32), randomBytes(32)];
        const parts: Part[] = [
          { part: 0, mediaType: "application/xml", bytes: sample.nth(i % 400) },
          { part: 1, mediaType: "application/pkcs7-signature", bytes: randomBytes(3_000) },
          { part: 2, mediaType: "application/pkcs7-signature", bytes: randomBytes(3_000) },
        ];
        const [doc, ...sig] = parts.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"));
        const [system, code, org] = ["1.2.643.5.1.13.13.11.1520", "37", "1.2.643.5.1.13.13.12.2.77.1"];
        const number = makeNumber("77", at, 900_000_000 + from + i);
        const body = Buffer.from(
          formatRecord({
            type: "document-registered",
            id: documentId,
            number,
            registered: at.toISOString(),
            org,
            kind: `${system}:${code}:`,
            doc: doc ?? "",
            sig,
          }),
        );
        const { commitment, entry } = commit(salt, body);
        await content.put(tx, documentId, parts);
        await tx.run`INSERT INTO document_version (set_digest, version, patient_id, document_id)
          VALUES (${set}, 1, ${patientId}, ${documentId})`;
        await tx.run`INSERT INTO document_locator (number, patient_id, document_id) VALUES (${number}, ${patientId}, ${documentId})`;
        await tx.run`INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version,
            organisation_oid, issued_on, registered_at, sha256, sealed, signatures)
          VALUES (${patientId}, ${documentId}, ${number}, ${system}, ${code}, ${set}, 1, ${org}, '2026-11-24', ${at},
            ${Buffer.from(doc ?? "", "hex")}, ${randomBytes(500)}, ${randomBytes(500)})`;
        await tx.run`INSERT INTO document_record (patient_id, document_id, body, salt, commitment)
          VALUES (${patientId}, ${documentId}, ${body}, ${salt}, ${commitment})`;
        await append(tx, "docs", documentId, entry);
      }
    });
  }
}

/** The server beside it seals what was appended. */
async function sealed({ registry }: BenchDatabases): Promise<void> {
  for (;;) {
    const { rows } = await registry.pool.query(`
      SELECT (SELECT count(*) FROM log_pending WHERE log = 'docs')::int AS waiting,
        (SELECT max(size) FROM log_checkpoint WHERE log = 'docs') = (SELECT size FROM log_head WHERE log = 'docs') AS signed`);
    if (rows[0].waiting === 0 && rows[0].signed) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function measure({ registry: database, keyring }: BenchDatabases, dataDir: string, publicUrl: string) {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const walk = await checkLog({ database, keyring, dataDir, publicUrl, now: new Date() });
  let findings = 0;
  let next = await walk.next();
  for (; !next.done; next = await walk.next()) findings++;
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { records, leaves } = next.value;
  return {
    documents: records,
    leaves,
    findings,
    seconds: Number(seconds.toFixed(1)),
    "documents/s": Math.round(records / seconds),
    "CPU ms/document": Number(((user + system) / 1000 / Math.max(1, records)).toFixed(2)),
    "most RSS MB": Math.round(most / 1e6),
  };
}
