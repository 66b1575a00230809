/** Tiles and proofs of whole logs that other programs have written. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Checkpoint, openCheckpoint, parseCheckpoint } from "../../src/merkle/checkpoint.ts";
import { concat } from "../../src/merkle/encoding.ts";
import { proveConsistency, proveInclusion, rootOf, treeRoot } from "../../src/merkle/fold.ts";
import { edgeRoot, emptyEdge, grow } from "../../src/merkle/grow.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { parseVkey, verifierKey } from "../../src/merkle/key.ts";
import { parseNote, verifyNote } from "../../src/merkle/note.ts";
import { formatProofFile, parseProofFile } from "../../src/merkle/proof-file.ts";
import { nodesFromTiles, parseTilePath, tilePath, tileWidth } from "../../src/merkle/tile.ts";
import { verifyConsistency, verifyInclusion } from "../../src/merkle/verify-proof.ts";
import { absent, base64, bytesOf, hex, textOf, utf8, vectors } from "./vectors.ts";

interface PathVectors {
  tlogTilesPaths: { level: number; index: number; width: number; path: string }[];
  size70000: Record<string, number>;
  goSumdbInvalid: string[];
}

test("tile paths are those of C2SP tlog-tiles", { skip: absent }, () => {
  const { tlogTilesPaths, goSumdbInvalid } = vectors<PathVectors>("tile-path-vectors.json");
  assert.equal(tlogTilesPaths.length, 3);
  for (const { level, index, width, path } of tlogTilesPaths) {
    assert.equal(tilePath(level, index, width), path);
    assert.deepEqual(parseTilePath(path), { level, n: index, width });
  }
  for (const path of goSumdbInvalid) assert.equal(parseTilePath(path), undefined, path);
});

test("tile widths of 70,000 leaves are those of the specification", { skip: absent }, () => {
  const { size70000: known } = vectors<PathVectors>("tile-path-vectors.json");
  assert.equal(tileWidth({ level: 0, n: known.level0Full! - 1 }, 70_000), 256);
  assert.equal(tileWidth({ level: 0, n: known.level0Full! }, 70_000), known.level0PartialWidth);
  assert.equal(tileWidth({ level: 1, n: known.level1Full! }, 70_000), known.level1PartialWidth);
  assert.equal(tileWidth({ level: 2, n: 0 }, 70_000), known.level2PartialWidth);
  assert.equal(tileWidth({ level: 3, n: 0 }, 70_000), 0);
});

test("only the one spelling of a tile's path is read", () => {
  for (const path of ["tile/0/000", "tile/63/x001/000.p/1", "tile/entries/x999/999.p/255"]) {
    const { level, n, width } = parseTilePath(path) ?? assert.fail(path);
    assert.equal(tilePath(level, n, width), path);
  }
  const wrong = [
    "tile/0/00", "tile/0/0000", "tile/0/x000/000", "tile/0/001/000", "tile/64/000", "tile/00/000", "tile/0/000.p/0",
    "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000/", "tile/0/../000", "/tile/0/000", "tile/data/000", "tile/-1/000",
  ]; // biome-ignore format: a list is read faster as a list
  for (const path of wrong) assert.equal(parseTilePath(path), undefined, path);
});

test("a Tessera log of 15 leaves: entries, tiles, roots and 105 consistency proofs", { skip: absent }, () => {
  const vkey = parseVkey(textOf("tessera-log/log.vkey").trim());
  const checkpoints = Array.from({ length: 16 }, (_, size) =>
    openCheckpoint(bytesOf(`tessera-log/checkpoint.${size}`), vkey),
  );
  const entries = bundle(bytesOf("tessera-log/tile/entries/000.p/15"));
  assert.equal(entries.length, 15);
  const hashes = entries.map(leafHash);
  for (let size = 0; size <= 15; size++) {
    assert.deepEqual(rootOf(concat(...hashes.slice(0, size))), checkpoints[size]!.root);
    if (size === 0) continue;
    const { edge, tiles } = grow(emptyEdge, concat(...hashes.slice(0, size)));
    assert.deepEqual(
      tiles.map(({ bytes }) => bytes),
      [bytesOf(`tessera-log/${tilePath(0, 0, size)}`)],
    );
    assert.deepEqual(edgeRoot(edge), checkpoints[size]!.root);
    const nodes = nodesFromTiles(tiles);
    for (let first = 1; first < size; first++) {
      const [firstRoot, secondRoot] = [checkpoints[first]!.root, checkpoints[size]!.root];
      const proof = proveConsistency(first, size, nodes);
      assert.ok(verifyConsistency({ first, second: size, firstRoot, secondRoot, proof }));
    }
  }
});

const MIRROR =
  "sunlight-witness-mirror/witness/mirror/000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";
const mirrorKeys = () => vectors<{ vkeys: string[] }>("tlog-proof-full-vectors.json").vkeys.map(parseVkey);

test("a mirror of 300 leaves: its tiles are ours, its witness has signed our root", { skip: absent }, () => {
  const note = parseNote(bytesOf(`${MIRROR}/checkpoint`));
  assert.equal(verifyNote(note, mirrorKeys()).length, 1);
  const { size, root } = parseCheckpoint(note.text);
  const entries = Array.from({ length: 300 }, (_, index) => utf8(`record ${index}`)); // its own bundles are decoys
  const { tiles, edge } = grow(emptyEdge, concat(...entries.map(leafHash)));
  assert.deepEqual([edge.size, edgeRoot(edge)], [size, root]);
  assert.equal(tiles.length, 3);
  for (const { level, n, bytes } of tiles) {
    assert.deepEqual(bytes, bytesOf(`${MIRROR}/${tilePath(level, n, bytes.length / 32)}`));
  }
  const nodes = nodesFromTiles(tiles);
  assert.deepEqual(treeRoot(size, nodes), root);
  for (const [index, entry] of entries.entries()) {
    assert.ok(
      verifyInclusion({ index, size, root, leafHash: leafHash(entry), proof: proveInclusion(index, size, nodes) }),
    );
  }
});

test("7 whole proofs over that mirror hold, and are written again byte for byte", { skip: absent }, () => {
  const { proofs } = vectors<{ proofs: { leafData: string; tlogProof: string }[] }>("tlog-proof-full-vectors.json");
  assert.equal(proofs.length, 7);
  for (const { leafData, tlogProof } of proofs) {
    const proof = parseProofFile(utf8(tlogProof));
    const note = parseNote(utf8(proof.checkpoint));
    assert.equal(verifyNote(note, mirrorKeys()).length, 1);
    const { size, root } = parseCheckpoint(note.text);
    const claim = { index: proof.index, size, root, proof: proof.hashes };
    assert.ok(verifyInclusion({ ...claim, leafHash: leafHash(utf8(leafData)) }));
    assert.ok(!verifyInclusion({ ...claim, leafHash: leafHash(utf8(`${leafData}0`)) }));
    assert.deepEqual(formatProofFile(proof), utf8(tlogProof));
  }
});

test("3 proof files are read and written again, 7 are refused", { skip: absent }, () => {
  const { valid, invalid } = vectors<{ valid: string[]; invalid: string[] }>("tlog-proof-format-vectors.json");
  assert.deepEqual([valid.length, invalid.length], [3, 7]);
  for (const text of valid) assert.deepEqual(formatProofFile(parseProofFile(utf8(text))), utf8(text));
  for (const text of invalid) assert.throws(() => parseProofFile(utf8(text)), { code: "proof-malformed" }, text);
});

test("a witness's signature without its time is none", { skip: absent }, () => {
  const note = parseNote(bytesOf(`${MIRROR}/checkpoint`));
  const [signature] = note.signatures;
  const cut = { ...note, signatures: [{ ...signature!, signature: signature!.signature.subarray(8) }] };
  assert.throws(() => verifyNote(cut, mirrorKeys()), { code: "note-signature" });
});

/** Entries of a bundle: each with its length before it, two bytes big endian. */
function bundle(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at]! * 256 + bytes[at + 1]!;
    entries.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

