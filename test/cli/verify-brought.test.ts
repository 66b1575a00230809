/** `medkarta verify` with what the asker brings along: answers of OCSP, and what each question about a signature weighs. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { zipSync } from "fflate";
import { answer } from "../cms/evidence.ts";
import { days, document, NOW, root, sign } from "../cms/house.ts";
import { runCommand } from "./run-command.ts";

let home: string;
const at = (name: string) => join(home, name);
const keep = (name: string, bytes: Uint8Array | string) => writeFile(at(name), bytes);
before(async () => {
  home = await mkdtemp(join(tmpdir(), "medkarta-verify-"));
  for (const folder of ["bare", "beside"]) {
    await mkdir(at(folder));
    await keep(`${folder}/d.xml`, document.bytes);
    await keep(`${folder}/d.xml.p7s`, sign());
  }
  await keep("root.cer", root.certificate);
  await keep("good.der", answer());
  await keep("revoked.der", answer({ status: { at: days(-2), reason: 1 } }));
  await keep("beside/d.xml.ors", answer());
});
after(() => rm(home, { recursive: true, force: true }));

interface Report {
  readonly signatures: readonly { readonly indication: string; readonly subIndication: string | null }[];
}

const run = (file: string, ...args: string[]) =>
  runCommand({ home }, "verify", at(file), "--trust", at("root.cer"), "--at", NOW.toISOString(), ...args);
/** The exit code and the verdict over the only signature. */
async function verdict(file: string, ...args: string[]): Promise<[number, string, string | null]> {
  const { code, stdout, stderr } = await run(file, ...args, "--json");
  assert.equal(stderr, "");
  const { signatures } = JSON.parse(stdout) as Report;
  assert.equal(signatures.length, 1);
  return [code, signatures[0]!.indication, signatures[0]!.subIndication];
}
const passed = [0, "TOTAL-PASSED", null];
const unsaid = [2, "INDETERMINATE", "TRY_LATER"];

test("an answer of OCSP says what no list said: by --ocsp, beside the file, and inside its ZIP", async () => {
  assert.deepEqual(await verdict("bare/d.xml"), unsaid);
  assert.deepEqual(await verdict("bare/d.xml", "--ocsp", at("good.der")), passed);
  const revoked = await verdict("bare/d.xml", "--ocsp", at("good.der"), "--ocsp", at("revoked.der"));
  assert.deepEqual(revoked, [2, "INDETERMINATE", "REVOKED_NO_POE"]);
  assert.deepEqual(await verdict("beside/d.xml"), passed);
  const whole = { "d.xml": document.bytes, "d.xml.p7s": sign(), "whatever.bin": answer() };
  await keep("with.zip", zipSync(whole));
  await keep("without.zip", zipSync({ "d.xml": document.bytes, "d.xml.p7s": sign() }));
  assert.deepEqual(await verdict("with.zip"), passed);
  assert.deepEqual(await verdict("without.zip"), unsaid);
  const { stdout } = await run("beside");
  assert.match(stdout, /Всего 1: подлинных 1/, "of a folder too");
});

test("what is no answer is refused by name, and is passed over where it only came along", async () => {
  const { code, stderr } = await run("bare/d.xml", "--ocsp", at("root.cer"));
  assert.equal(code, 1);
  assert.match(stderr, /ответ OCSP № 1/);
  const broken = answer().slice();
  broken[broken.length - 1]! ^= 1;
  const entries = { "d.xml": document.bytes, "d.xml.p7s": sign(), "a.ors": broken, "b.ors": broken.slice(0, 200) };
  await keep("broken.zip", zipSync(entries));
  assert.deepEqual(await verdict("broken.zip"), unsaid);
});

test("--signature-policy weighs the questions as its file says, and a name that is not known is refused", async () => {
  await keep(
    "lenient.json",
    '{ "name": "ours", "constraints": { "RevocationDataAvailable": "WARN", "RevocationDataFresh": "WARN" } }',
  );
  assert.deepEqual(await verdict("bare/d.xml", "--signature-policy", at("lenient.json")), passed);
  await keep("misspelt.json", '{ "constraints": { "RevocationDataAvaiable": "WARN" } }');
  const { code, stdout, stderr } = await run("bare/d.xml", "--signature-policy", at("misspelt.json"));
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /RevocationDataAvaiable: there is no such constraint/);
});
