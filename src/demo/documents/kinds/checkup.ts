/** Результаты диспансеризации или профилактического осмотра: group of health, findings, risks, what next. Kinds 122, 228. */
import { nameOf } from "../../../cda/write/dictionaries.ts";
import type { Draft } from "../../../cda/write/draft.ts";
import {
  cd,
  type Diagnosis,
  diagnosisEntry,
  diagnosisHead,
  diagnosisRow,
  observation,
  section,
  type Vital,
} from "../../../cda/write/entries.ts";
import { fullName, mended, vitalSection } from "../../../cda/write/kinds/parts.ts";
import { plainDay } from "../../../cda/write/moment.ts";
import { facts, labelled, list, table } from "../../../cda/write/narrative.ts";
import type { XmlElement } from "../../../cda/write/xml.ts";

export interface Checkup {
  /** «Диспансеризация, первый этап» or the like. */
  readonly what: string;
  /** Dictionary …99.2.766. */
  readonly healthGroup: string;
  /** Is the patient under regular observation (…11.1047)? */
  readonly observed: boolean;
  readonly examined: readonly (readonly [what: string, found: string])[];
  readonly diagnoses: readonly Diagnosis[];
  readonly vitals: readonly Vital[];
  /** Risk factors: МКБ-10 code and plain words. */
  readonly risks: readonly (readonly [code: string, words: string])[];
  readonly conclusion: string;
  readonly advice: readonly string[];
}

function examInfo(draft: Draft, checkup: Checkup): XmlElement {
  const { author, created } = draft;
  const status = checkup.observed ? "1" : "2";
  return section(
    "MEDEXAMINFO",
    "Сведения о диспансеризации или профилактическом медицинском осмотре",
    [
      ...mended(draft),
      facts([
        ["Осмотр", checkup.what],
        ["Завершён", plainDay(created.slice(0, 10))],
        ["Группа здоровья", nameOf("99.2.766", checkup.healthGroup)],
        ["Диспансерное наблюдение", nameOf("11.1047", status)],
        ["Врач", `${author.position.name} ${fullName(author)}`],
      ]),
      table(["Обследование", "Результат"], checkup.examined, "Что обследовано"),
      labelled("Заключение", checkup.conclusion),
      list(checkup.advice),
    ],
    [observation("6020", cd("99.2.766", checkup.healthGroup)), observation("6021", cd("11.1047", status))],
  );
}

export function checkup(draft: Draft, facts: Checkup): XmlElement[] {
  const { diagnoses, risks, vitals } = facts;
  return [
    examInfo(draft, facts),
    section("DGN", "Диагнозы", [table(diagnosisHead, diagnoses.map(diagnosisRow))], diagnoses.map(diagnosisEntry)),
    ...vitalSection(draft, vitals),
    ...(risks.length > 0
      ? [
          section(
            "RISKFACTOR",
            "Выявленные факторы риска",
            [
              table(
                ["Фактор риска", "Код МКБ-10"],
                risks.map(([code, words]) => [words, code]),
              ),
            ],
            risks.map(([code]) => observation("809", cd("11.1005", code))),
          ),
        ]
      : []),
  ];
}
