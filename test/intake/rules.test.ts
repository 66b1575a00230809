/** What the intake asks of a document: each rule broken alone, several at once, and the person found exactly or not at all. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { organisations } from "../../src/demo/people/places.ts";
import type { DemoStaff } from "../../src/demo/people/shapes.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { countRows } from "../http/counts.ts";
import { type Answer, type Hospital, openHospital, sign } from "../http/hospital.ts";
import type { Letter } from "../http/letter.ts";
import { type OtherAuthority, openOtherAuthority } from "../http/other-authority.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
let volga: Hospital;
let ob: Hospital;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  ob = await openHospital(house, "ob");
});
after(() => house?.close());

let sets = 0;
const newSet = () => `t${++sets}`;
const codes = (answer: Answer) => (answer.body.faults ?? []).map(({ code }) => code);
const errors = (answer: Answer) =>
  (answer.body.faults ?? []).filter(({ severity }) => severity === "error").map(({ code }) => code);
const letter = (changes: Partial<Letter>) => volga.send({ document: volga.write({ set: newSet(), ...changes }) });

describe("a document that breaks a rule is refused with its reason", () => {
  let other: OtherAuthority;
  let stranger: OtherAuthority;
  let revoked: ReturnType<OtherAuthority["certify"]>;
  const subjectOf = ({ name, snils }: DemoStaff) => ({
    commonName: name.family,
    surname: name.family,
    givenName: `${name.given} ${name.patronymic}`,
    snils,
  });
  const krylova = staffByLogin("krylova");
  const petrov = staffByLogin("petrov");
  before(async () => {
    other = openOtherAuthority("Второй учебный УЦ");
    stranger = openOtherAuthority("Чужой УЦ");
    revoked = other.certify(subjectOf(krylova));
    await other.settle(house, [revoked.serial]);
  });

  /** Signed by these in place of the doctor; the organisation's seal follows. */
  async function signedBy(doctor: { certificate: Uint8Array; key: Hospital["doctor"]["key"] }) {
    const document = volga.write({ set: newSet() });
    return volga.send({ document, signatures: [sign(document, doctor), sign(document, volga.seal)] });
  }
  async function refused(answer: Answer, ...expected: string[]) {
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.state, "refused");
    assert.equal(answer.body.number, null);
    assert.deepEqual(errors(answer), expected, answer.text);
    for (const { message, path, line } of answer.body.faults ?? []) {
      assert.ok(message.ru && message.en);
      if (path?.startsWith("/")) assert.ok((line ?? 0) > 1, `${path} has no line`);
    }
  }

  test("the other authority is trusted, so what follows is refused for its own reason", async () => {
    assert.equal((await signedBy(other.certify(subjectOf(krylova)))).body.state, "registered");
  });
  test("of another organisation", async () => {
    const answer = await letter({ organisation: organisations.ob });
    await refused(answer, "ORGANISATION_MISMATCH");
    const [fault] = answer.body.faults ?? [];
    assert.equal(fault?.found, organisations.ob.oid);
    assert.equal(fault?.expected, organisations.volga.oid);
    assert.ok((fault?.line ?? 0) > 1 && fault?.path?.includes("/custodian"));
  });
  test("signed over other bytes", async () => {
    const document = volga.write({ set: newSet() });
    const elsewhere = volga.write({ set: newSet() });
    const signatures = [sign(elsewhere, volga.doctor), sign(document, volga.seal)];
    await refused(await volga.send({ document, signatures }), "DIGEST_MISMATCH");
  });
  test("one bit of a signature turned", async () => {
    const document = volga.write({ set: newSet() });
    const broken = Uint8Array.from(sign(document, volga.doctor));
    broken[broken.length - 1]! ^= 1;
    await refused(
      await volga.send({ document, signatures: [broken, sign(document, volga.seal)] }),
      "SIGNATURE_VERIFICATION_ERROR",
    );
  });
  test("by an authority that nobody trusts", async () =>
    refused(await signedBy(stranger.certify(subjectOf(krylova))), "CANT_BUILD_CERT_CHAIN_TO_ACCREDITED_CA_CERT"));
  test("by a certificate that was taken back", async () => {
    const answer = await signedBy(revoked);
    await refused(answer, "SIGNATURE_VERIFICATION_ERROR");
    assert.equal(answer.body.faults?.[0]?.message.ru, "Сертификат подписанта отозван");
  });
  test("by a certificate that has ended", async () =>
    refused(
      await signedBy(other.certify(subjectOf(krylova), { notAfter: new Date("2025-01-01T00:00:00Z") })),
      "PERSONAL_SIG_CERT_NOT_ACTUAL_ON_CHECK_DT",
    ));
  test("by a certificate that has not begun", async () =>
    refused(
      await signedBy(other.certify(subjectOf(krylova), { notBefore: new Date(Date.now() + 86_400_000) })),
      "PERSONAL_SIG_CERT_NOT_ACTUAL_ON_CHECK_DT",
    ));
  test("by a key that is not for signing documents", async () =>
    refused(
      await signedBy(other.certify(subjectOf(krylova), { keyUsage: ["keyAgreement"] })),
      "INVALID_CERT_KEY_USAGE",
    ));
  test("by a doctor whom it does not name", async () =>
    refused(await signedBy(other.certify(subjectOf(petrov))), "INVALID_DOCTOR_SNILS"));
  test("without the organisation's signature", async () => {
    const document = volga.write({ set: newSet() });
    const answer = await volga.send({ document, signatures: [sign(document, volga.doctor)] });
    await refused(answer, "ORG_SIGNATURE_OCCURRENCE_MISMATCH");
  });
  test("without the doctor's signature", async () => {
    const document = volga.write({ set: newSet() });
    await refused(await volga.send({ document, signatures: [sign(document, volga.seal)] }), "ROLE_OCCURRENCE_MISMATCH");
  });
  test("sealed by another organisation", async () => {
    const document = volga.write({ set: newSet() });
    const signatures = [sign(document, volga.doctor), sign(document, ob.seal)];
    await refused(await volga.send({ document, signatures }), "SIGNER_ORG_MISMATCH");
  });
  test("signed twice by one certificate", async () => {
    const document = volga.write({ set: newSet() });
    const doctor = sign(document, volga.doctor);
    await refused(
      await volga.send({ document, signatures: [doctor, sign(document, volga.seal), doctor] }),
      "SIGNATURE_DUPLICATION",
    );
  });
  test("with something that is no signature", async () => {
    const document = volga.write({ set: newSet() });
    const signatures = [sign(document, volga.doctor), sign(document, volga.seal), Buffer.from("подпись")];
    await refused(await volga.send({ document, signatures }), "SIGNATURE_DECODING_ERROR");
  });
  test("of tomorrow", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
    await refused(await letter({ created: `${tomorrow}1200+0300` }), "WRONG_CREATION_DATE");
  });
  test("about nobody: a СНИЛС of zeros", async () => {
    const patient = { ...patientByLogin("orlov"), snils: "00000000000" };
    await refused(await letter({ patient }), "NO_SNILS");
  });
  test("a version that is registered already, and one before it", async () => {
    const set = newSet();
    await volga.deliver({ set, version: 2 });
    await refused(await letter({ set, version: 2, text: "Иначе" }), "CANT_REG_VERSION");
    await refused(await letter({ set, version: 1 }), "CANT_REG_VERSION");
    assert.equal((await letter({ set, version: 7 })).body.state, "registered");
  });
  test("several faults are told at once", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");
    const document = volga.write({ set: newSet(), organisation: organisations.ob, created: `${tomorrow}1200+0300` });
    const signatures = [sign(document, other.certify(subjectOf(petrov)))];
    const answer = await volga.send({ document, signatures });
    await refused(
      answer,
      "WRONG_CREATION_DATE",
      "ORGANISATION_MISMATCH",
      "INVALID_DOCTOR_SNILS",
      "ORG_SIGNATURE_OCCURRENCE_MISMATCH",
    );
  });
  test("an edition that is no longer in force is told of: the demo takes it, with a warning", async () => {
    const answer = await letter({ kind: "16", created: "202411051430+0300" });
    assert.equal(answer.body.state, "registered");
    assert.deepEqual(codes(answer), ["NO_DOCUMENT_KIND_ON_DATE"]);
  });
});

