/** `medkarta verify` and `medkarta verify-page` as people run them: files on a disk, an answer and an exit code. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type EvidenceRoom, openEvidenceRoom, type TakenHome } from "../evidence/brought.ts";
import { runCommand } from "./run-command.ts";

let room: EvidenceRoom;
let home: TakenHome;
let folder: string;
before(async () => {
  room = await openEvidenceRoom();
  home = await room.takeHome("one");
  folder = join(room.house.dataDir, "brought");
  await mkdir(folder);
  const files: Record<string, Uint8Array> = {
    "a.pdf": home.pdf,
    "a.zip": home.zip,
    "d.xml": home.document,
    "d.xml.1.p7s": home.signatures[0]!,
    "d.xml.2.p7s": home.signatures[1]!,
    "d.xml.tlog-proof": home.receipt,
    "notes.txt": Buffer.from("not a document"),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
});
after(() => room?.close());

const run = (...args: string[]) => runCommand({ home: room.house.dataDir, urls: room.house.database }, ...args);
const at = (name: string) => join(folder, name);

interface Report {
  readonly state: string;
  readonly bytes?: string;
  readonly sha256?: string;
  readonly signatures?: readonly {
    readonly indication: string;
    readonly subIndication: string | null;
    readonly registered: boolean | null;
  }[];
  readonly receipt?: { readonly answer: string; readonly index: number; readonly record: { readonly number: string } };
  readonly files?: readonly { readonly file: string; readonly state: string }[];
}
async function json(...args: string[]): Promise<{ code: number; report: Report }> {
  const { code, stdout, stderr } = await run("verify", ...args, "--json");
  assert.equal(stderr, "");
  return { code, report: JSON.parse(stdout) as Report };
}

test("a PDF, a ZIP, and an XML with what lies beside it: 0, and the JSON says why", async () => {
  for (const name of ["a.pdf", "a.zip", "d.xml"]) {
    const { code, report } = await json(at(name));
    assert.deepEqual([code, report.state, report.bytes], [0, "authentic", "registered"], name);
    assert.deepEqual(
      report.signatures?.map(({ indication, registered }) => [indication, registered]),
      [
        ["TOTAL-PASSED", true],
        ["TOTAL-PASSED", true],
      ],
    );
    assert.equal(report.receipt?.answer, "proved");
    assert.equal(report.receipt?.record.number, home.number);
  }
});

test("a changed byte: 1; nothing to judge by: 2; misused: 64", async () => {
  const changed = new Uint8Array(home.document);
  changed[100]! ^= 1;
  await mkdir(at("other"));
  await writeFile(at("other/c.xml"), changed);
  const altered = await json(at("other/c.xml"), "--signature", at("d.xml.1.p7s"));
  assert.deepEqual([altered.code, altered.report.signatures?.[0]?.subIndication], [1, "HASH_FAILURE"]);
  const receipt = await json(at("other/c.xml"), "--receipt", at("d.xml.tlog-proof"));
  assert.deepEqual([receipt.code, receipt.report.bytes], [1, "other"]);
  assert.equal((await json(at("other/c.xml"))).code, 2);
  assert.equal((await run("verify")).code, 64);
  assert.equal((await run("verify", at("d.xml"), "--at", "yesterday")).code, 64);

  const { code, report } = await json(folder);
  assert.equal(code, 2, "of a folder the worst");
  assert.deepEqual(
    report.files?.map(({ file, state }) => [file.slice(folder.length + 1), state]),
    [
      ["a.pdf", "authentic"],
      ["a.zip", "authentic"],
      ["d.xml", "authentic"],
      ["other/c.xml", "cannot-tell"],
    ].map(([file, state]) => [file, state]),
  );
});

test("years later by --at: what the receipt proves stays authentic, what it does not is told", async () => {
  assert.equal((await json(at("d.xml"), "--at", "2060-01-01T00:00:00Z")).code, 0);
  await mkdir(at("bare"));
  await writeFile(at("bare/d.xml"), home.document);
  const signatures = ["--signature", at("d.xml.1.p7s"), "--signature", at("d.xml.2.p7s")];
  const { code, report } = await json(at("bare/d.xml"), ...signatures, "--at", "2060-01-01T00:00:00Z");
  assert.deepEqual([code, report.signatures?.[0]?.subIndication], [2, "OUT_OF_BOUNDS_NO_POE"]);
});

test("a policy of witnesses that nobody met: the receipt proves nothing, and 2 is answered", async () => {
  const [log] = room.trust.logs;
  const witness = "witness.example+e6bd4e1f+BCQzUuCiJhvyHcHYZ3XUJ5ElABRE9eOSCgjxWF6yD5w3";
  await writeFile(at("alone.policy"), `log ${log}\nquorum none\n`);
  assert.equal((await json(at("d.xml"), "--policy", at("alone.policy"))).code, 0);
  await writeFile(at("other.policy"), `log ${log}\nwitness w ${witness}\nquorum w\n`);
  const { code, stderr } = await run("verify", at("d.xml"), "--policy", at("other.policy"));
  assert.ok(code === 2 || /line 2/.test(stderr), `${code} ${stderr}`);
});

test("verify-page writes one file that holds the log's key and loads nothing", async () => {
  const out = at("page.html");
  const { code } = await run("verify-page", out);
  assert.equal(code, 0);
  const html = await readFile(out, "utf8");
  assert.ok(html.includes(room.trust.logs[0] ?? "?"));
  assert.doesNotMatch(html, /(src|href)="(?!#)/);
});
