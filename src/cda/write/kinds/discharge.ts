/** Эпикриз в стационаре выписной: how the patient came, what was done, how he left, how to live on. Kinds 77, 147, 235. */
import { nameOf } from "../dictionaries.ts";
import type { Draft } from "../draft.ts";
import {
  cd,
  type Diagnosis,
  diagnosisEntry,
  diagnosisHead,
  diagnosisRow,
  observation,
  section,
  serviceEntry,
  st,
  type Vital,
} from "../entries.ts";
import { hl7Day, plainDay } from "../moment.ts";
import { facts, labelled, list, paragraph, table } from "../narrative.ts";
import { type XmlElement, x } from "../xml.ts";
import { fullName, mended, serviceSection, vitalSection } from "./parts.ts";

export interface Discharge {
  readonly department: string;
  /** «экстренная» or «плановая», in words. */
  readonly urgency: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly complaints: string;
  readonly anamnesis: string;
  /** Severity at admission and at discharge, dictionary …11.1006. */
  readonly admitted: { readonly severity: string; readonly words: string };
  readonly left: { readonly severity: string; readonly words: string };
  readonly vitals: readonly Vital[];
  readonly studies: readonly (readonly [day: string, what: string, found: string])[];
  readonly laboratory: readonly (readonly [what: string, admitted: string, left: string, norm: string])[];
  readonly surgery?: { readonly day: string; readonly service: string; readonly words: string; readonly name?: string };
  readonly treatment: readonly string[];
  readonly outcome: string;
  readonly advice: readonly string[];
}

function stay(draft: Draft, discharge: Discharge): XmlElement {
  const { visit, author, authenticator } = draft;
  const days = Math.round((Date.parse(visit.until!) - Date.parse(visit.date)) / 86_400_000);
  return section(
    "HOSP",
    "Пребывание в стационаре",
    [
      ...mended(draft),
      facts([
        ["Отделение", discharge.department],
        ["Поступление", `${plainDay(visit.date)}, ${discharge.urgency}`],
        ["Выписка", plainDay(visit.until!)],
        ["Проведено дней", String(days)],
        ["Результаты обращения (госпитализации)", discharge.outcome],
        ["Лечащий врач", `${author.position.name} ${fullName(author)}`],
        ["Заведующий", fullName(authenticator)],
      ]),
    ],
    [
      x(
        "encounter",
        { classCode: "ENC", moodCode: "EVN" },
        x("effectiveTime", {}, x("low", { value: hl7Day(visit.date) }), x("high", { value: hl7Day(visit.until!) })),
      ),
      observation("818", st(discharge.outcome)),
    ],
  );
}

function state(code: "STATEADM" | "STATEDIS", title: string, severity: string, words: string): XmlElement {
  return section(
    code,
    title,
    [labelled("Состояние пациента", nameOf("11.1006", severity)), paragraph(words)],
    [observation("804", cd("11.1006", severity))],
  );
}

function told(code: "COMPLNTS" | "ANAM", title: string, field: string, words: string): XmlElement {
  return section(
    code,
    title,
    [field === "835" ? labelled("Жалобы пациента", words) : paragraph(words)],
    [observation(field, st(words))],
  );
}

function studies({ studies: done, laboratory }: Discharge): XmlElement[] {
  const found = done.map(([day, what, result]) => [plainDay(day), what, result]);
  return [
    section(
      "RESINSTR",
      "Результаты инструментальных исследований",
      [table(["Дата", "Исследование", "Результат"], found)],
      done.map(([, what, result]) => observation("7006", st(`${what}: ${result}`))),
    ),
    section(
      "RESLAB",
      "Результаты лабораторных исследований",
      [table(["Показатель", "При поступлении", "При выписке", "Норма"], laboratory)],
      laboratory.map(([what, first, last]) => observation("7006", st(`${what}: ${first} → ${last}`))),
    ),
  ];
}

function surgery({ surgery: done }: Discharge): XmlElement[] {
  if (!done) return [];
  return [
    section(
      "SUR",
      "Хирургические вмешательства",
      [
        facts([
          ["Дата", plainDay(done.day)],
          ["Операция", `${done.name ?? nameOf("11.1070", done.service)} (${done.service})`],
          ["Ход операции", done.words],
        ]),
      ],
      [serviceEntry(done.service, done.day, done.name)],
    ),
  ];
}

export function discharge(draft: Draft, facts: Discharge): XmlElement[] {
  const { diagnoses, admitted, left } = facts;
  return [
    stay(draft, facts),
    section(
      "DGN",
      "Клинический диагноз",
      [table(diagnosisHead, diagnoses.map(diagnosisRow))],
      diagnoses.map(diagnosisEntry),
    ),
    told("COMPLNTS", "Жалобы при поступлении", "835", facts.complaints),
    told("ANAM", "Анамнез заболевания", "7006", facts.anamnesis),
    state("STATEADM", "Состояние при поступлении", admitted.severity, admitted.words),
    ...vitalSection(draft, facts.vitals),
    ...studies(facts),
    ...surgery(facts),
    section(
      "DRUG",
      "Медикаментозное лечение",
      [list(facts.treatment)],
      [observation("7006", st(facts.treatment.join("; ")))],
    ),
    state("STATEDIS", "Состояние при выписке", left.severity, left.words),
    section("REGIME", "Рекомендации", [list(facts.advice)], [observation("807", st(facts.advice.join(" ")))]),
    serviceSection(draft),
  ];
}
