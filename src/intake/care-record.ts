/** «Сведения об оказанной медицинской помощи»: a visit, told by the hospital's system whether or not a document follows. */
import { createHash } from "node:crypto";
import { type Static, Type } from "@sinclair/typebox";
import { answerByArrival } from "../appeals/report-missing.ts";
import { parseDay } from "../basics/day.ts";
import { Refusal } from "../basics/refusal.ts";
import { isNobody, parseSnils } from "../basics/snils.ts";
import { isUuid, uuidOf } from "../basics/uuid.ts";
import { expectOfVisit } from "../due/expect.ts";
import { findOrAddPerson } from "../registry/person.ts";
import type { IntakeDeps } from "./deps.ts";
import type { Sender } from "./receive.ts";
import * as store from "./store.ts";

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1, maxLength: 500 });
const Day = Type.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", description: "YYYY-MM-DD" });
const Name = { family: Text, given: Text, patronymic: Type.Optional(Text) };

export const CareRecord = Type.Object(
  {
    localUid: Type.String({ minLength: 36, maxLength: 36, description: "UUID, unique to this visit" }),
    visitedOn: Day,
    patient: Type.Object(
      {
        snils: Type.String({ minLength: 11, maxLength: 14 }),
        ...Name,
        birthDate: Day,
        policy: Type.Optional(Type.String({ pattern: "^[0-9]{6,20}$", description: "Number of the ОМС policy" })),
      },
      closed,
    ),
    doctor: Type.Object({ ...Name, position: Type.Optional(Text) }, closed),
    diagnosis: Type.Optional(
      Type.Object({ code: Type.String({ maxLength: 20, description: "МКБ-10" }), name: Text }, closed),
    ),
    services: Type.Array(Type.Object({ code: Type.String({ maxLength: 40 }), name: Text }, closed), { maxItems: 100 }),
  },
  closed,
);
export type CareRecord = Static<typeof CareRecord>;

export interface CareRecordReceipt {
  readonly id: string;
  readonly localUid: string;
  readonly state: "recorded";
}

/** Idempotent: the same localUid and words give the same answer; other words are a conflict. */
export async function receiveCareRecord(
  deps: IntakeDeps,
  sender: Sender,
  record: CareRecord,
): Promise<CareRecordReceipt> {
  const snils = parseSnils(record.patient.snils);
  if (!isUuid(record.localUid)) throw refused("LOCAL_UID", "localUid: нужен UUID", "localUid must be a UUID");
  if (!snils || isNobody(snils)) throw refused("NO_SNILS", "СНИЛС: нужны 11 цифр", "The СНИЛС must have 11 digits");
  const visitedOn = parseDay(record.visitedOn);
  if (!visitedOn) throw refused("VISIT_DATE", "Такой даты визита нет", "There is no such visit date");
  if (!parseDay(record.patient.birthDate))
    throw refused("BIRTH_DATE", "Такой даты рождения нет", "There is no such birth date");

  const localUid = record.localUid.toLowerCase();
  const id = uuidOf(`care ${sender.organisationOid} ${localUid}`);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(sorted(record)))
    .digest();
  const now = deps.clock();

  await deps.database.transact(async (tx) => {
    await store.lockCareRecord(tx, id);
    const known = await store.careRecordFingerprint(tx, id);
    if (known && !fingerprint.equals(known)) {
      throw new Refusal("conflict", "NOT_UNIQUE_PROVIDED_ID", {
        ru: "Под этим localUid уже записан другой визит",
        en: "Another visit is recorded under this localUid",
      });
    }
    if (known) return;
    const { family, given, patronymic = null, birthDate, policy = null } = record.patient;
    const card = { snils, family, given, patronymic, birthDate, sex: null, policy };
    const person = await findOrAddPerson(tx, deps.keyring, card, "care-record", now);
    if (person.outcome === "mismatch") {
      throw refused(
        "PATIENT_MPI_MISMATCH",
        "ФИО или дата рождения не совпадают с известными реестру для этого СНИЛС",
        "The name or birth date differs from what the registry knows for this СНИЛС",
      );
    }
    await store.insertCareRecord(tx, {
      patientId: person.patientId,
      careRecordId: id,
      organisationOid: sender.organisationOid,
      visitedOn: record.visitedOn,
      fingerprint,
      sealed: deps.keyring.seal(`care ${id}`, record),
      now,
    });
    const came = await expectOfVisit(tx, deps.due, {
      patientId: person.patientId,
      careRecordId: id,
      organisationOid: sender.organisationOid,
      visitedOn,
      patient: { family, given, patronymic },
      services: record.services,
    });
    await answerByArrival(tx, deps.due, came);
  });
  return { id, localUid, state: "recorded" };
}

function refused(code: string, ru: string, en: string): Refusal {
  return new Refusal("invalid", code, { ru, en });
}

/** Keys in one order, so that two writings of one visit are one visit. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
