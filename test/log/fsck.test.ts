/** Whatever the owner of the database changes, fsck finds. He can rewrite every row; what he lacks is the key. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenedDocument } from "../../src/log/fsck/check-document.ts";
import type { Finding, FindingCode } from "../../src/log/fsck/findings.ts";
import { type FsckProgress, type FsckReport, fsck } from "../../src/log/fsck.ts";
import { seal } from "../../src/log/seal.ts";
import { sequence } from "../../src/log/sequence.ts";
import { concat } from "../../src/merkle/encoding.ts";
import { edgeRoot, emptyEdge, grow } from "../../src/merkle/grow.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { atDesk, backUp, type Desk, NOW, oneCluster, openDesk } from "./desk.ts";
import { type Registered, registerMany, vaultOf } from "./registered.ts";

type Vault = (patientId: string, documentId: string) => Promise<OpenedDocument | null>;

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

async function examine(
  desk: Desk,
  openDocument: Vault,
  more: { now?: Date; signedSize?: number; wait?: (ms: number) => Promise<void> } = {},
) {
  const findings: Finding[] = [];
  const progress: FsckProgress[] = [];
  const walk = fsck({
    sql: desk.database.sql,
    log: "docs",
    vkey: desk.signer.vkey,
    now: later(600),
    openDocument,
    onProgress: (step) => progress.push(step),
    wait: async () => {},
    ...more,
  });
  for (;;) {
    const next: IteratorResult<Finding, FsckReport> = await walk.next();
    if (next.done) return { findings, report: next.value, progress };
    findings.push(next.value);
  }
}

oneCluster();

let desk: Desk;
let restore: () => Promise<void>;
const all: Registered[] = [];

before(async () => {
  desk = await openDesk();
  for (const count of [1, 255, 1, 43, 400]) {
    all.push(...(await registerMany(desk, count)));
    await seal(desk.database, desk.signer, NOW);
  }
  // The owner is bound by row-level security only as long as he likes.
  for (const table of ["document", "document_record", "document_version", "document_locator"]) {
    await desk.owner.pool.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  }
  restore = await backUp(desk, ["document", "document_record", "document_version", "document_locator"]);
});
after(() => desk?.close());
let tampered = false;
afterEach(async () => {
  if (tampered) await restore();
  tampered = false;
});

test("where nothing was changed nothing is found", async () => {
  const { findings, report, progress } = await examine(desk, vaultOf(all), { signedSize: 700 });
  assert.deepEqual(findings, []);
  assert.deepEqual(report, { leaves: 700, checkpoints: 5, records: 700, counts: {}, clean: true });
  assert.deepEqual(progress.at(-1), { step: "records", done: 700, total: 700 });
});

const swapped = "CASE idx WHEN 300 THEN 301 ELSE 300 END";
const flip = (column: string, at = 5) => `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 4)`;
const third = "(SELECT record_id FROM log_leaf WHERE idx = 300)";

interface Tampering {
  what: string;
  sql: string;
  found: FindingCode[];
  /** Rows that are changed; one, when not said. */
  rows?: number;
}

