/** A draft and two signatures: whose, over what, and when not. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Refusal } from "../../src/basics/refusal.ts";
import { type OrganisationSeal, sealDraft } from "../../src/clinic/seal-draft.ts";
import { body, Fields, readDer, SET, whole } from "../../src/cms/der.ts";
import { identifier, sequence, value } from "../../src/cms/der-write.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import { gostSigningKey, signDetached } from "../../src/cms/issue/sign.ts";
import { OID } from "../../src/cms/oids.ts";
import { toPem } from "../../src/cms/pem.ts";
import { openTrustStore } from "../../src/cms/trust.ts";
import { certify, days, doctor, doctorKey, judge, keyNamed, list, NOW, root } from "../cms/house.ts";

const bytes = new TextEncoder().encode("<ClinicalDocument>анамнез</ClinicalDocument>");
const hospitalKey = keyNamed("hospital", "512-A");
const hospital = certify(hospitalKey, { subject: { commonName: "Больница", ogrn: "1027600000000" }, serial: 9n });
const seal: OrganisationSeal = { certificate: hospital, key: gostSigningKey(hospitalKey) };

interface Case {
  readonly signature?: Uint8Array;
  readonly snils?: string;
  readonly seal?: OrganisationSeal | null;
  readonly revoked?: readonly bigint[];
  readonly lists?: readonly Uint8Array[];
}

function sealed(one: Case = {}) {
  const revoked = (one.revoked ?? []).map((serial) => ({ serial, at: days(-3) }));
  const trust = openTrustStore({ roots: [root.certificate], crls: one.lists ?? [list({ revoked })] });
  return sealDraft(
    {
      seals: { find: async () => (one.seal === undefined ? seal : one.seal) },
      trust: async () => trust,
    },
    {
      bytes,
      doctorSignature: one.signature ?? signed(),
      doctor: { snils: one.snils ?? "112-233-445 95", name: "Врачова Анна Ивановна" },
      organisationOid: "1.2.3",
      now: NOW,
    },
  );
}

const signed = (certificate = doctor, key = doctorKey, over = bytes): Uint8Array =>
  signDetached({ digests: digestsOf(over), certificate, key, signingTime: NOW });

/** The doctor's CMS with its SignerInfo twice in the set. */
function twiceSigned(): Uint8Array {
  const outer = new Fields(readDer(signed()));
  outer.take();
  const data = new Fields(new Fields(outer.take(), 0xa0).take());
  const [version, digests, content, certificates, signers] = [1, 2, 3, 4, 5].map(() => data.take());
  const parts = [version, digests, content, certificates].map((node) => whole(node!));
  const info = body(signers!);
  return sequence(identifier(OID.signedData), value(0xa0, sequence(...parts, value(SET, info, info))));
}

async function refused(one: Case): Promise<string> {
  const error = await sealed(one).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, `${error}`);
  assert.ok(error.words.ru.length > 20 && error.words.en.length > 20);
  assert.ok(!/Врачова|112/.test(`${error.words.ru} ${error.message}`), "no person in it");
  return `${error.kind} ${error.code}`;
}

describe("a draft that its doctor signed", () => {
  test("is signed by the organisation too, and both signatures are good", async () => {
    const { signatures } = await sealed();
    const document = digestsOf(bytes);
    assert.deepEqual(
      signatures.map((one) => judge(one, { document })),
      ["TOTAL-PASSED", "TOTAL-PASSED"],
    );
    assert.deepEqual(Buffer.from(signatures[0]), Buffer.from(signed()));
  });

  test("may come as the base64 or the PEM that signing tools write", async () => {
    const base64 = Buffer.from(Buffer.from(signed()).toString("base64"));
    assert.deepEqual(Buffer.from((await sealed({ signature: base64 })).signatures[0]), Buffer.from(signed()));
    const pem = Buffer.from(toPem("CMS", signed()));
    assert.deepEqual(Buffer.from((await sealed({ signature: pem })).signatures[0]), Buffer.from(signed()));
  });
});

describe("a draft is refused", () => {
  const other = new TextEncoder().encode("<ClinicalDocument>другое</ClinicalDocument>");
  const cases: Record<string, Case> = {
    "invalid SIGNATURE_SEVERAL_SIGNERS": { signature: twiceSigned() },
    "invalid SIGNATURE_UNREADABLE": { signature: new TextEncoder().encode("подпись") },
    "invalid SIGNATURE_OF_OTHER_BYTES": { signature: signed(doctor, doctorKey, other) },
    "invalid SIGNATURE_BROKEN": { signature: signed(doctor, keyNamed("stranger")) },
    "invalid SIGNATURE_NOT_YOURS": { snils: "11223344696" },
    "invalid CERTIFICATE_EXPIRED": {
      signature: signed(certify(doctorKey, { notBefore: days(-90), notAfter: days(-1) })),
    },
    "invalid CERTIFICATE_REVOKED": { revoked: [7n] },
    "invalid CERTIFICATE_UNFIT": { signature: signed(certify(doctorKey, { keyUsage: ["digitalSignature"] })) },
    "invalid CERTIFICATE_NOT_TRUSTED": {
      signature: signed(certify(doctorKey, { authority: { certificate: doctor, key: keyNamed("own root") } })),
    },
    "invalid REVOCATION_UNKNOWN": { lists: [] },
    "unavailable ORGANISATION_KEY_MISSING": { seal: null },
    "unavailable ORGANISATION_KEY_EXPIRED": {
      seal: { ...seal, certificate: certify(hospitalKey, { notBefore: days(-9), notAfter: days(-1) }) },
    },
    "unavailable ORGANISATION_KEY_UNFIT": {
      seal: { certificate: hospital, key: gostSigningKey(keyNamed("x", "512-A")) },
    },
  };
  for (const [code, one] of Object.entries(cases)) test(code, async () => assert.equal(await refused(one), code));

  test("when the certificate names nobody", async () => {
    const nameless = signed(certify(doctorKey, { subject: { commonName: "Некто" } }));
    assert.equal(await refused({ signature: nameless }), "invalid SIGNATURE_NOT_YOURS");
  });
});
