/** A registry with two organisations and a patient: what appeals are tried on. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Actor, AppealDeps } from "../../src/appeals/deps.ts";
import type { NewAppeal } from "../../src/appeals/open.ts";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import { openTestDatabase } from "../kit/database.ts";

export const patientId = "0a000000-0000-8000-8000-00000000000a";
export const stranger = "0b000000-0000-8000-8000-00000000000b";
export const documentId = "0d000000-0000-8000-8000-00000000000d";
export const hospital = "1.2.643.5.1.13.13.12.2.41.1";
export const other = "1.2.643.5.1.13.13.12.2.77.1";

export interface Desk {
  readonly registry: Database;
  readonly portal: Database;
  readonly deps: AppealDeps;
  /** Set the clock. */
  at(time: string): void;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const database = await openTestDatabase();
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  await owner.query(
    "INSERT INTO region (code, name, connected) VALUES ('41', 'Камчатский край', true), ('77', 'Москва', true)",
  );
  await owner.query(
    `INSERT INTO organisation (oid, name, short_name, region_code, time_zone)
     VALUES ($1, 'Больница', 'Больница', '41', 'Asia/Kamchatka'), ($2, 'Поликлиника', 'Поликлиника', '77', 'Europe/Moscow')`,
    [hospital, other],
  );
  await owner.end();
  const registry = openDatabase(database.registryUrl, { max: 4 });
  const portal = openDatabase(database.portalUrl, { max: 4 });
  let now = new Date("2026-11-18T07:00:00Z");
  const book = openCalendarBook(productionCalendars);
  return {
    registry,
    portal,
    deps: {
      keyring: openKeyring(Buffer.alloc(32, 7)),
      calendars: { current: async () => book },
      clock: () => now,
      // Every test writes as the same patient on the same day.
      measure: { open: 1000, today: 1000, letters: 1000, bytes: 1_000_000_000 },
    },
    at(time) {
      now = new Date(time);
    },
    async close() {
      await registry.close();
      await portal.close();
      await database.close();
    },
  };
}

const name = (family: string) => ({ family, given: "Анна", patronymic: "Петровна" });
export const patient: Actor = { by: "patient", name: name("Соколова"), role: "patient", organisationOid: null };
export const registrar: Actor = {
  by: "organisation",
  name: name("Кузнецова"),
  role: "registrar",
  organisationOid: hospital,
};
export const support: Actor = { by: "support", name: name("Белова"), role: "support", organisationOid: null };

export function problem(changes: Partial<NewAppeal> = {}): NewAppeal {
  return {
    patientId,
    once: randomUUID(),
    kind: "problem",
    reason: "name",
    words: "В документе отчество «Павловна», у меня «Петровна».",
    organisationOid: hospital,
    documentId,
    ...changes,
  };
}
