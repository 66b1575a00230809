/** What an operator believes is proved before it is kept; a list that comes later is asked again about what was accepted. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addTrust, listTrust, type TrustWish } from "../../src/admin/trust/trust.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { toPem } from "../../src/cms/pem.ts";
import { type Contradiction, recheckSignatures } from "../../src/intake/recheck/recheck.ts";
import { countChecks } from "../../src/intake/recheck/store.ts";
import { type Hospital, openHospital, sign } from "../http/hospital.ts";
import { type OtherAuthority, openOtherAuthority } from "../http/other-authority.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
let volga: Hospital;
const HOUR = 3_600_000;
const ago = (milliseconds: number): Date => new Date(Date.now() - milliseconds);
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house);
});
after(() => house?.close());

const always: TrustWish = { store: "signature", from: null, until: null };
const add = (file: Uint8Array, wish: Partial<TrustWish> = {}) =>
  house.house.registry.transact((tx) => addTrust(tx, file, { ...always, ...wish }, new Date()));
const refused = async (deed: Promise<unknown>): Promise<string> => {
  try {
    await deed;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "accepted";
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("roots and lists are proved before they are kept", async () => {
  const other = openOtherAuthority("УЦ области");
  const list = other.list([], ago(HOUR));
  assert.equal(await refused(add(list)), "trust-unknown-issuer", "a list before its authority");
  const pem = bytes(toPem("CERTIFICATE", other.root) + toPem("X509 CRL", list));
  assert.deepEqual(
    (await add(pem)).map(({ what, isNew }) => [what, isNew]),
    [
      ["root", true],
      ["list", true],
    ],
  );
  assert.deepEqual(
    (await add(list)).map(({ isNew }) => isNew),
    [false],
    "once more",
  );
  const forged = other.root.slice();
  forged[forged.length - 1]! ^= 1;
  assert.equal(await refused(add(forged)), "trust-forged");
  assert.equal(
    await refused(add(openOtherAuthority("УЦ области").list([], ago(HOUR)))),
    "trust-forged",
    "a namesake's",
  );
  assert.equal(await refused(add(other.certify({ commonName: "Врач" }).certificate)), "trust-not-authority");
  assert.equal(await refused(add(other.list([], new Date(Date.now() + HOUR)))), "trust-unusable", "of the future");
  assert.equal(await refused(add(bytes("no certificate"))), "trust-misshapen");
  assert.equal(await refused(add(new Uint8Array())), "trust-misshapen");
  assert.equal(await refused(add(bytes("-----BEGIN X-----\nM\n-----END X-----"))), "trust-misshapen");
});

test("the stores for signatures and for servers are apart, and trust has dates", async () => {
  const other = openOtherAuthority("УЦ с датами");
  assert.equal(
    await refused(add(other.root, { store: "tls" })),
    "trust-not-for-tls",
    "no connection is checked by GOST",
  );
  await add(other.root, { from: ago(99 * HOUR), until: ago(HOUR) });
  const kept = (await listTrust(house.house.reference.sql)).certificates.find(({ certificate }) =>
    certificate.subject.attributes.some(({ value }) => value === "УЦ с датами"),
  );
  assert.equal(kept?.store, "signature");
  house.house.intake.trust.refresh();
  const trust = await house.house.intake.trust.current();
  const ask = (at: Date): boolean => trust.isRoot(kept!.certificate, at.getTime());
  assert.deepEqual([ago(100 * HOUR), ago(2 * HOUR), new Date()].map(ask), [false, true, false]);
});

/** A document with the seal of an organisation that this authority vouches for, accepted on the list that the house has now. */
async function deliverBy(other: OtherAuthority) {
  const signer = other.certify({ commonName: "Организация", ogrn: volga.organisation.ogrn, organisation: "О" });
  const document = volga.write({ set: `recheck ${Math.random()}` });
  const sent = await volga.send({ document, signatures: [sign(document, volga.doctor), sign(document, signer)] });
  assert.equal(sent.body.state, "registered", sent.text);
  return { id: sent.body.id!, serial: signer.serial };
}

test("a list that comes later settles what was accepted, or speaks against it: recorded, told, and shown to its senders", async () => {
  const { intake } = house.house;
  const other = openOtherAuthority("УЦ, который отзывает");
  await add(other.root);
  await add(other.list([], ago(HOUR)));
  intake.trust.refresh();
  const good = await deliverBy(other);
  const bad = await deliverBy(other);
  const states = () => countChecks(house.house.reference.sql);
  const before = await states();
  assert.ok((before["provisional"] ?? 0) >= 4, "two signatures of each");

  await new Promise((go) => setTimeout(go, 1100)); // the list is of a whole second after the receipt
  await add(other.list([bad.serial], new Date()));
  const found: Contradiction[] = [];
  await recheckSignatures(intake, (one) => found.push(one));
  assert.deepEqual(
    found.map(({ documentId, subIndication }) => [documentId, subIndication]),
    [[bad.id, "REVOKED_NO_POE"]],
  );
  assert.equal((await states())["contradicted"], (before["contradicted"] ?? 0) + 1);
  assert.equal((await states())["final"], (before["final"] ?? 0) + 1);
  await recheckSignatures(intake, (one) => found.push(one));
  assert.equal(found.length, 1, "once");

  const told = (await volga.get(`/api/v1/submissions/${bad.id}`)).body;
  assert.equal(told.state, "registered", "what was registered stays registered");
  assert.ok(told.faults?.some(({ code }) => code === "CERTIFICATE_REVOKED_BEFORE_RECEIPT"));
  const kept = (await volga.get(`/api/v1/submissions/${good.id}`)).body;
  assert.ok(!kept.faults?.some(({ code }) => code === "CERTIFICATE_REVOKED_BEFORE_RECEIPT"));
});
