/** A registry with invented hospitals and a clock of its own: visits are told to it, documents registered, days go by. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { type CalendarBook, openCalendarBook } from "../../src/basics/calendar.ts";
import type { Day } from "../../src/basics/day.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openKeyring } from "../../src/db/keyring.ts";
import type { DueDeps } from "../../src/due/deps.ts";
import { expectOfVisit } from "../../src/due/expect.ts";
import { deliver } from "../../src/patient/deliver.ts";
import { openTestDatabase } from "../kit/database.ts";

const keyring = openKeyring(Buffer.alloc(32, 7));

export interface Room {
  readonly owner: pg.Client;
  readonly registry: Database;
  readonly portal: Database;
  readonly deps: DueDeps;
  now: Date;
  book: CalendarBook;
  visit(
    patientId: string,
    visitedOn: string,
    about?: { organisation?: string; code?: string; id?: string },
  ): Promise<string>;
  /** Registered now; delivered unless told otherwise. */
  register(patientId: string, issuedOn: string, about?: Registered): Promise<string>;
  deliver(patientId: string, ...documentIds: string[]): Promise<void>;
  due(patientId: string): Promise<Row[]>;
  close(): Promise<void>;
}

interface Registered {
  readonly organisation?: string;
  readonly kind?: string;
  readonly set?: string;
  readonly version?: number;
  readonly delivered?: boolean;
}

export interface Row {
  readonly due_id: string;
  readonly state: string;
  readonly why: string | null;
  readonly term_last: string | null;
  readonly provisional: boolean;
  readonly document_id: string | null;
  readonly delay_days: number | null;
  readonly leaflets: number[];
}

const names: Readonly<Record<string, string>> = {
  "B01.015.001": "Прием (осмотр, консультация) врача-кардиолога первичный",
  "B03.016.004": "Анализ крови биохимический общетерапевтический",
};

export async function openRoom(): Promise<Room> {
  const database = await openTestDatabase();
  const owner = new pg.Client(database.ownerUrl);
  owner.on("error", () => {}); // its server may be gone before its goodbye was heard
  await owner.connect();
  owner.setTypeParser(1082, (text: string) => text);
  const registry = openDatabase(database.registryUrl, { max: 8 });
  const portal = openDatabase(database.portalUrl, { max: 4 });
  await owner.query(`INSERT INTO region (code, name, connected) VALUES
    ('76', 'Ярославская область', true), ('41', 'Камчатский край', true), ('95', 'Херсонская область', false)`);
  await owner.query(`INSERT INTO organisation (oid, name, short_name, region_code, time_zone, electronic_since) VALUES
    ('1.2.1', 'Поликлиника', 'Поликлиника', '76', 'Europe/Moscow', '2021-01-01'),
    ('1.2.2', 'Больница', 'Больница', '41', 'Asia/Kamchatka', '2021-01-01'),
    ('1.2.3', 'Степная', 'Степная', '95', 'Europe/Moscow', null),
    ('1.2.4', 'Бумажная', 'Бумажная', '76', 'Europe/Moscow', '2026-11-01')`);
  for (const [code, family, leaflet, shown] of [
    ["consultation", "type-5", 4, true],
    ["unshown", "type-5", 4, false],
    ["lab", "type-7", 5, true],
    ["referral", "type-3", 1, true],
  ])
    await owner.query(
      `INSERT INTO kind (system, code, family, leaflet, name, plain_ru, plain_en, shown, snils_required,
                         organisation_signature, format)
       VALUES ('s', $1, $2, $3, 'имя', '', '', $4, false, false, 'cda')`,
      [code, family, leaflet, shown],
    );
  const room: Room = {
    owner,
    registry,
    portal,
    now: new Date("2026-11-24T09:00:00Z"),
    book: openCalendarBook(productionCalendars),
    deps: {
      keyring,
      calendars: { current: async () => room.book },
      clock: () => room.now,
      shownFrom: "2022-09-01",
    },
    async visit(patientId, visitedOn, { organisation = "1.2.1", code = "B01.015.001", id = randomUUID() } = {}) {
      await registry.transact(async (tx) => {
        const patient = { family: "Иванова", given: "Мария", patronymic: "Петровна" };
        const services = [{ code, name: names[code] ?? code }];
        const told = { patient, doctor: { family: "Орлов", given: "Сергей" }, services };
        await tx.client.query(
          `INSERT INTO care_record (patient_id, care_record_id, organisation_oid, visited_on, fingerprint, sealed, received_at)
           VALUES ($1, $2, $3, $4, '', $5, $6) ON CONFLICT DO NOTHING`,
          [patientId, id, organisation, visitedOn, keyring.seal(`care ${id}`, told), room.now],
        );
        const visit = { patientId, careRecordId: id, organisationOid: organisation, patient, services };
        await expectOfVisit(tx, room.deps, { ...visit, visitedOn: visitedOn as Day });
      });
      return id;
    },
    async register(patientId, issuedOn, about = {}) {
      const { organisation = "1.2.1", kind = "consultation", version = 1, delivered = true } = about;
      const id = randomUUID();
      await registry.transact(({ client }) =>
        client.query(
          `INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version,
                                 organisation_oid, issued_on, registered_at, sha256, sealed, signatures)
           VALUES ($1, $2, $3, 's', $4, $5, $6, $7, $8, $9, '', $10, '')`,
          [
            patientId,
            id,
            id,
            kind,
            Buffer.from(about.set ?? id),
            version,
            organisation,
            issuedOn,
            room.now,
            keyring.seal(`document ${id}`, { title: "Направление к аллергологу", doctor: "Орлов С. А." }),
          ],
        ),
      );
      if (delivered) await room.deliver(patientId, id);
      return id;
    },
    deliver: (patientId, ...documentIds) =>
      deliver(
        { database: registry, clock: room.deps.clock, shownFrom: room.deps.shownFrom, due: room.deps },
        documentIds.map((documentId) => ({ patientId, documentId })),
      ),
    async due(patientId) {
      const { rows } = await owner.query(
        "SELECT * FROM due_document WHERE patient_id = $1 ORDER BY happened_on, leaflets",
        [patientId],
      );
      return rows;
    },
    async close() {
      await registry.close();
      await portal.close();
      await owner.end();
      await database.close();
    },
  };
  // The owner is bound by row-level security too; a test looks over the wall.
  await owner.query("CREATE POLICY test_owner ON due_document TO medkarta_owner USING (true) WITH CHECK (true)");
  return room;
}
