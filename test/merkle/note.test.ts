/** Who signed what: notes, keys and checkpoints of other people's logs, and every single changed byte. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from "../../src/merkle/checkpoint.ts";
import { Malformed } from "../../src/merkle/encoding.ts";
import { formatSkey, formatVkey, parseSkey, parseVkey, sameKey } from "../../src/merkle/key.ts";
import { formatNote, parseNote, verifyNote } from "../../src/merkle/note.ts";
import { signCheckpoint, signingKey, signText, verifierOf } from "../../src/merkle/sign.ts";
import { absent, base64, bytesOf, textOf, utf8, vectors } from "./vectors.ts";

interface GoodNote {
  desc: string;
  vkeys: string[];
  note: string;
  verified: string[];
  unverified: string[];
}
interface BadNote {
  desc: string;
  vkeys: string[];
  note?: string;
  noteBase64?: string;
  error: "unverified" | "malformed" | "invalid signature";
}
interface NoteVectors {
  signingKey: string;
  good: GoodNote[];
  bad: BadNote[];
  vkeysValid: string[];
  vkeysInvalid: string[];
}

const noteVectors = () => vectors<NoteVectors>("signed-note-vectors.json");
const named = (key: { name: string; id: string }) => `${key.name}+${key.id}`;

test("4 good notes are verified and written again byte for byte", { skip: absent }, () => {
  const { good } = noteVectors();
  assert.equal(good.length, 4);
  for (const { desc, vkeys, note, verified, unverified } of good) {
    const parsed = parseNote(utf8(note));
    const signers = verifyNote(parsed, vkeys.map(parseVkey)).map(named);
    assert.deepEqual(signers, verified, desc);
    const all = parsed.signatures.map(({ name, keyId }) => `${name}+${keyId}`);
    assert.deepEqual(
      all.filter((name) => !signers.includes(name)),
      unverified,
      desc,
    );
    assert.deepEqual(formatNote(parsed), utf8(note), desc);
  }
});

test("10 bad notes are refused, each for its own reason", { skip: absent }, () => {
  const { bad } = noteVectors();
  assert.equal(bad.length, 10);
  const code = { malformed: "note-malformed", unverified: "note-unverified", "invalid signature": "note-signature" };
  for (const { desc, vkeys, note, noteBase64, error } of bad) {
    const bytes = note === undefined ? base64(noteBase64 ?? "") : utf8(note);
    assert.throws(
      () => verifyNote(parseNote(bytes), vkeys.map(parseVkey)),
      { name: "Malformed", code: code[error] },
      desc,
    );
  }
});

test("5 verifier keys are read and written again, 5 are refused", { skip: absent }, () => {
  const { vkeysValid, vkeysInvalid } = noteVectors();
  assert.deepEqual([vkeysValid.length, vkeysInvalid.length], [5, 5]);
  for (const text of vkeysValid) assert.equal(formatVkey(parseVkey(text)), text);
  for (const text of vkeysInvalid) assert.throws(() => parseVkey(text), { code: "key-malformed" }, text);
});

test("Go's published test key signs here what it signs there", { skip: absent }, () => {
  const { signingKey: text, good } = noteVectors();
  const key = parseSkey(text);
  assert.equal(formatSkey(key), text);
  assert.ok(sameKey(verifierOf(key), parseVkey(good[0]!.vkeys[0]!)));
  const signed = parseNote(utf8(good[0]!.note)).text;
  assert.deepEqual(formatNote({ text: signed, signatures: [signText(key, signed)] }), utf8(good[0]!.note));
});

test("checkpoint texts: those of the specification are read, 9 others are not", { skip: absent }, () => {
  const all = vectors<{
    valid: string[];
    invalid: string[];
    sumdb: { valid: string; invalid: string[] };
    liveSumdb: string;
  }>("checkpoint-parse-vectors.json");
  for (const text of [all.sumdb.valid, all.liveSumdb]) assert.equal(formatCheckpoint(parseCheckpoint(text)), text);
  const invalid = [...all.invalid, ...all.sumdb.invalid];
  assert.equal(invalid.length, 9);
  for (const text of invalid) assert.throws(() => parseCheckpoint(text), { code: "checkpoint-malformed" }, text);
  // That suite takes a root of any length; RFC 6962 has 32 bytes. With such a root, extension lines and all are read.
  assert.equal(all.valid.length, 4);
  for (const text of all.valid) {
    assert.throws(() => parseCheckpoint(text), { code: "checkpoint-malformed" }, text);
    const [origin, size, , ...rest] = text.split("\n");
    const whole = [origin, size, "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=", ...rest].join("\n");
    assert.equal(formatCheckpoint(parseCheckpoint(whole)), whole);
  }
});

test("all 16 checkpoints of a Tessera log are its own", { skip: absent }, () => {
  const key = parseVkey(textOf("tessera-log/log.vkey").trim());
  for (let size = 0; size <= 15; size++) {
    const { origin, size: signed } = openCheckpoint(bytesOf(`tessera-log/checkpoint.${size}`), key);
    assert.deepEqual([origin, signed], ["example.com/log/testdata", size]);
  }
});

const key = signingKey("medkarta.test/log/docs", new Uint8Array(32).fill(7));
const root = new Uint8Array(32).fill(9);

test("what we sign we can read, and nobody else's key does", () => {
  const note = signCheckpoint(key, { origin: key.name, size: 4711, root });
  assert.deepEqual(openCheckpoint(note, verifierOf(key)), { origin: key.name, size: 4711, root });
  const other = verifierOf(signingKey(key.name, new Uint8Array(32).fill(8)));
  assert.throws(() => openCheckpoint(note, other), { code: "note-unverified" });
});

test("a checkpoint of another log is refused, though the same key signed it", () => {
  const text = formatCheckpoint({ origin: "medkarta.test/log/access", size: 1, root });
  const note = formatNote({ text, signatures: [signText(key, text)] });
  assert.throws(() => openCheckpoint(note, verifierOf(key)), { code: "checkpoint-origin" });
});

test("every single changed, missing or added byte of a checkpoint is refused", () => {
  const note = signCheckpoint(key, { origin: key.name, size: 123, root });
  const verifier = verifierOf(key);
  let tried = 0;
  for (let at = 0; at < note.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      if (byte === note[at]) continue;
      const changed = note.slice();
      changed[at] = byte;
      assert.throws(() => openCheckpoint(changed, verifier), Malformed, `byte ${at} = ${byte}`);
      tried++;
    }
    const shorter = Uint8Array.from([...note.subarray(0, at), ...note.subarray(at + 1)]);
    assert.throws(() => openCheckpoint(shorter, verifier), Malformed, `without byte ${at}`);
    for (const added of [0, 10, 32, 48, 61, 65]) {
      const longer = Uint8Array.from([...note.subarray(0, at), added, ...note.subarray(at)]);
      assert.throws(() => openCheckpoint(longer, verifier), Malformed, `${added} before byte ${at}`);
    }
  }
  assert.equal(tried, note.length * 255);
});

test("a key's text never shows up in what is said about it", () => {
  const secret = formatSkey(key);
  for (const text of [secret.replace("PRIVATE", "private"), secret.slice(0, -4), `${secret}=`]) {
    assert.throws(
      () => parseSkey(text),
      (error: Error) => error instanceof Malformed && !error.message.includes(secret.slice(-20, -4)),
    );
  }
  // An id that is not the seed's is found when the public half is made.
  const forged = parseSkey(secret.replace(key.id, "00000000"));
  assert.throws(() => verifierOf(forged), { code: "key-malformed" });
});
