/** POST /api/v1/documents and the long poll: what a hospital's system sends, and every answer that it may get. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import type { DemoStaff } from "../../src/demo/people/shapes.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { logIn } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { countRows } from "./counts.ts";
import { type Answer, answerOf, type Hospital, openHospital, type Parcel, sign } from "./hospital.ts";

let house: TestHouse;
let volga: Hospital;
let ob: Hospital;
before(async () => {
  house = await openTestHouse({ env: { MEDKARTA_MAX_DOCUMENT_BYTES: "200000" } });
  volga = await openHospital(house, "volga");
  ob = await openHospital(house, "ob");
});
after(() => house?.close());

let sets = 0;
const newSet = () => `t${++sets}`;
const codes = (answer: Answer) => (answer.body.faults ?? []).map(({ code }) => code);
const errors = (answer: Answer) =>
  (answer.body.faults ?? []).filter(({ severity }) => severity === "error").map(({ code }) => code);

describe("receiving", () => {
  test("202 at once, and the decision by a long poll", async () => {
    const sent = await volga.send({ document: volga.write({ set: newSet() }), wait: null });
    assert.equal(sent.status, 202);
    assert.equal(sent.body.state, "received");
    const location = sent.headers.get("location");
    assert.equal(location, `/api/v1/submissions/${sent.body.id}`);
    const decided = await volga.get(`${location}?wait=20`);
    assert.equal(decided.status, 200);
    assert.equal(decided.body.state, "registered");
    assert.match(decided.body.number ?? "", /^76\.\d\d\.\d\d\.\d{9}$/);
    assert.deepEqual((await volga.get(location ?? "")).body, decided.body);
  });

  test("Prefer: wait=20 answers with the decision", async () => {
    const { status, body } = await volga.send({ document: volga.write({ set: newSet() }) });
    assert.equal(status, 200);
    assert.equal(body.state, "registered");
    assert.deepEqual(body.faults, []);
  });

  test("the same key and bytes: the same answer again, whatever the case of the key", async () => {
    const document = volga.write({ set: newSet() });
    const localUid = randomUUID();
    const first = await volga.send({ document, localUid });
    const before = await countRows(house);
    for (const key of [localUid, localUid.toUpperCase()]) {
      const again = await volga.send({ document, localUid: key, wait: null });
      assert.equal(again.status, 200);
      assert.equal(again.text, first.text);
    }
    assert.deepEqual(await countRows(house), before);
  });

  test("the same key and other bytes: 409, and nothing changes", async () => {
    const document = volga.write({ set: newSet() });
    const localUid = randomUUID();
    await volga.send({ document, localUid });
    const before = await countRows(house);
    const otherBytes = await volga.send({ document: volga.write({ set: newSet() }), localUid });
    const otherSignature = await volga.send({ document, localUid, signatures: [sign(document, volga.seal)] });
    const otherMetadata = await volga.send({ document, localUid, metadata: {} });
    for (const answer of [otherBytes, otherSignature, otherMetadata]) {
      assert.equal(answer.status, 409);
      assert.equal(answer.body.code, "NOT_UNIQUE_PROVIDED_ID");
    }
    assert.deepEqual(await countRows(house), before);
  });

  test("the same key of two organisations: two documents", async () => {
    const localUid = randomUUID();
    const one = await volga.send({ document: volga.write({ set: newSet() }), localUid });
    const other = await ob.send({ document: ob.write({ set: newSet() }), localUid });
    assert.equal(one.body.state, "registered");
    assert.equal(other.body.state, "registered");
    assert.notEqual(one.body.id, other.body.id);
    assert.match(other.body.number ?? "", /^54\./);
  });

  test("fifty times the same key at once: one submission, one document, one leaf, one answer", async () => {
    const document = volga.write({ set: newSet() });
    const localUid = randomUUID();
    const before = await countRows(house);
    const answers = await Promise.all(Array.from({ length: 50 }, () => volga.send({ document, localUid })));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const now = await countRows(house);
    assert.equal(now.submissions, before.submissions + 1);
    assert.equal(now.documents, before.documents + 1);
    assert.equal(now.leaves, before.leaves + 1);
    assert.equal(now.contents, before.contents + 1);
  });

  test("twenty times one version of one set under twenty keys at once: one is registered", async () => {
    const set = newSet();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => volga.send({ document: volga.write({ set, text: `Запись ${i}` }) })),
    );
    const registered = answers.filter(({ body }) => body.state === "registered");
    assert.equal(registered.length, 1);
    for (const answer of answers) {
      if (answer !== registered[0]) assert.deepEqual(errors(answer), ["CANT_REG_VERSION"]);
    }
  });
});

describe("requests that are misshapen are refused at once, and nothing is stored", () => {
  interface Misshapen {
    readonly parcel: () => Partial<Parcel>;
    readonly status: number;
    readonly code: string;
  }
  const signatures = (count: number) => ({ signatures: Array.from({ length: count }, () => new Uint8Array(10)) });
  const misshapen: Record<string, Misshapen> = {
    "a key that is no UUID": { parcel: () => ({ localUid: "17" }), status: 400, code: "LOCAL_UID" },
    "no signature": { parcel: () => signatures(0), status: 422, code: "NO_SIGNATURE" },
    "an empty document": { parcel: () => ({ document: new Uint8Array() }), status: 400, code: "NO_DOCUMENT" },
    "a field that is not known": { parcel: () => ({ extra: ["patientId", "1"] }), status: 400, code: "FIELD" },
    "a second document": { parcel: () => ({ extra: ["document", "<a/>"] }), status: 400, code: "FIELD" },
    "too many signatures": { parcel: () => signatures(21), status: 422, code: "TOO_MANY_SIGNATURES" },
    "more parts than any document has": { parcel: () => signatures(40), status: 413, code: "FST_FILES_LIMIT" },
    "a document that is too large": {
      parcel: () => ({ document: Buffer.alloc(200_001, " ") }),
      status: 413,
      code: "FST_REQ_FILE_TOO_LARGE",
    },
    "what is not XML": { parcel: () => ({ document: Buffer.from("Привет") }), status: 422, code: "NOT_WELL_FORMED" },
    "a kind that the registry does not know": {
      parcel: () => ({ document: volga.write({ kind: "99999" }) }),
      status: 422,
      code: "UNKNOWN_KIND",
    },
    "a PDF without metadata": {
      parcel: () => ({ document: Buffer.from("%PDF-1.7\n%%EOF\n"), mediaType: "application/pdf" }),
      status: 422,
      code: "NO_METADATA",
    },
  };
  for (const [name, { parcel, status, code }] of Object.entries(misshapen)) {
    test(name, async () => {
      const before = await countRows(house);
      const answer = await volga.send({ document: volga.write({ set: newSet() }), ...parcel() });
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.body.code, code, answer.text);
      assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
      if (status === 422) assert.equal(answer.body.state, "refused");
      for (const { path, line } of answer.body.faults ?? []) assert.ok(!path?.startsWith("/") || (line ?? 0) > 0, path);
      assert.deepEqual(await countRows(house), before);
    });
  }

  test("no key, or a content type that is no form", async () => {
    const authorization = `Bearer ${await volga.token()}`;
    const key = { "idempotency-key": randomUUID() };
    const post = async (headers: Record<string, string>, body: FormData | string) =>
      answerOf(
        await fetch(`${house.url}/api/v1/documents`, { method: "POST", headers: { authorization, ...headers }, body }),
      );
    const form = new FormData();
    form.set("document", new Blob([new Uint8Array(volga.write())]), "a.xml");
    assert.equal((await post({}, form)).status, 400);
    assert.equal((await post({ ...key, "content-type": "application/json" }, "{}")).status, 415);
    assert.equal((await post({ ...key, "content-type": "application/xml" }, "<a/>")).status, 415);
    assert.equal((await post({ ...key, "content-type": "application/x-www-form-urlencoded" }, "a=b")).status, 415);
    assert.equal((await post({ ...key, "content-type": "multipart/form-data" }, "a")).status, 400);
    assert.equal(
      (await post({ ...key, "content-type": "multipart/form-data; boundary=x" }, "--x\r\nno end")).status,
      400,
    );
  });
});

describe("submissions of others", () => {
  test("another organisation's submission is as one that is not there", async () => {
    const sent = await volga.send({ document: volga.write({ set: newSet() }) });
    const [foreign, absent] = await Promise.all(
      [sent.body.id, randomUUID()].map((id) => ob.get(`/api/v1/submissions/${id}`)),
    );
    assert.equal(foreign!.status, 404);
    assert.deepEqual({ ...foreign!.body, reference: "" }, { ...absent!.body, reference: "" });
  });
  test("an id or a wait that is none", async () => {
    assert.equal((await volga.get("/api/v1/submissions/17")).status, 400);
    assert.equal((await volga.get(`/api/v1/submissions/${randomUUID()}?wait=long`)).status, 400);
  });
});

describe("PDF/A", () => {
  const pdf = Buffer.from(
    "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  );
  const { snils, name, birthDate } = patientByLogin("orlov");
  const { oid, name: organisation } = organisations.volga;
  const author = staffByLogin("krylova");
  const person = ({ family, given, patronymic }: DemoStaff["name"]) => ({
    family,
    given,
    ...(patronymic ? { patronymic } : {}),
  });
  const metadata = {
    kind: { system: "1.2.643.5.1.13.13.11.1520", code: "6" },
    title: "Протокол консультации",
    id: { root: `${oid}.100.1.1.51`, extension: "pdf-1" },
    setId: { root: `${oid}.100.1.1.50`, extension: "pdf-1" },
    version: 1,
    issuedOn: "2023-06-01",
    organisation: { oid, name: organisation },
    patient: { snils, ...person(name), birthDate },
    author: { snils: author.snils, ...person(author.name) },
  };

  test("is registered by its metadata, and handed to its patient unchanged", async () => {
    const { body, text } = await volga.send({ document: pdf, mediaType: "application/pdf", metadata });
    assert.equal(body.state, "registered", text);
    const visitor = await logIn(house, "orlov");
    await visitor.open("/consent");
    await visitor.press("Разрешить");
    const page = await visitor.open(`/documents/${body.number}`);
    assert.match(page.html, /Этот документ пришёл как файл PDF/);
    for (const way of ["pdf", "xml"]) {
      const { bytes, headers } = await visitor.download(`/documents/${body.number}/${way}`);
      assert.ok(bytes.equals(pdf));
      assert.equal(headers.get("content-disposition"), `attachment; filename="${body.number}.pdf"`);
    }
    assert.equal((await visitor.open(`/documents/${body.number}/print`)).status, 415);
  });
  test("metadata that is not as it should be: every field is named", async () => {
    const bad = { ...metadata, version: 0, issuedOn: "вчера", isAdmin: true };
    const answer = await volga.send({ document: pdf, mediaType: "application/pdf", metadata: bad });
    assert.equal(answer.status, 422);
    assert.deepEqual((answer.body.faults ?? []).map(({ path }) => path).sort(), [
      "metadata/isAdmin",
      "metadata/issuedOn",
      "metadata/version",
    ]);
  });
  test("a day that is none, in metadata", async () => {
    const bad = { ...metadata, setId: { ...metadata.setId, extension: "pdf-2" }, issuedOn: "2023-02-30" };
    const answer = await volga.send({ document: pdf, mediaType: "application/pdf", metadata: bad });
    assert.equal(answer.status, 422, answer.text);
    assert.deepEqual(
      (answer.body.faults ?? []).map(({ path }) => path),
      ["metadata/issuedOn"],
    );
  });
  test("a kind of CDA in a PDF is not taken", async () => {
    const bad = { ...metadata, kind: { ...metadata.kind, code: "227" } };
    const answer = await volga.send({ document: pdf, mediaType: "application/pdf", metadata: bad });
    assert.deepEqual(codes(answer), ["UNKNOWN_KIND"]);
  });
});

test("every submission is decided, and no job was given up", async () => {
  const Row = Type.Object({ state: Type.String(), count: Type.Integer() });
  const rows = await house.house.registry.sql.rows(
    Row,
  )`SELECT state, count(*)::int AS count FROM submission GROUP BY state`;
  assert.deepEqual(rows.map(({ state }) => state).sort(), ["refused", "registered"]);
  assert.equal((await house.house.intake.queue.depth()).dead ?? 0, 0);
});