const tamperings: Tampering[] = [
  { what: "an entry", sql: `UPDATE log_leaf SET ${flip("entry")} WHERE idx = 300`, found: ["leaf-hash", "leaf-tile", "record-leaf"] },
  { what: "an entry and its hash", sql: `UPDATE log_leaf SET ${flip("entry")}, leaf_hash = sha256('\\x00' || set_byte(entry, 5, get_byte(entry, 5) # 4)) WHERE idx = 300`, found: ["checkpoint-inconsistent", "head-changed", "leaf-tile", "record-leaf", "tile-changed"] },
  { what: "a leaf hash", sql: `UPDATE log_leaf SET ${flip("leaf_hash")} WHERE idx = 300`, found: ["leaf-hash"] },
  { what: "a removed leaf", sql: "DELETE FROM log_leaf WHERE idx = 300", found: ["leaf-missing", "leaf-without-record", "record-without-leaf"] },
  { what: "the last leaf removed", sql: "DELETE FROM log_leaf WHERE idx = 699", found: ["leaf-missing", "leaf-without-record", "record-without-leaf"] },
  { what: "a leaf moved past the end", sql: "UPDATE log_leaf SET idx = 9000 WHERE idx = 300", found: ["leaf-extra", "leaf-missing", "leaf-without-record"] },
  { what: "a leaf given to another record", sql: "UPDATE log_leaf SET record_id = gen_random_uuid() WHERE idx = 300", found: ["leaf-without-record", "record-without-leaf"] },
  { what: "two leaves swapped", sql: `UPDATE log_leaf l SET entry = o.entry, leaf_hash = o.leaf_hash FROM log_leaf o WHERE l.idx IN (300, 301) AND o.idx = ${swapped.replace(/idx/, "l.idx")}`, rows: 2, found: ["checkpoint-inconsistent", "head-changed", "leaf-tile", "record-leaf", "tile-changed"] },
  { what: "a leaf tile", sql: `UPDATE log_tile SET ${flip("bytes")} WHERE level = 0 AND n = 1`, found: ["leaf-tile"] },
  { what: "the last leaf tile", sql: `UPDATE log_tile SET ${flip("bytes")} WHERE level = 0 AND n = 2`, found: ["leaf-tile"] },
  { what: "an upper tile", sql: `UPDATE log_tile SET ${flip("bytes")} WHERE level = 1`, found: ["tile-changed"] },
  { what: "a tile made longer", sql: "UPDATE log_tile SET bytes = bytes || sha256('') WHERE level = 0 AND n = 2", found: ["tile-changed"] },
  { what: "a removed tile", sql: "DELETE FROM log_tile WHERE level = 0 AND n = 1", found: ["tile-missing"] },
  { what: "a removed upper tile", sql: "DELETE FROM log_tile WHERE level = 1", found: ["tile-missing"] },
  { what: "the root of the head", sql: `UPDATE log_head SET ${flip("root")}`, found: ["head-changed"] },
  { what: "a head that says too much", sql: "UPDATE log_head SET size = 1000000000000000", found: ["head-changed", "head-unsigned"] },
  { what: "a head that says too little", sql: "UPDATE log_head SET size = 699", found: ["checkpoint-ahead", "head-changed", "leaf-extra", "tile-changed"] },
  { what: "a checkpoint's root", sql: `UPDATE log_checkpoint SET ${flip("root")} WHERE size = 257`, found: ["checkpoint-changed"] },
  { what: "a checkpoint's size", sql: "UPDATE log_checkpoint SET size = 258 WHERE size = 257", found: ["checkpoint-changed"] },
  { what: "a checkpoint's note", sql: "UPDATE log_checkpoint SET note = replace(note, '257', '258') WHERE size = 257", found: ["checkpoint-changed"] },
  { what: "a checkpoint's signature", sql: "UPDATE log_checkpoint SET note = overlay(note placing 'AAAA' from length(note) - 20) WHERE size = 257", found: ["checkpoint-changed"] },
  { what: "another checkpoint's note", sql: "UPDATE log_checkpoint SET note = (SELECT note FROM log_checkpoint WHERE size = 300) WHERE size = 257", found: ["checkpoint-changed"] },
  { what: "the last checkpoint removed", sql: "DELETE FROM log_checkpoint WHERE size = 700", found: ["checkpoint-missing", "head-unsigned"] },
  { what: "a record's text", sql: `UPDATE document_record SET ${flip("body", 92)} WHERE document_id = ${third}`, found: ["document-changed", "record-changed", "record-leaf"] },
  { what: "a record's text that is no text any more", sql: `UPDATE document_record SET ${flip("body", 5)} WHERE document_id = ${third}`, found: ["record-changed", "record-leaf", "record-malformed"] },
  { what: "a record and its commitment", sql: `UPDATE document_record SET body = replace(convert_from(body, 'UTF8'), 'org 1.2.643.5.1.13.13.12.2.77.1', 'org 1.2.643.5.1.13.13.12.2.77.2')::bytea, commitment = sha256('') WHERE document_id = ${third}`, found: ["document-changed", "record-changed", "record-leaf"] },
  { what: "a salt", sql: `UPDATE document_record SET ${flip("salt")} WHERE document_id = ${third}`, found: ["record-changed", "record-leaf"] },
  { what: "a salt cut short", sql: `UPDATE document_record SET salt = '' WHERE document_id = ${third}`, found: ["record-changed", "record-leaf"] },
  { what: "a commitment", sql: `UPDATE document_record SET ${flip("commitment")} WHERE document_id = ${third}`, found: ["record-changed"] },
  { what: "a removed record", sql: `DELETE FROM document_record WHERE document_id = ${third}`, found: ["leaf-without-record", "record-missing"] },
  { what: "a record given to another patient", sql: `UPDATE document_record SET patient_id = gen_random_uuid() WHERE document_id = ${third}`, found: ["content-missing", "document-missing", "record-missing"] },
  { what: "a removed document", sql: `DELETE FROM document WHERE document_id = ${third}`, found: ["document-missing"] },
  { what: "a document removed with its record", sql: `WITH r AS (DELETE FROM document_record WHERE document_id = ${third} RETURNING document_id) DELETE FROM document d USING r WHERE d.document_id = r.document_id`, found: ["leaf-without-record"] },
  { what: "a document given to another organisation", sql: `UPDATE document SET organisation_oid = '1.2.3' WHERE document_id = ${third}`, found: ["document-changed"] },
  { what: "a document's number", sql: `UPDATE document SET number = number || '1' WHERE document_id = ${third}`, found: ["document-changed", "locator-changed"] },
  { what: "a document's kind", sql: `UPDATE document SET kind_code = '3' WHERE document_id = ${third}`, found: ["document-changed"] },
  { what: "the time of a registration", sql: `UPDATE document SET registered_at = registered_at - interval '1 day' WHERE document_id = ${third}`, found: ["document-changed"] },
  { what: "a number that leads to another document", sql: `UPDATE document_locator SET document_id = gen_random_uuid() WHERE document_id = ${third}`, found: ["locator-changed"] },
  { what: "a removed number", sql: `DELETE FROM document_locator WHERE document_id = ${third}`, found: ["locator-changed"] },
  { what: "a removed version", sql: `DELETE FROM document_version WHERE document_id = ${third}`, found: ["status-changed"] },
  { what: "a document passed off as the newer version of another", sql: `UPDATE document SET patient_id = patient_id, set_digest = o.set_digest, version = 2 FROM (SELECT set_digest, patient_id AS whose FROM document WHERE document_id = (SELECT record_id FROM log_leaf WHERE idx = 301)) o WHERE document_id = ${third}`, found: ["status-changed"] },
  { what: "a version made newer", sql: `UPDATE document SET version = 7 WHERE document_id = ${third}`, found: ["status-changed"] },
  { what: "a document emptied as if by a court", sql: `UPDATE document_record SET body = '', salt = '' WHERE document_id = ${third}`, found: ["erasure-incomplete", "erasure-without-event"] },
  { what: "a document's digest", sql: `UPDATE document SET ${flip("sha256")} WHERE document_id = ${third}`, found: ["document-changed"] },
]; // biome-ignore format: a table

