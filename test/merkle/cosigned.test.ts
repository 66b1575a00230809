/** A cosigned checkpoint: who saw the log grow, when, and that no changed byte passes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCheckpoint } from "../../src/merkle/checkpoint.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { openCosigned, readCosigned } from "../../src/merkle/cosigned.ts";
import { concat, Malformed, sameBytes, toUtf8 } from "../../src/merkle/encoding.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { formatSkey, formatVkey, parseSkey } from "../../src/merkle/key.ts";
import { formatNote } from "../../src/merkle/note.ts";
import { type Policy, parsePolicy } from "../../src/merkle/policy.ts";
import { parseProofFile } from "../../src/merkle/proof-file.ts";
import { formatReceipt, openReceipt } from "../../src/merkle/receipt.ts";
import { formatRecord } from "../../src/merkle/record.ts";
import { cosign, signingKey, signText, verifierOf } from "../../src/merkle/sign.ts";
import { verifyInclusion } from "../../src/merkle/verify-proof.ts";
import { absent, bytesOf, textOf, utf8, vectors } from "./vectors.ts";

const seed = (byte: number) => new Uint8Array(32).fill(byte);
const log = signingKey("medkarta.test/log/docs", seed(1));
const [ministry, patients] = [signingKey("ministry.test/w", seed(2), 4), signingKey("patients.test/w", seed(3), 4)];
const AT = new Date("2026-11-23T12:00:01.900Z");

const policyOf = (quorum: string): Policy =>
  parsePolicy(
    utf8(
      `log ${formatVkey(verifierOf(log))}\nwitness m ${formatVkey(verifierOf(ministry))}\nwitness p ${formatVkey(verifierOf(patients))}\n${quorum}\n`,
    ),
  );
const both = policyOf("group both all m p\nquorum both");

function noteOf(root: Uint8Array, size = 1, by = [ministry, patients]): Uint8Array {
  const text = formatCheckpoint({ origin: log.name, size, root });
  return formatNote({ text, signatures: [signText(log, text), ...by.map((key) => cosign(key, text, AT))] });
}

test("who cosigned, and when, is told to the second", () => {
  const { cosigners, quorum, size, signers } = openCosigned(noteOf(seed(9)), both);
  assert.deepEqual(
    cosigners.map(({ name, at }) => [name, at.toISOString()]),
    [
      ["ministry.test/w", "2026-11-23T12:00:01.000Z"],
      ["patients.test/w", "2026-11-23T12:00:01.000Z"],
    ],
  );
  assert.deepEqual([quorum, size, signers.length], [true, 1, 1]);
});

test("below the quorum a checkpoint is read, but not opened", () => {
  const one = noteOf(seed(9), 1, [ministry]);
  assert.equal(readCosigned(one, both).quorum, false);
  assert.throws(() => openCosigned(one, both), { code: "checkpoint-quorum" });
  assert.equal(openCosigned(one, policyOf("group one any m p\nquorum one")).cosigners.length, 1);
  assert.equal(openCosigned(noteOf(seed(9), 1, []), policyOf("quorum none")).cosigners.length, 0);
});

test("one witness that signs twice is one witness", () => {
  const twice = noteOf(seed(9), 1, [ministry, ministry]);
  assert.throws(() => openCosigned(twice, both), { code: "checkpoint-quorum" });
});

test("witnesses alone do not make a checkpoint of a log that the policy names", () => {
  const text = formatCheckpoint({ origin: log.name, size: 1, root: seed(9) });
  const note = formatNote({ text, signatures: [ministry, patients].map((key) => cosign(key, text, AT)) });
  assert.throws(() => openCosigned(note, both), { code: "note-unverified" });
});

test("a cosignature is of this text and this time", () => {
  const text = formatCheckpoint({ origin: log.name, size: 1, root: seed(9) });
  const line = cosign(ministry, text, AT);
  for (const at of line.signature.keys()) {
    const signature = line.signature.slice();
    signature[at]! ^= 1;
    const note = formatNote({ text, signatures: [signText(log, text), { ...line, signature }] });
    assert.throws(() => readCosigned(note, both), { code: "note-signature" }, `byte ${at}`);
  }
});

test("a log's key does not cosign, a witness's key signs no checkpoint", () => {
  assert.throws(() => cosign(log, "x\n", AT), { code: "key-malformed" });
  assert.throws(() => signText(ministry, "x\n"), { code: "key-malformed" });
  const again = parseSkey(formatSkey(ministry));
  assert.deepEqual(verifierOf(again), verifierOf(ministry));
});

test("every single changed bit or missing byte of a cosigned checkpoint is refused", () => {
  const note = noteOf(seed(9), 4711);
  let tried = 0;
  for (let at = 0; at < note.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = note.slice();
      changed[at]! ^= 1 << bit;
      assert.throws(() => openCosigned(changed, both), Malformed, `byte ${at}, bit ${bit}`);
      tried++;
    }
    assert.throws(() => openCosigned(note.subarray(0, at), both), Malformed, `only ${at} bytes`);
    const shorter = concat(note.subarray(0, at), note.subarray(at + 1));
    assert.throws(() => openCosigned(shorter, both), Malformed, `without byte ${at}`);
  }
  assert.equal(tried, note.length * 8);
});

test("a receipt under a policy tells who cosigned; no changed byte of it passes", () => {
  const record = formatRecord({
    type: "document-registered",
    id: "0190d1b2-7a3c-8def-8123-456789abcdef",
    number: "77.26.11.000 000 001-Ё",
    registered: "2026-11-23T12:00:00.123Z",
    org: "1.2.643.5.1.13.13.12.2.77.7811",
    kind: "1.2.643.5.1.13.13.11.1520:37:5",
    doc: "ab".repeat(32),
    sig: ["01".repeat(32)],
  });
  const root = leafHash(commit(seed(7), record).entry);
  const text = Buffer.from(noteOf(root)).toString();
  const whole = formatReceipt(seed(7), record, { index: 0, hashes: [], checkpoint: text });
  assert.equal(openReceipt(whole, both).cosigners.length, 2);
  assert.equal(openReceipt(whole, verifierOf(log)).cosigners.length, 0);
  for (let at = 0; at < whole.length; at++) {
    for (const change of [0x01, 0x04, 0x20, 0x80]) {
      const changed = whole.slice();
      changed[at]! ^= change;
      assert.throws(() => openReceipt(changed, both), Malformed, `byte ${at} ^ ${change}`);
    }
    assert.throws(() => openReceipt(whole.subarray(0, at), both), Malformed, `only ${at} bytes`);
  }
});

const MIRROR = "sunlight-witness-mirror";
const keysOf = (file: string) => (JSON.parse(textOf(file)) as { verifier_keys: string[] }).verifier_keys;
const trusting = (vkeys: readonly string[]) =>
  parsePolicy(utf8(`${vkeys.map((vkey, i) => `witness w${i} ${vkey}`).join("\n")}\nquorum w0\n`));

test("3 checkpoints that Sunlight's witnesses and mirror cosigned are theirs, with the time", { skip: absent }, () => {
  const log = "000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706";
  const other = "88ad7a28caeb0b2aa890fdf0304c2fcaf59fca2ee140134ff8c1300bac493482";
  const found = [
    [`${MIRROR}/witness/${log}/checkpoint`, `${MIRROR}/witness/witness.v0.json`],
    [`${MIRROR}/witness/mirror/${log}/checkpoint`, `${MIRROR}/witness/mirror/mirror.v0.json`],
    [`${MIRROR}/witness2/${other}/checkpoint`, `${MIRROR}/witness2/witness.v0.json`],
  ].map(([note = "", keys = ""]) => openCosigned(bytesOf(note), trusting(keysOf(keys))));
  assert.deepEqual(
    found.map(({ origin, size, cosigners }) => [origin, size, cosigners[0]?.name, cosigners[0]?.at.toISOString()]),
    [
      ["rome2026h1.example.org", 300, "witness.example.org", "2025-12-31T00:00:00.000Z"],
      ["rome2026h1.example.org", 300, "mirror.example.org", "2025-12-31T00:00:00.000Z"],
      ["milan2026h1.example.org", 300, "witness2.example.org", "2025-12-31T00:00:00.000Z"],
    ],
  );
});

test("complete offline proofs hold under their policy, and no changed byte of them does", { skip: absent }, () => {
  const { vkeys, proofs } = vectors<{ vkeys: string[]; proofs: { leafData: string; tlogProof: string }[] }>(
    "tlog-proof-full-vectors.json",
  );
  assert.equal(proofs.length, 7);
  const policy = trusting(vkeys);
  const holds = (bytes: Uint8Array, leaf: string) => {
    const { index, hashes, checkpoint } = parseProofFile(bytes);
    const { size, root } = openCosigned(toUtf8(checkpoint), policy);
    return verifyInclusion({ leafHash: leafHash(utf8(leaf)), index, size, root, proof: hashes });
  };
  let refused = 0;
  for (const { leafData, tlogProof } of proofs) {
    const whole = utf8(tlogProof);
    assert.ok(holds(whole, leafData));
    assert.ok(!holds(whole, `${leafData} `));
    for (let at = 0; at < whole.length; at++) {
      for (const change of [0x01, 0x10, 0x80]) {
        const changed = whole.slice();
        changed[at]! ^= change;
        if (!sameBytes(changed, whole)) refused += Number(isRefused(() => holds(changed, leafData), `byte ${at}`));
      }
      refused += Number(isRefused(() => holds(whole.subarray(0, at), leafData), `only ${at} bytes`));
    }
  }
  assert.equal(refused, 4 * proofs.reduce((sum, { tlogProof }) => sum + utf8(tlogProof).length, 0));
});

/** False, or `Malformed`: anything else that is thrown fails the test. */
function isRefused(deed: () => boolean, what: string): boolean {
  try {
    assert.equal(deed(), false, what);
  } catch (error) {
    assert.ok(error instanceof Malformed, `${what}: ${error}`);
  }
  return true;
}
