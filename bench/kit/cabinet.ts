/** A patient's open cabinet for a benchmark: account, session and consent made by the house's own functions. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openAccounts } from "../../src/access/account.ts";
import { openSessions } from "../../src/access/session.ts";
import { parseSnils } from "../../src/basics/snils.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { findEmbedded } from "../../src/db/embedded/attach.ts";
import { type Keyring, openKeyring } from "../../src/db/keyring.ts";
import { giveConsent } from "../../src/patient/consent.ts";
import { findOrAddPerson } from "../../src/registry/person.ts";

export interface Cabinet {
  readonly cookie: string;
  readonly patientId: string;
}

export interface BenchDatabases {
  readonly owner: Database;
  readonly registry: Database;
  readonly portal: Database;
  readonly keyring: Keyring;
  close(): Promise<void>;
}

export async function openDatabases(dataDir: string): Promise<BenchDatabases> {
  const urls = await findEmbedded(dataDir);
  if (!urls) throw new Error("the bench server has no database");
  const owner = openDatabase(urls.ownerUrl, { max: 2 });
  const registry = openDatabase(urls.registryUrl, { max: 2 });
  const portal = openDatabase(urls.portalUrl, { max: 2 });
  const keyring = openKeyring(await readFile(join(dataDir, "secrets", "registry.key")));
  return {
    owner,
    registry,
    portal,
    keyring,
    close: async () => void (await Promise.all([owner, registry, portal].map((one) => one.close()))),
  };
}

export interface BenchPerson {
  readonly snils: string;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  readonly birthDate: string;
}

export async function enterCabinet(
  { registry, portal, keyring }: BenchDatabases,
  person: BenchPerson,
): Promise<Cabinet> {
  const snils = parseSnils(person.snils);
  if (!snils) throw new Error("the bench's patient has no СНИЛС");
  const now = new Date();
  const { family, given, patronymic, birthDate } = person;
  const accounts = openAccounts(portal, keyring, (vouched, at) =>
    registry.transact((tx) => findOrAddPerson(tx, keyring, { ...vouched, policy: null }, "login", at)),
  );
  const claims = { level: "confirmed", snils, name: { family, given, patronymic }, birthDate, sex: null } as const;
  const account = await accounts.arrive("https://bench.invalid", person.snils, claims, now);
  const sessions = openSessions(portal, keyring);
  const { cookieValue } = await sessions.open(
    { account, as: "patient", idToken: null, device: null, replaces: undefined },
    now,
  );
  const { patientId } = account;
  if (!patientId) throw new Error("the bench's account is not confirmed");
  await portal.transact((tx) => giveConsent(tx, patientId, now), { patient: patientId });
  return { cookie: `medkarta=${cookieValue}`, patientId };
}
