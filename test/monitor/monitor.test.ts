/** A monitor believes nobody: logs of other programs hold, ours holds, and every lie about either raises its alarm. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { isEntry } from "../../src/merkle/commitment.ts";
import { concat, toUtf8 } from "../../src/merkle/encoding.ts";
import { parseVkey } from "../../src/merkle/key.ts";
import { logAlone, parsePolicy } from "../../src/merkle/policy.ts";
import { signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { tilePath } from "../../src/merkle/tile.ts";
import { type CheckOptions, checkLog, type Report } from "../../src/monitor/check-log.ts";
import { openMemory } from "../../src/monitor/memory.ts";
import { openSource } from "../../src/monitor/source.ts";
import { pathOf } from "../../src/monitor/tree.ts";
import { absent, folderOf, textOf, vectors } from "../merkle/vectors.ts";
import { AT, entriesOf, noteOf, policy, publish, rootOf } from "./folder.ts";

let home: string;
before(async () => {
  home = await mkdtemp(path.join(tmpdir(), "medkarta-monitor-"));
});
after(() => rm(home, { recursive: true, force: true }));

let count = 0;
/** A log's folder and a monitor of it with its memory. */
async function watching(more: Partial<CheckOptions> = {}) {
  const place = path.join(home, String(count++));
  const [folder, kept] = [path.join(place, "log"), path.join(place, "memory")];
  const memory = await openMemory(kept);
  const look = (now: Partial<CheckOptions> = {}) =>
    checkLog({
      source: openSource(folder),
      memory,
      policy,
      now: AT,
      staleMs: 30 * 60_000,
      fits: isEntry,
      again: 64,
      ...more,
      ...now,
    });
  return { folder, kept, look };
}

const codes = ({ alarms }: Report) => alarms.map(({ code }) => code);

test("a Tessera log is followed through all its 16 checkpoints", { skip: absent }, async () => {
  const key = parseVkey(textOf("tessera-log/log.vkey").trim());
  const { folder, look } = await watching({ policy: logAlone(key), fits: () => true });
  await cp(folderOf("tessera-log"), folder, { recursive: true });
  let well = 0;
  for (let size = 0; size <= 15; size++) {
    await copyFile(path.join(folder, `checkpoint.${size}`), path.join(folder, "checkpoint"));
    const report = await look();
    assert.deepEqual([report.state, report.size, report.alarms], ["well", size, []]);
    well++;
  }
  assert.equal(well, 16);
  await copyFile(path.join(folder, "checkpoint.7"), path.join(folder, "checkpoint"));
  assert.deepEqual(codes(await look()), ["shrunk"]);
});

test("the tiles and the cosignature of Sunlight's mirror of 300 entries hold, with compressed bundles", {
  skip: absent,
}, async () => {
  const { vkeys } = vectors<{ vkeys: string[] }>("tlog-proof-full-vectors.json");
  const mirror = parsePolicy(toUtf8(`witness mirror ${vkeys[0]}\nquorum mirror\n`));
  const { folder, look } = await watching({ policy: mirror, fits: () => true, now: new Date("2025-12-31T00:05:00Z") });
  const log = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";
  await cp(folderOf(`sunlight-witness-mirror/witness/mirror/${log}`), folder, { recursive: true });
  // Its own bundles are decoys, and are seen to be none; its entries are the words «record N», which its tiles hold.
  assert.deepEqual(codes(await look()), ["entry-malformed"]);
  for (const [n, file] of ["000", "001.p/44"].entries()) {
    const entries = Array.from({ length: n === 0 ? 256 : 44 }, (_, i) => toUtf8(`record ${n * 256 + i}`));
    const bundle = concat(...entries.flatMap((entry) => [Uint8Array.of(0, entry.length), entry]));
    await writeFile(path.join(folder, "tile/entries", file), gzipSync(bundle));
  }
  const report = await look();
  assert.deepEqual([report.state, report.size, report.origin], ["well", 300, "rome2026h1.example.org"]);
  assert.deepEqual(report.checked, { entries: 300, tiles: 3 });
  assert.deepEqual(report.cosigners, [{ name: "mirror.example.org", at: "2025-12-31T00:00:00.000Z" }]);
  const later = await look({ now: new Date("2025-12-31T00:31:00Z") });
  assert.deepEqual(codes(later), ["stale"]);
});

