/** Медицинское заключение об отсутствии противопоказаний к занятию определёнными видами спорта. Kinds 83, 152, 294. */
import { nameOf } from "../../../cda/write/dictionaries.ts";
import type { Draft } from "../../../cda/write/draft.ts";
import { cd, observation, section, st } from "../../../cda/write/entries.ts";
import { fullName, mended } from "../../../cda/write/kinds/parts.ts";
import { daysLater, hl7Day, plainDay } from "../../../cda/write/moment.ts";
import { facts, labelled, paragraph, table } from "../../../cda/write/narrative.ts";
import { type XmlElement, x } from "../../../cda/write/xml.ts";

export interface SportClearance {
  readonly sport: string;
  /** Stage of sport training, in words. */
  readonly stage: string;
  /** What was examined and what was found. */
  readonly examined: readonly (readonly [what: string, found: string])[];
  readonly healthGroup: string;
  /** For how many days it holds. */
  readonly days: number;
  readonly comment: string;
}

/** Row 20 of the dictionary …99.2.725: no contraindications. */
const noContraindications = "20";

export function sportClearance(draft: Draft, clearance: SportClearance): XmlElement[] {
  const { done, author } = draft;
  const day = done.slice(0, 10);
  const last = daysLater(day, clearance.days);
  return [
    section(
      "DOCINFO",
      "Заключение",
      [
        ...mended(draft),
        facts([
          ["Наименование вида спорта", clearance.sport],
          ["Этап подготовки", clearance.stage],
          ["Группа здоровья", clearance.healthGroup],
          ["Осмотр проведён", plainDay(day)],
          ["Заключение", nameOf("99.2.725", noContraindications)],
          ["Срок действия документа", `по ${plainDay(last)}`],
          ["Врач", `${author.position.name} ${fullName(author)}`],
        ]),
        table(["Обследование", "Результат"], clearance.examined, "Что обследовано"),
        labelled("Комментарий", clearance.comment),
        paragraph(
          "Заключение предъявляется организатору соревнований или тренеру вместе с документом, удостоверяющим личность.",
        ),
      ],
      [
        observation("837", cd("99.2.725", noContraindications)),
        observation("10000", st(clearance.comment)),
        observation("10001", x("effectiveTime", { value: hl7Day(last) })),
        observation("10002", st(clearance.sport)),
      ],
    ),
  ];
}