for (const { what, sql, found, rows = 1 } of tamperings) {
  test(`changed by the owner: ${what}`, async () => {
    tampered = true;
    assert.equal((await desk.owner.pool.query(sql)).rowCount, rows);
    const { findings, report } = await examine(desk, vaultOf(all), { signedSize: 700 });
    assert.deepEqual([...new Set(findings.map(({ code }) => code))].sort(), found);
    assert.ok(!report.clean);
  });
}

test("a log rewritten from end to end, with all its tiles and roots, is not the one that was signed", async () => {
  tampered = true;
  const { rows } = await desk.owner.pool.query<{ entry: Buffer }>("SELECT entry FROM log_leaf ORDER BY idx");
  const entries = rows.map(({ entry }, index) => (index === 100 ? Buffer.from([1, ...Buffer.alloc(32, 9)]) : entry));
  await desk.owner.pool.query("UPDATE log_leaf SET entry = $1, leaf_hash = $2 WHERE idx = 100", [
    entries[100],
    leafHash(entries[100]!),
  ]);
  const { edge, tiles } = grow(emptyEdge, concat(...entries.map(leafHash)));
  for (const { level, n, bytes } of tiles) {
    await desk.owner.pool.query("UPDATE log_tile SET bytes = $1 WHERE level = $2 AND n = $3", [bytes, level, n]);
  }
  await desk.owner.pool.query("UPDATE log_head SET root = $1", [edgeRoot(edge)]);
  const { findings } = await examine(desk, vaultOf(all));
  assert.deepEqual(
    findings.map(({ code, at }) => `${code} ${at.size ?? at.leaf}`),
    [
      "checkpoint-inconsistent 256",
      "checkpoint-inconsistent 257",
      "checkpoint-inconsistent 300",
      "checkpoint-inconsistent 700",
      "record-leaf 100",
    ],
  );
});

test("nor is it when the checkpoints were rewritten with it: their signatures cannot be made", async () => {
  tampered = true;
  const { rows } = await desk.owner.pool.query<{ entry: Buffer }>("SELECT entry FROM log_leaf ORDER BY idx");
  const hashes = rows.map(({ entry }, index) =>
    leafHash(index === 100 ? Buffer.from([1, ...Buffer.alloc(32, 9)]) : entry),
  );
  await desk.owner.pool.query("UPDATE log_leaf SET entry = $1, leaf_hash = $2 WHERE idx = 100", [
    Buffer.from([1, ...Buffer.alloc(32, 9)]),
    hashes[100],
  ]);
  for (const { level, n, bytes } of grow(emptyEdge, concat(...hashes)).tiles)
    await desk.owner.pool.query("UPDATE log_tile SET bytes = $1 WHERE level = $2 AND n = $3", [bytes, level, n]);
  const notes = await desk.owner.pool.query<{ size: string; note: string }>("SELECT size, note FROM log_checkpoint");
  for (const { size, note } of notes.rows) {
    const { edge } = grow(emptyEdge, concat(...hashes.slice(0, Number(size))));
    const [origin, length, , ...rest] = note.split("\n");
    const made = [origin, length, Buffer.from(edgeRoot(edge)).toString("base64"), ...rest].join("\n");
    await desk.owner.pool.query("UPDATE log_checkpoint SET root = $1, note = $2 WHERE size = $3", [
      edgeRoot(edge),
      made,
      size,
    ]);
    if (Number(size) === 700) await desk.owner.pool.query("UPDATE log_head SET root = $1", [edgeRoot(edge)]);
  }
  const { report } = await examine(desk, vaultOf(all), { signedSize: 700 });
  assert.deepEqual(report.counts, { "checkpoint-changed": 4, "record-leaf": 1 }); // the one of size 1 is as it was
});

