/** Протокол инструментального исследования: how it was looked at, what was seen, what follows. Kinds 110, 174, 224. */
import { nameOf } from "../../../cda/write/dictionaries.ts";
import type { Draft } from "../../../cda/write/draft.ts";
import { act, cd, diagnosisEntry, observation, pq, section, serviceEntry, st } from "../../../cda/write/entries.ts";
import { fullName, mended, serviceSection } from "../../../cda/write/kinds/parts.ts";
import { hl7Moment, plainDay } from "../../../cda/write/moment.ts";
import { facts, labelled, list, paragraph, table } from "../../../cda/write/narrative.ts";
import { type XmlElement, x } from "../../../cda/write/xml.ts";

export interface InstrumentalProtocol {
  /** Study of the federal dictionary …11.1471. */
  readonly study: string;
  readonly device: string;
  /** Effective dose in mSv, where rays were used. */
  readonly dose?: number;
  /** What was measured: name, value with its unit, norm. */
  readonly measured?: readonly (readonly [what: string, howMuch: string, norm: string])[];
  readonly description: string;
  readonly conclusion: string;
  readonly advice?: readonly string[];
  /** A picture within the document, and what it shows. */
  readonly picture?: { readonly png: Buffer; readonly shows: string };
}

const pictureId = "PICTURE1";

/** Editions before 2024 that have rules say that a picture stands outside; these keep it within, where it is signed too. */
function pictureEntry({ png }: NonNullable<InstrumentalProtocol["picture"]>): XmlElement {
  return x(
    "observationMedia",
    { classCode: "OBS", moodCode: "EVN", ID: pictureId },
    x("value", { "xsi:type": "ED", mediaType: "image/png", representation: "B64" }, png.toString("base64")),
  );
}

/** The study itself, with the dose; edition 3 also names the services of the nomenclature within it. */
function studyEntry(draft: Draft, { study, dose }: InstrumentalProtocol): XmlElement {
  const { visit, edition, created, organisation } = draft;
  return act(
    "11.1471",
    study,
    x("statusCode", { code: "completed" }),
    x("effectiveTime", {}, x("low", { value: hl7Moment(created, organisation) })),
    dose !== undefined && x("entryRelationship", { typeCode: "COMP" }, observation("4159", pq(dose, "530"))),
    edition.kind === "110" &&
      visit.services.map(({ code }) =>
        x("entryRelationship", { typeCode: "REFR", inversionInd: "false" }, serviceEntry(code, visit.date)),
      ),
  );
}

function docInfo(draft: Draft, protocol: InstrumentalProtocol): XmlElement {
  const { visit, edition, author } = draft;
  const { picture, dose } = protocol;
  const closed = edition.kind !== "110";
  const study = studyEntry(draft, protocol);
  return section(
    "DOCINFO",
    "Сведения об исследовании",
    [
      ...mended(draft),
      facts([
        ["Исследование", nameOf("11.1471", protocol.study)],
        ["Дата проведения", plainDay(draft.done)],
        ["Обращение", nameOf("11.1007", "1")],
        ["Место проведения", nameOf("11.1008", visit.until ? "7" : "1")],
        ["Диагноз", `${visit.diagnosis.name} (${visit.diagnosis.code})`],
        ["Аппарат", protocol.device],
        ["Эффективная доза", dose === undefined ? null : `${String(dose).replace(".", ",")} мЗв`],
        ["Исследование провёл", `${author.position.name} ${fullName(author)}`],
      ]),
      ...(picture ? [paragraph(picture.shows), x("renderMultiMedia", { referencedObject: pictureId })] : []),
    ],
    [
      observation("800", cd("11.1007", "1")),
      observation("801", cd("11.1008", visit.until ? "7" : "1")),
      closed ? withoutStatus(study) : study,
      ...(picture ? [pictureEntry(picture)] : []),
      edition.kind === "224"
        ? diagnosisEntry({ kind: "1", code: visit.diagnosis.code, words: visit.diagnosis.name })
        : observation("838", cd("11.1005", visit.diagnosis.code)),
    ],
  );
}

/** The closed schemas leave no place for statusCode in the act. */
function withoutStatus(study: XmlElement): XmlElement {
  return {
    ...study,
    children: study.children.filter((child) => typeof child === "string" || child.name !== "statusCode"),
  };
}

function results({ measured, description, conclusion, advice }: InstrumentalProtocol): XmlElement {
  return section(
    "RESINFO",
    "Результаты исследования",
    [
      ...(measured ? [table(["Показатель", "Значение", "Норма"], measured, "Измерения")] : []),
      labelled(nameOf("99.2.166", "1805"), description),
      labelled(nameOf("99.2.166", "1806"), conclusion),
      ...(advice ? [paragraph("Рекомендации:"), list(advice)] : []),
    ],
    [
      observation("1805", st(description)),
      ...(measured
        ? [observation("1805", st(measured.map(([what, howMuch]) => `${what}: ${howMuch}`).join("; ")))]
        : []),
      observation("1806", st(conclusion)),
      ...(advice ? [observation("807", st(advice.join(" ")))] : []),
    ],
  );
}

export function instrumental(draft: Draft, protocol: InstrumentalProtocol): XmlElement[] {
  return [docInfo(draft, protocol), results(protocol), serviceSection(draft)];
}
