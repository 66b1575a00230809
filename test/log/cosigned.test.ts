/** What witnesses said is kept as they said it: a line that is changed, moved or made up is found by their keys. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { writeCosignature } from "../../src/log/cosign/store.ts";
import { exportLog } from "../../src/log/export.ts";
import { fsck } from "../../src/log/fsck.ts";
import { seal } from "../../src/log/seal.ts";
import type { VerifierKey } from "../../src/merkle/key.ts";
import { parseNote, signatureLine } from "../../src/merkle/note.ts";
import { cosign, signingKey, verifierOf } from "../../src/merkle/sign.ts";
import { type Desk, NOW, oneCluster, openDesk } from "./desk.ts";
import { type Registered, registerMany, vaultOf } from "./registered.ts";

oneCluster();

const secrets = [1, 2].map((byte) => signingKey(`w${byte}.test`, new Uint8Array(32).fill(byte), 4));
const keys = secrets.map(verifierOf);
const idOf = ({ name, id }: VerifierKey) => `${name}+${id}`;

let desk: Desk;
let dir: string;
const all: Registered[] = [];

const say = (secret: (typeof secrets)[number], note: string, at: Date) =>
  signatureLine(cosign(secret, parseNote(Buffer.from(note)).text, at));

before(async () => {
  desk = await openDesk();
  dir = path.join(desk.dir, "public", "docs");
  for (const count of [3, 4]) {
    all.push(...(await registerMany(desk, count)));
    await seal(desk.database, desk.signer, NOW);
    const { size, note } = (await desk.signer.signed())!;
    for (const secret of secrets) {
      const line = say(secret, note, NOW);
      const said = { size, witness: idOf(verifierOf(secret)), line, at: NOW };
      await desk.database.transact((tx) => writeCosignature(tx, "docs", said));
    }
  }
  await desk.owner.pool.query("CREATE TABLE saved_lines AS TABLE log_cosignature");
  await desk.owner.pool.query("CREATE TABLE saved_points AS TABLE log_checkpoint");
});
after(() => desk?.close());
afterEach(async () => {
  await desk.owner.pool.query("DELETE FROM log_cosignature; INSERT INTO log_cosignature TABLE saved_lines");
  await desk.owner.pool.query("DELETE FROM log_checkpoint; INSERT INTO log_checkpoint TABLE saved_points");
});

async function examine(witnesses: readonly VerifierKey[] = keys): Promise<string[]> {
  const walk = fsck({
    sql: desk.database.sql,
    log: "docs",
    vkey: desk.signer.vkey,
    now: NOW,
    openDocument: vaultOf(all),
    filesDir: dir,
    witnesses,
    wait: async () => {},
  });
  const found: string[] = [];
  for await (const { code, at } of walk) found.push([code, at.size, at.witness, at.file].filter(Boolean).join(" "));
  return found;
}

test("what they said is found to be theirs; of a witness whom nobody knows any more nothing is said", async () => {
  assert.deepEqual(await examine(), []);
  const stranger = verifierOf(signingKey("w1.test", new Uint8Array(32).fill(9), 4));
  assert.deepEqual(await examine([stranger]), []);
});

const [w1 = ""] = keys.map(idOf);
const of3 = `size = 3 AND witness = '${w1}'`;
const tamperings: [what: string, sql: string][] = [
  ["the end of a line", `UPDATE log_cosignature SET line = overlay(line placing 'AAAA' from length(line) - 6) WHERE ${of3}`],
  ["a line made two", `UPDATE log_cosignature SET line = line || line WHERE ${of3}`],
  ["a line without its newline", `UPDATE log_cosignature SET line = rtrim(line, E'\\n') WHERE ${of3}`],
  ["a line that is none", `UPDATE log_cosignature SET line = 'good' WHERE ${of3}`],
  ["the line of the other witness", `UPDATE log_cosignature SET line = (SELECT line FROM log_cosignature WHERE size = 3 AND witness <> '${w1}') WHERE ${of3}`],
  ["the line of another checkpoint", `UPDATE log_cosignature SET line = (SELECT line FROM log_cosignature WHERE size = 7 AND witness = '${w1}') WHERE ${of3}`],
  ["the time beside it", `UPDATE log_cosignature SET at = at + interval '1 second' WHERE ${of3}`],
]; // biome-ignore format: a table

for (const [what, sql] of tamperings) {
  test(`changed by the owner: ${what}`, async () => {
    assert.equal((await desk.owner.pool.query(sql)).rowCount, 1);
    assert.deepEqual(await examine(), [`cosignature-changed 3 ${w1}`]);
  });
}

test("a line that was made up with another key of the same name is found, if it says that it is that witness", async () => {
  const note = (await desk.owner.pool.query<{ note: string }>("SELECT note FROM log_checkpoint WHERE size = 3"))
    .rows[0]!.note;
  const made = parseNote(
    Buffer.from(note + say(signingKey("w1.test", new Uint8Array(32).fill(9), 4), note, NOW)),
  ).signatures.at(-1)!;
  const line = signatureLine({ ...made, keyId: keys[0]!.id });
  await desk.owner.pool.query(`UPDATE log_cosignature SET line = $1 WHERE ${of3}`, [line]);
  assert.deepEqual(await examine(), [`cosignature-changed 3 ${w1}`]);
});

test("a checkpoint deleted in the middle is missed by those who cosigned it", async () => {
  await desk.owner.pool.query("DELETE FROM log_checkpoint WHERE size = 3");
  assert.deepEqual(
    await examine(),
    keys.map((key) => `cosignature-changed 3 ${idOf(key)}`),
  );
});

test("in the exported checkpoint, too; and what a witness said a moment before is none", async () => {
  await exportLog({ sql: desk.portal.sql, log: "docs", keys: [desk.signer.key], dir });
  const file = path.join(dir, "checkpoint");
  const bytes = await readFile(file);
  assert.equal(parseNote(bytes).signatures.length, 3);
  assert.deepEqual(await examine(), []);
  const changed = Buffer.from(bytes);
  changed[changed.length - 12]! ^= 1;
  await writeFile(file, changed);
  assert.deepEqual(await examine(), ["file-changed checkpoint"]);
  await writeFile(file, bytes);

  const { note } = (await desk.signer.signed())!;
  const at = new Date(NOW.getTime() + 600_000);
  const said = { size: 7, witness: w1, line: say(secrets[0]!, note, at), at };
  await desk.database.transact((tx) => writeCosignature(tx, "docs", said));
  assert.deepEqual(await examine(), []);
});