describe("the patient is found exactly or not at all", () => {
  const orlov = patientByLogin("orlov");
  async function heldBack(answer: Answer) {
    assert.equal(answer.body.state, "refused", answer.text);
    assert.equal(answer.body.quarantined, true);
    assert.deepEqual(errors(answer), ["PATIENT_MPI_MISMATCH"]);
  }

  test("another name or birth date under a known СНИЛС: held back, and shown to nobody", async () => {
    const before = await countRows(house);
    await heldBack(await letter({ patient: { ...orlov, name: { ...orlov.name, family: "Орлова" } } }));
    await heldBack(await letter({ patient: { ...orlov, name: { ...orlov.name, patronymic: null } } }));
    await heldBack(await letter({ patient: { ...orlov, birthDate: "1983-08-12" } }));
    const now = await countRows(house);
    assert.equal(now.documents, before.documents);
    assert.equal(now.persons, before.persons);
    assert.equal(now.leaves, before.leaves);
  });
  test("only the writing of the name differs: the same person", async () => {
    const kim = patientByLogin("kim");
    const name = { family: "СОЛОВЬЕВА \u2013 КИМ", given: "алена", patronymic: null };
    assert.equal((await letter({ patient: { ...kim, name } })).body.state, "registered");
  });
  test("a set of versions never moves to another person", async () => {
    const set = newSet();
    await volga.deliver({ set });
    await heldBack(await letter({ set, version: 2, patient: patientByLogin("sokolova") }));
  });
  test("the first document of somebody unknown makes them known", async () => {
    const before = await countRows(house);
    const patient = {
      snils: "90020099957",
      name: { family: "Новикова", given: "Анна", patronymic: null },
      birthDate: "1999-01-31",
    };
    const answers = await Promise.all([letter({ patient }), letter({ patient }), letter({ patient })]);
    assert.deepEqual(
      answers.map(({ body }) => body.state),
      ["registered", "registered", "registered"],
    );
    assert.equal((await countRows(house)).persons, before.persons + 1);
  });
});