test("a log is followed over the edges of bundles and of tiles, up to a third level", async () => {
  const { folder, look } = await watching();
  for (const size of [1, 255, 256, 257, 513, 66_000]) {
    await publish(folder, entriesOf(size));
    const report = await look();
    assert.deepEqual([report.state, report.size, report.alarms], ["well", size, []], String(size));
  }
});

test("paths of tiles are those of the specification", () => {
  for (const n of [0, 5, 999, 1000, 1_234_067, 1_000_000_000]) {
    for (const width of [1, 255, 256]) {
      assert.equal(pathOf(0, n, width), tilePath(0, n, width));
      assert.equal(pathOf("entries", n, width), tilePath("entries", n, width));
    }
  }
  assert.equal(pathOf(3, 1_234_067, 256), "tile/3/x001/x234/067");
});

test("over HTTP it is the same, and a server that is away says nothing about the log", async () => {
  const { folder, look } = await watching();
  await publish(folder, entriesOf(300));
  let status = 200;
  const server = createServer(async (request, response) => {
    const bytes = await readFile(path.join(folder, request.url ?? "")).catch(() => null);
    response.writeHead(status === 200 && !bytes ? 404 : status).end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const source = openSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  assert.equal((await look({ source })).state, "well");
  for (status of [500, 302]) assert.equal((await look({ source })).state, "unknown");
  server.close();
  server.closeAllConnections();
  const report = await look({ source });
  assert.deepEqual([report.state, report.alarms], ["unknown", []]);
  assert.ok(report.reason);
  status = 200;
  assert.equal((await look()).state, "well");
});

test("an entry that was there is another one now, and the log signs that: a fork, with both notes kept", async () => {
  for (const [before, after, changed] of [
    [10, 10, 3],
    [10, 20, 3],
    [300, 300, 299],
    [300, 700, 299],
    [300, 700, 5],
  ] as const) {
    const { folder, kept, look } = await watching();
    const entries = entriesOf(before);
    await publish(folder, entries);
    assert.equal((await look()).state, "well");
    const first = await readFile(path.join(folder, "checkpoint"), "utf8");
    const other = entriesOf(after);
    other[changed] = entriesOf(1, 7)[0]!;
    await publish(folder, other);
    const report = await look();
    assert.deepEqual(codes(report), ["fork"], `${before} → ${after}, entry ${changed}`);
    const evidence = JSON.parse(await readFile(report.evidence ?? "", "utf8"));
    assert.equal(evidence.before, first);
    assert.equal(evidence.now, await readFile(path.join(folder, "checkpoint"), "utf8"));
    // It goes on believing what it saw first, and keeps one file however often it looks.
    assert.deepEqual(codes(await look()), ["fork"]);
    assert.equal((await readdir(kept)).filter((name) => name.startsWith("fork")).length, 1);
    await publish(folder, entries);
    assert.equal((await look()).state, "well");
  }
});

test("a log that shows less than before has shrunk", async () => {
  const { folder, look } = await watching();
  await publish(folder, entriesOf(300));
  await look();
  await publish(folder, entriesOf(299));
  const report = await look();
  assert.deepEqual(codes(report), ["shrunk"]);
  assert.ok(report.evidence);
});

test("an old checkpoint and one without its quorum are told; what they hold is checked all the same", async () => {
  const { folder, look } = await watching();
  await publish(folder, entriesOf(5));
  assert.deepEqual(codes(await look({ now: new Date(AT.getTime() + 31 * 60_000) })), ["stale"]);
  await publish(folder, entriesOf(6), { cosigned: false });
  assert.deepEqual(codes(await look()), ["no-quorum"]);
  await writeFile(path.join(folder, "checkpoint"), noteOf(6, rootOf(entriesOf(6, 3)), { cosigned: false }));
  assert.deepEqual(codes(await look()), ["no-quorum", "fork"]);
});

test("an entry of another kind, a bundle cut short, a tile too long, a file that is gone", async () => {
  const { folder, look } = await watching();
  await publish(folder, [...entriesOf(3), toUtf8("who is ill")]);
  assert.deepEqual(codes(await look()), ["entry-malformed"]);
  assert.equal((await look({ fits: () => true })).state, "well");
  for (const [file, change, code] of [
    ["tile/entries/000.p/4", (bytes: Buffer) => bytes.subarray(0, -1), "entry-malformed"],
    ["tile/entries/000.p/4", (bytes: Buffer) => bytes.subarray(0, 70), "entry-malformed"],
    ["tile/0/000.p/4", (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(32)]), "tile-changed"],
    ["tile/0/000.p/4", () => Buffer.alloc(0), "tile-changed"],
    ["tile/0/000.p/4", null, "file-missing"],
    ["tile/entries/000.p/4", null, "file-missing"],
  ] as const) {
    await publish(folder, entriesOf(4));
    const bytes = await readFile(path.join(folder, file));
    await (change ? writeFile(path.join(folder, file), change(bytes)) : rm(path.join(folder, file)));
    const fresh = await watching();
    assert.deepEqual(codes(await fresh.look({ source: openSource(folder) })), [code], file);
  }
});

test("a log that has signed nothing yet is unknown; one that had, and shows no checkpoint, is not", async () => {
  const { folder, look } = await watching();
  assert.deepEqual([(await look()).state, (await look()).alarms], ["unknown", []]);
  await publish(folder, entriesOf(4));
  assert.equal((await look()).state, "well");
  await rm(path.join(folder, "checkpoint"));
  assert.deepEqual(codes(await look()), ["file-missing"]);
});

test("what was long believed is looked at again: a change in an old bundle is found, in turn", async () => {
  const { folder, look } = await watching({ again: 1 });
  await publish(folder, entriesOf(4 * 256 + 9));
  assert.equal((await look()).state, "well");
  const file = path.join(folder, "tile/entries/002");
  const bytes = await readFile(file);
  bytes[40]! ^= 1;
  await writeFile(file, bytes);
  const seen = [];
  for (let round = 0; round < 4; round++) seen.push(...codes(await look()));
  assert.deepEqual([...new Set(seen)], ["tile-changed"]);
  assert.deepEqual(codes(await look({ again: Number.POSITIVE_INFINITY })), ["tile-changed"]);
});

test("every flipped bit of checkpoint, entries and tiles, and every cut, raises an alarm and throws nothing", async () => {
  const { folder } = await watching();
  const size = 258;
  await publish(folder, entriesOf(size));
  const files = [
    "checkpoint",
    "tile/0/000",
    "tile/0/001.p/2",
    "tile/1/000.p/1",
    "tile/entries/000",
    "tile/entries/001.p/2",
  ];
  const held = new Map<string, Uint8Array>();
  for (const file of files) held.set(file, new Uint8Array(await readFile(path.join(folder, file))));
  const nowhere = { read: async () => null, write: async () => {}, keepEvidence: async () => "" };
  const lookAt = (changed: string, bytes: Uint8Array) =>
    checkLog({
      source: { read: async (file) => (file === changed ? bytes : held.get(file)) },
      memory: nowhere,
      policy,
      now: AT,
      staleMs: 1_000_000,
      fits: isEntry,
      again: 0,
    });
  assert.equal((await lookAt("none", new Uint8Array())).state, "well");
  const found = new Map<string, number>();
  let tried = 0;
  for (const [file, bytes] of held) {
    // Of the long ones some bytes: all are hashed alike.
    const step = bytes.length > 1000 ? 97 : 1;
    for (let at = 0; at < bytes.length; at += step) {
      const changed = bytes.slice();
      changed[at]! ^= 1 << (at % 8);
      for (const one of [changed, bytes.subarray(0, at)]) {
        const report = await lookAt(file, one);
        assert.equal(report.state, "alarm", `${file}, byte ${at}`);
        for (const code of codes(report)) found.set(code, (found.get(code) ?? 0) + 1);
        tried++;
      }
    }
  }
  assert.ok(tried > 1_000, `${tried} changes`);
  for (const code of ["bad-checkpoint", "tile-changed", "entry-malformed"]) assert.ok(found.get(code), code);
});

test("a memory that is damaged is told, not forgotten", async () => {
  const { folder, kept, look } = await watching();
  await publish(folder, entriesOf(300));
  await look();
  await writeFile(path.join(kept, "bundles"), "short");
  await assert.rejects(look(), /damaged/);
  await writeFile(path.join(kept, "state.json"), "{}");
  await assert.rejects(look(), /damaged/);
});

test("another log in the place of the one that is watched is a bad checkpoint", async () => {
  const other = verifierOf(signingKey("other.test", new Uint8Array(32).fill(1)));
  const { folder, look } = await watching({ policy: logAlone(other) });
  await publish(folder, entriesOf(3));
  assert.deepEqual(codes(await look()), ["bad-checkpoint"]);
});
