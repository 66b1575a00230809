/** Rules over the patient: enough is said to find exactly one person. */
import type { Fault } from "../../basics/fault.ts";
import { hasValidCheckDigits, isNobody, parseSnils, type Snils } from "../../basics/snils.ts";
import type { PersonCard } from "../../registry/identity.ts";
import type { Evidence } from "./evidence.ts";

export function patientFaults({ facts }: Evidence): Fault[] {
  const { patient } = facts;
  const faults: Fault[] = [];
  const add = (code: string, severity: Fault["severity"], ru: string, en: string, hintRu: string, hintEn: string) =>
    faults.push({ code, severity, message: { ru, en }, hint: { ru: hintRu, en: hintEn }, ...patient.place });

  const snils = patient.snils === null ? null : parseSnils(patient.snils);
  if (snils === null) {
    add(
      "NO_SNILS",
      "error",
      "СНИЛС пациента не указан или в нём не 11 цифр",
      "The patient's СНИЛС is absent or is not 11 digits",
      "Без СНИЛС документ не попадёт в личный кабинет: укажите id с root 1.2.643.100.3",
      "Give an id with root 1.2.643.100.3: without it no person can be found",
    );
  } else if (isNobody(snils)) {
    add(
      "NO_SNILS",
      "error",
      "СНИЛС пациента состоит из нулей: по нему нельзя найти человека",
      "The patient's СНИЛС is all zeros: no person can be found by it",
      "Укажите действительный СНИЛС пациента",
      "Give the patient's real СНИЛС",
    );
  } else if (!hasValidCheckDigits(snils)) {
    add(
      "SNILS_CHECK_DIGITS",
      "warning",
      "Контрольное число СНИЛС не сходится",
      "The check digits of the СНИЛС do not fit",
      "Сверьте СНИЛС с документом пациента",
      "Compare the СНИЛС with the patient's papers",
    );
  }
  if (!patient.name?.family) {
    add(
      "PATIENT_SURNAME_NOT_FOUND",
      "error",
      "Фамилия пациента не указана",
      "The patient's surname is missing",
      "Заполните patient/name/family",
      "Fill patient/name/family",
    );
  }
  if (!patient.name?.given) {
    add(
      "PATIENT_NAME_NOT_FOUND",
      "error",
      "Имя пациента не указано",
      "The patient's given name is missing",
      "Заполните patient/name/given",
      "Fill patient/name/given",
    );
  }
  if (!patient.birthDate) {
    add(
      "PATIENT_BIRTH_DATE_NOT_FOUND",
      "error",
      "Дата рождения пациента не указана",
      "The patient's birth date is missing",
      "Заполните patient/birthTime",
      "Fill patient/birthTime",
    );
  }
  return faults;
}

/** The person as the document names them; null when it does not say enough. */
export function personNamed({ facts: { patient } }: Pick<Evidence, "facts">): PersonCard | null {
  const snils: Snils | null = patient.snils === null ? null : parseSnils(patient.snils);
  if (!snils || isNobody(snils) || !patient.name?.family || !patient.name.given || !patient.birthDate) return null;
  const { family, given, patronymic } = patient.name;
  const policy = patient.policy?.number ?? null;
  return { snils, family, given, patronymic, birthDate: patient.birthDate, sex: patient.sex, policy };
}

/** A set of versions never moves to another person: that, too, is a mismatch. */
export function isOfAnother({ newest }: Pick<Evidence, "newest">, found: { patientId: string | null }): boolean {
  return newest !== null && newest.patientId !== found.patientId;
}

/** The number is known, but under another name or birth date. Never guessed: held back until people look. */
export function mismatch({ facts }: Pick<Evidence, "facts">): Fault {
  return {
    code: "PATIENT_MPI_MISMATCH",
    severity: "error",
    message: {
      ru: "ФИО или дата рождения не совпадают с теми, что известны реестру для этого СНИЛС. Документ задержан и никому не показан",
      en: "The name or birth date differs from what the registry knows for this СНИЛС. The document is held back and shown to nobody",
    },
    hint: {
      ru: "Сверьте ФИО, дату рождения и СНИЛС с документами пациента и отправьте исправленный документ",
      en: "Compare the name, birth date and СНИЛС with the patient's papers and send a corrected document",
    },
    ...facts.patient.place,
  };
}
