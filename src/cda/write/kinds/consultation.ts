/** Протокол консультации: what the doctor heard, saw, concluded and advised. Kinds 119, 227, 289. */
import { nameOf } from "../dictionaries.ts";
import type { Draft } from "../draft.ts";
import {
  cd,
  type Diagnosis,
  diagnosisEntry,
  diagnosisHead,
  diagnosisRow,
  named,
  observation,
  section,
  st,
  type Vital,
} from "../entries.ts";
import { plainDay } from "../moment.ts";
import { facts, labelled, list, paragraph, table } from "../narrative.ts";
import type { XmlElement } from "../xml.ts";
import { fullName, mended, serviceSection, vitalSection } from "./parts.ts";

export interface Consultation {
  /** First visit of the case, or one of the following. */
  readonly first: boolean;
  readonly complaints: string;
  /** How the illness went. */
  readonly anamnesis: string;
  /** How life went: illnesses, operations, habits, allergies. */
  readonly life: string;
  readonly vitals: readonly Vital[];
  /** What the examination showed. */
  readonly examination: string;
  readonly conclusion: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly advice: readonly string[];
  /** Kind of referral (…11.1009) given at the visit. */
  readonly referral?: string;
}

const outPatientClinic = "1";

function docInfo(draft: Draft, consultation: Consultation): XmlElement {
  const { visit, edition } = draft;
  const appeal = consultation.first ? "1" : "2";
  const early = edition.kind === "119";
  return section(
    "DOCINFO",
    "Сведения о документе",
    [
      ...mended(draft),
      facts([
        ["Дата консультации", plainDay(visit.date)],
        ["Консультацию провёл", `${draft.author.position.name} ${fullName(draft.author)}`],
        ["Обращение", nameOf("11.1007", appeal)],
        ["Место проведения", nameOf("11.1008", outPatientClinic)],
        ["Шифр по МКБ-10", `${visit.diagnosis.code} ${visit.diagnosis.name}`],
      ]),
    ],
    [
      ...(early ? [observation("809", named("11.1005", visit.diagnosis.code, visit.diagnosis.name))] : []),
      observation("800", cd("11.1007", appeal)),
      observation("801", cd("11.1008", outPatientClinic)),
    ],
  );
}

function told(code: "ANAM" | "LANAM" | "COMPLNTS", title: string, field: string, words: string): XmlElement {
  return section(
    code,
    title,
    [field === "835" ? labelled("Жалобы пациента", words) : paragraph(words)],
    [observation(field, st(words))],
  );
}

function diagnoses(title: string, of: Consultation, entries: readonly XmlElement[]): XmlElement {
  return section("DGN", title, [table(diagnosisHead, of.diagnoses.map(diagnosisRow))], entries);
}

function advised(field: string, { advice }: Consultation): XmlElement {
  return section("REGIME", "Рекомендации", [list(advice)], [observation(field, st(advice.join(" ")))]);
}

/** Edition 4: the diagnosis and the advice stand within the results; the protocol and the conclusion are told in words. */
function earlyResults(draft: Draft, consultation: Consultation): XmlElement {
  const { complaints, examination, conclusion, referral } = consultation;
  const { diagnosis } = draft.visit;
  const protocol = `Жалобы: ${complaints} Осмотр: ${examination}`;
  return section(
    "RESCONS",
    "Результаты консультации",
    [
      labelled("Состояние пациента", nameOf("11.1006", "1")),
      labelled("Протокол консультации", protocol),
      labelled("Заключение консультации", conclusion),
      labelled("Выявленные патологии", `${diagnosis.code} ${diagnosis.name}`),
      ...(referral ? [labelled("Результат консультации", nameOf("11.1009", referral))] : []),
    ],
    [
      observation("804", cd("11.1006", "1")),
      observation("805", st(protocol)),
      observation("806", st(conclusion)),
      observation("808", named("11.1005", diagnosis.code, diagnosis.name)),
      ...(referral ? [observation("810", cd("11.1009", referral))] : []),
    ],
    [
      diagnoses("Диагноз", consultation, [
        observation("806", st(consultation.diagnoses.map(({ words, code }) => `${words} (${code})`).join("; "))),
        ...consultation.diagnoses.map(diagnosisEntry),
      ]),
      advised("807", consultation),
    ],
  );
}

function lateResults(consultation: Consultation): XmlElement[] {
  const { examination, conclusion } = consultation;
  return [
    section(
      "RESCONS",
      "Результаты консультации",
      [
        labelled("Состояние пациента", nameOf("11.1006", "1")),
        labelled("Объективные данные", examination),
        labelled("Заключение консультации", conclusion),
      ],
      [observation("804", cd("11.1006", "1")), observation("836", st(examination)), observation("806", st(conclusion))],
    ),
    diagnoses("Диагноз", consultation, consultation.diagnoses.map(diagnosisEntry)),
    advised("807", consultation),
  ];
}

export function consultation(draft: Draft, facts: Consultation): XmlElement[] {
  const early = draft.edition.kind === "119";
  return [
    docInfo(draft, facts),
    ...(early ? [] : [told("COMPLNTS", "Жалобы", "835", facts.complaints)]),
    told("ANAM", "Анамнез заболевания", "7006", facts.anamnesis),
    told("LANAM", "Анамнез жизни", "7006", facts.life),
    ...vitalSection(draft, facts.vitals),
    ...(early ? [earlyResults(draft, facts)] : lateResults(facts)),
    serviceSection(draft),
  ];
}
