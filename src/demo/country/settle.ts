/** First start of the demo: the country is put in place, then its documents come through the real intake, over HTTP. */
import { Refusal } from "../../basics/refusal.ts";
import { parseSnils } from "../../basics/snils.ts";
import { readDocument } from "../../cda/read.ts";
import { openRegistryClient, type RegistryClient } from "../../contract/registry-client.ts";
import { documentIdOf } from "../../intake/receive.ts";
import { importDictionary } from "../../registry/dictionaries/dictionaries.ts";
import type { DemoAuthority } from "../authority/authority.ts";
import { demoSign } from "../authority/sign.ts";
import { demoDictionaries } from "../dictionaries/demo-dictionaries.ts";
import { type DemoDocument, demoDocumentKeys, demoDocuments } from "../documents/demo-documents.ts";
import { world } from "../people/world.ts";
import { demoClient, type EnrolDeps } from "./enrol.ts";
import * as store from "./store.ts";
import { enrolWorldPatients } from "./world-patients.ts";

export interface SettleDeps extends EnrolDeps {
  readonly authority: DemoAuthority;
  readonly url: string;
  readonly say: (words: string) => void;
}

/** Places, people, posts, clients, trust. Before the doors open; adds what is missing. */
export async function settleCountry(deps: SettleDeps): Promise<void> {
  const { registry, keyring, authority } = deps;
  const now = deps.clock();
  await registry.transact(async (tx) => {
    await Promise.all(
      world.regions.map(({ code, name, connected, note }) =>
        store.addRegion(tx, { code, name, connected, note: note ?? null }),
      ),
    );
    await Promise.all(world.organisations.map((organisation) => store.addOrganisation(tx, organisation)));
    for (const { oid, electronic } of world.organisations) await store.addElectronic(tx, oid, electronic);
    await Promise.all(
      world.organisations.map(({ oid, shortName }) => {
        const { id, secret } = demoClient(keyring, oid);
        return store.addClient(tx, { clientId: id, organisationOid: oid, name: shortName, secret });
      }),
    );
    await Promise.all(
      world.staff.map((one) => {
        const snils = parseSnils(one.snils);
        if (!snils) throw new Error("a member of the demo's staff has no СНИЛС");
        const snilsDigest = keyring.digest("snils", snils);
        return store.addStaff(tx, {
          snilsDigest,
          role: one.role,
          organisationOid: one.organisationOid,
          regionCode: one.regionCode ?? null,
          position: one.position.name,
        });
      }),
    );
    for (const dictionary of demoDictionaries()) await importDictionary(tx, dictionary, now);
    await store.addTrust(tx, authority.root, authority.crl(now), now);
    await store.showKind(tx, "1.2.643.5.1.13.13.11.1520", "290");
  });
  await enrolWorldPatients(deps);
}

/** Documents and visits, once. Safe to repeat after a broken start: what came already is the same again. */
export async function sendDocuments(deps: SettleDeps): Promise<number> {
  const ids = demoDocumentKeys().map((key) => documentIdOf(key.organisationOid, key.localUid));
  if ((await store.countSubmissions(deps.registry.sql, ids)) === ids.length) return 0;
  const documents = demoDocuments();

  const clients = new Map<string, RegistryClient>();
  const clientOf = (oid: string) => {
    const { id, secret } = demoClient(deps.keyring, oid);
    const client = clients.get(oid) ?? openRegistryClient(deps.url, { clientId: id, secret });
    clients.set(oid, client);
    return client;
  };
  deps.say("Больницы рассказывают о приёмах · Hospitals tell of visits");
  for (const record of world.careRecords) {
    await unlessOlder(() => clientOf(record.organisationOid).post("/api/v1/care-records", careRecordOf(record)));
  }
  let done = 0;
  for (const document of documents) {
    await unlessOlder(() => sendOne(deps, clientOf(document.organisationOid), document));
    done++;
    if (done % 10 === 0 || done === documents.length)
      deps.say(`Документы подписаны, проверены, записаны: ${done} из ${documents.length}`);
  }
  return done;
}

/** An older edition of the demo left other words under the same localUid: what is recorded stays as it is. */
async function unlessOlder(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== "conflict") throw error;
  }
}

async function sendOne(deps: SettleDeps, client: RegistryClient, document: DemoDocument): Promise<void> {
  const organisation = world.organisations.find(({ oid }) => oid === document.organisationOid);
  if (!organisation) throw new Error(`no organisation of the demo has the OID ${document.organisationOid}`);
  const { facts } = readDocument(document.bytes);
  const signatures = demoSign(deps.authority, document.bytes, facts, organisation, deps.clock());
  const submission = await client.submit({
    localUid: document.localUid,
    document: document.bytes,
    mediaType: "application/xml",
    signatures,
    metadata: null,
    wait: 20,
  });
  if (submission.state !== "registered") {
    throw new Error(
      `the demo's document of kind ${document.kind} is ${submission.state}: ${JSON.stringify(submission.faults)}`,
    );
  }
}

type DemoCareRecord = (typeof world.careRecords)[number];

function careRecordOf(record: DemoCareRecord) {
  const patient = world.patients.find(({ snils }) => snils === record.patientSnils);
  if (!patient) throw new Error("a visit of the demo has no patient");
  const said = ({ family, given, patronymic }: { family: string; given: string; patronymic: string | null }) => ({
    family,
    given,
    ...(patronymic ? { patronymic } : {}),
  });
  return {
    localUid: record.id,
    visitedOn: record.date,
    patient: {
      snils: patient.snils,
      ...said(patient.name),
      birthDate: patient.birthDate,
      policy: patient.policy.number,
    },
    doctor: { ...said(record.doctor.name), position: record.doctor.position.name },
    diagnosis: record.diagnosis,
    services: record.services,
  };
}