interface WitnessVectors {
  origin: string;
  logPublicKeyHex: string;
  steps: { name: string; requestBody: string; wantStatus: number }[];
}

test("11 requests to a witness: each is believed or not, as its answer says", { skip: absent }, () => {
  const { origin, logPublicKeyHex, steps } = vectors<WitnessVectors>("witness-add-checkpoint-vectors.json");
  assert.equal(steps.length, 11);
  const key = verifierKey(origin, hex(logPublicKeyHex));
  let last: Omit<Checkpoint, "origin"> = { size: 0, root: new Uint8Array(32) };
  const seen = new Map<number, number>();
  for (const { name, requestBody, wantStatus } of steps) {
    const end = requestBody.indexOf("\n\n");
    const [old = "", ...lines] = requestBody.slice(0, end).split("\n");
    const first = Number(old.replace("old ", ""));
    const open = () => openCheckpoint(utf8(requestBody.slice(end + 2)), key);
    seen.set(wantStatus, (seen.get(wantStatus) ?? 0) + 1);
    if (wantStatus === 404) assert.throws(open, { code: "note-unverified" }, name);
    // Its base64 has stray bits at the end, which Go reads and we do not: one signature would have several spellings.
    else if (wantStatus === 403) assert.throws(open, { code: "note-malformed" }, name);
    else if (wantStatus === 400) assert.throws(open, { code: /-malformed$/ }, name);
    else if (wantStatus === 409) assert.notEqual(first, last.size, name);
    else {
      const { size, root } = open();
      const claim = { first, second: size, firstRoot: last.root, secondRoot: root, proof: lines.map(base64) };
      const believed = first === 0 ? lines.length === 0 : verifyConsistency(claim);
      assert.equal(believed, wantStatus === 200, name);
      if (believed) last = { size, root };
    }
  }
  assert.deepEqual(Object.fromEntries(seen), { 200: 3, 400: 2, 403: 1, 404: 1, 409: 2, 422: 2 });
});