test("another key's signature is no signature", async () => {
  await atDesk(async (stranger) => {
    const { report } = await examine({ ...desk, signer: stranger.signer }, vaultOf(all));
    assert.deepEqual(report.counts, { "checkpoint-changed": 5 });
  })();
});

test("the bytes of documents and signatures are those that were registered", async () => {
  const [a, b, c, d, e, f] = [10, 20, 30, 40, 50, 60].map((index) => all[index]!);
  const vault = vaultOf(all);
  const changed: Vault = async (patientId, documentId) => {
    const opened = await vault(patientId, documentId);
    if (!opened) return null;
    const { document, signatures } = opened;
    if (documentId === a!.documentId) return { document: concat(document, Uint8Array.of(0)), signatures };
    if (documentId === b!.documentId) return { document, signatures: signatures.slice(1) };
    if (documentId === c!.documentId) return { document, signatures: signatures.toReversed() };
    if (documentId === d!.documentId) return { document, signatures: [...signatures, document] };
    if (documentId === e!.documentId) return null;
    if (documentId === f!.documentId) throw new Error("unable to authenticate data");
    return opened;
  };
  const { findings } = await examine(desk, changed);
  const found = new Map(findings.map(({ code, at }) => [at.documentId, code]));
  const expected = [
    "document-hash",
    "signature-hash",
    "signature-hash",
    "signature-hash",
    "content-missing",
    "content-unreadable",
  ];
  assert.deepEqual(
    [a, b, c, d, e, f].map((one) => found.get(one!.documentId)),
    expected,
  );
  assert.equal(findings.length, 6);
});

test("of one kind of finding the first hundred are told, and all are counted", async () => {
  tampered = true;
  await desk.owner.pool.query(`UPDATE document_record SET ${flip("commitment")}`);
  const { findings, report } = await examine(desk, vaultOf(all));
  assert.equal(findings.length, 100);
  assert.deepEqual(report.counts, { "record-changed": 700 });
});

test(
  "a record may wait for its leaf a minute, and the head a moment for its signature",
  atDesk(async (other) => {
    const some = await registerMany(other, 3);
    const vault = vaultOf(some);
    assert.ok((await examine(other, vault, { now: later(59) })).report.clean);
    const { report } = await examine(other, vault, { now: later(61) });
    assert.deepEqual(report.counts, { "record-without-leaf": 3 });

    await sequence(other.database, "docs", null);
    assert.deepEqual((await examine(other, vault)).report.counts, { "head-unsigned": 1 });
    let waited = 0;
    const walk = fsck({
      sql: other.database.sql,
      log: "docs",
      vkey: other.signer.vkey,
      now: later(61),
      openDocument: vault,
      wait: async (ms) => {
        waited += ms;
        await seal(other.database, other.signer, NOW);
      },
    });
    assert.deepEqual((await walk.next()).value, { leaves: 3, checkpoints: 1, records: 3, counts: {}, clean: true });
    assert.equal(waited, 2000);
  }),
);

test(
  "a walk beside registering and sealing finds nothing",
  atDesk(async (other) => {
    const some: Registered[] = [];
    let walking = true;
    const work = async () => {
      while (walking) {
        some.push(...(await registerMany(other, 40)));
        await seal(other.database, other.signer, NOW);
      }
    };
    const working = work();
    const vault: Vault = async (patientId, documentId) => {
      const one = some.find((each) => each.patientId === patientId && each.documentId === documentId);
      return one?.content ?? { document: new Uint8Array(0), signatures: [] };
    };
    try {
      for (let walk = 0; walk < 4; walk++) {
        const { findings } = await examine(other, vault, { now: NOW, wait: (ms) => sleep(ms) });
        // A document registered this moment may not be in this test's own list yet.
        const real = findings.filter(({ code }) => code !== "document-hash" && code !== "signature-hash");
        assert.deepEqual(real, []);
      }
    } finally {
      walking = false;
      await working;
    }
  }),
);

test(
  "an empty log is sound",
  atDesk(async (other) => {
    const { report } = await examine(other, vaultOf([]));
    assert.deepEqual(report, { leaves: 0, checkpoints: 0, records: 0, counts: {}, clean: true });
  }),
);
