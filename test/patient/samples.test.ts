/** Real documents of hospitals and ministry through the whole house, as `medkarta submit --demo-sign` sends them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { ask, openRegistryClient } from "../../src/contract/registry-client.ts";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";
import { countRows } from "../http/counts.ts";
import { openHospital } from "../http/hospital.ts";
import { logIn, textOf, type Visitor } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

const skip = unlessShared("semd") || unlessShared("ccda");

/** Those that must be refused, and what a hospital's developer must be told. Every other one must be registered. */
const refused: Readonly<Record<string, { code: string; line?: number }>> = {
  "vimis-onko__SMSV2.xml": { code: "NOT_WELL_FORMED", line: 765 },
  "fhir-ru-zendoc__kdl__semd-type7-red4-no-namespace.xml": { code: "NO_HL7_NAMESPACE" },
};

let house: TestHouse;
before(async () => {
  if (!skip) house = await openTestHouse();
});
after(() => house?.close());

interface Signed {
  readonly localUid: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly signatures: readonly string[];
  readonly patientLogin: string | null;
}

async function demoSign(document: Uint8Array): Promise<Signed> {
  const form = new FormData();
  form.set("document", new Blob([new Uint8Array(document)], { type: "application/xml" }), "document");
  return (await ask(`${house.url}/demo/sign`, { method: "POST", body: form })) as Signed;
}

test("the samples are here, and those to be refused are among them", { skip }, () => {
  const files = sharedFiles("semd", [".xml"]);
  assert.ok(files.length >= 17 && sharedFiles("ccda", [".xml", ".ccd"]).length >= 20);
  for (const name of Object.keys(refused)) assert.ok(files.includes(name), name);
});

const visitors = new Map<string, Visitor>();

async function visitorOf(login: string): Promise<Visitor> {
  const known = visitors.get(login);
  if (known) return known;
  const visitor = await logIn(house, login);
  await visitor.open("/consent");
  await visitor.press("Разрешить");
  visitors.set(login, visitor);
  return visitor;
}

for (const name of sharedFiles("semd", [".xml"])) {
  const expected = refused[name];
  test(`${name}: ${expected ? `refused, ${expected.code}` : "registered, listed, opened, printed, verified"}`, {
    skip,
  }, async (t) => {
    const document = sharedFile("semd", name);
    if (expected) return assertRefused(document, expected);
    const signed = await demoSign(document);
    const signatures = signed.signatures.map((text) => Buffer.from(text, "base64"));
    const client = openRegistryClient(house.url, { clientId: signed.client.id, secret: signed.client.secret });
    const order = {
      localUid: signed.localUid,
      document,
      mediaType: "application/xml",
      signatures,
      metadata: null,
      wait: 20,
    } as const;
    const submission = await client.submit(order);
    const errors = submission.faults.filter(({ severity }) => severity === "error");
    if (signed.patientLogin === null) {
      t.diagnostic("its СНИЛС is all zeros");
      assert.equal(submission.state, "refused");
      assert.deepEqual(
        errors.map(({ code }) => code),
        ["NO_SNILS"],
      );
      assert.ok((errors[0]?.line ?? 0) > 1);
      return;
    }
    assert.equal(submission.state, "registered", JSON.stringify(submission.faults));
    const number = submission.number ?? "";
    const visitor = await visitorOf(signed.patientLogin);
    await visitor.open("/documents");
    assert.ok(visitor.page.html.includes(`href="/documents/${number}"`), "listed");
    const page = await visitor.open(`/documents/${number}`);
    assert.equal(page.status, 200);
    const said = textOf(page.html);
    assert.match(said, /Документ подлинный/);
    assert.doesNotMatch(said, /Показать документ на странице не получилось/);
    const pdf = await visitor.download(`/documents/${number}/pdf`);
    assert.equal(pdf.status, 200);
    assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
    const xml = await visitor.download(`/documents/${number}/xml`);
    assert.ok(xml.bytes.equals(document), "the very bytes");
    await assertVerifies(visitor, number, xml.bytes);
    const again = await client.submit(order);
    assert.equal(again.number, number);
  });
}

async function assertRefused(document: Uint8Array, { code, line }: { code: string; line?: number }): Promise<void> {
  const before = await countRows(house);
  await assert.rejects(demoSign(document), (error) => {
    assert.ok(error instanceof Refusal);
    const [fault] = error.faults;
    assert.equal(fault?.code, code);
    if (line !== undefined) assert.equal(fault.line, line);
    assert.ok(fault.hint && fault.message.ru.length > 20);
    return true;
  });
  const volga = await openHospital(house);
  const answer = await volga.send({ document });
  assert.equal(answer.status, 422);
  assert.equal(answer.body.state, "refused");
  assert.deepEqual(
    answer.body.faults?.map((fault) => fault.code),
    [code],
  );
  if (line !== undefined) assert.equal(answer.body.faults?.[0]?.line, line);
  assert.deepEqual(await countRows(house), before);
}

/** What was downloaded proves itself to whoever trusts the demo's root. */
async function assertVerifies(visitor: Visitor, number: string, bytes: Buffer): Promise<void> {
  const { authority } = await openHospital(house);
  const now = new Date();
  const trust = openTrustStore({ roots: [authority.root], crls: [authority.crl(now)] });
  for (const which of [0, 1]) {
    const signature = (await visitor.download(`/documents/${number}/signatures/${which}`)).bytes;
    const [verdict] = validateSignature({ document: digestsOf(bytes), signature, trust, bestTime: now, now });
    assert.equal(verdict?.indication, "TOTAL-PASSED", verdict?.reason);
  }
}

for (const name of sharedFiles("ccda", [".xml", ".ccd"])) {
  test(`${name} is refused as not of a registered kind`, { skip }, async () => {
    const before = await countRows(house);
    const volga = await openHospital(house);
    const answer = await volga.send({ document: sharedFile("ccda", name) });
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.state, "refused");
    assert.ok((answer.body.faults ?? []).every(({ message, hint }) => message.ru && message.en && hint));
    // One of them is a fragment of a document; one has a byte order mark before it, which is told as well.
    assert.ok(["NOT_RUSSIAN_PROFILE", "NOT_CLINICAL_DOCUMENT"].includes(answer.body.code ?? ""), answer.text);
    const codes = new Set(answer.body.faults?.map(({ code }) => code));
    codes.delete("BOM");
    assert.deepEqual([...codes], [answer.body.code]);
    assert.deepEqual(await countRows(house), before);
  });
}
