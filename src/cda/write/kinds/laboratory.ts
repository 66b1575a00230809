/** Протокол лабораторного исследования: what was measured, how much it is, what is normal. Kinds 75, 186. */
import { code, coded } from "../dictionaries.ts";
import { type Draft, ownOid } from "../draft.ts";
import { act, quantity, section, unitName } from "../entries.ts";
import { hl7Moment, plainDay } from "../moment.ts";
import { bold, facts, labelled, paragraph, table, type Words } from "../narrative.ts";
import type { WrittenOrganisation } from "../people.ts";
import { type XmlElement, x } from "../xml.ts";
import { type LabTest, type Norm, type TestName, testOf } from "./laboratory-tests.ts";
import { mended, serviceSection } from "./parts.ts";

/** A test, or its name in `tests`; what was found, the norm where age, sex or laboratory makes it another, and so the unit. */
export type LabResult = readonly [test: TestName | LabTest, found: number, norm?: Norm, unit?: string];

export interface LabProtocol {
  readonly profile: string;
  /** What was taken: «Кровь венозная». */
  readonly specimen: string;
  /** Time of day when it was taken; results are ready the same day unless `days` is given. */
  readonly taken: string;
  readonly results: readonly LabResult[];
  readonly conclusion: string;
  /** Who did the analysis, where it was sent to another place. */
  readonly laboratory?: Pick<WrittenOrganisation, "oid" | "name">;
}

type Verdict = "N" | "H" | "L";

const words: Readonly<Record<Verdict, string>> = { N: "норма", H: "выше нормы ↑", L: "ниже нормы ↓" };

function verdictOf(found: number, { low, high }: Norm): Verdict {
  if (low !== undefined && found < low) return "L";
  return high !== undefined && found > high ? "H" : "N";
}

function comma(value: number): string {
  return String(value).replace(".", ",");
}

function sayNorm({ low, high }: Norm): string {
  if (low === undefined) return `не выше ${comma(high!)}`;
  return high === undefined ? `не ниже ${comma(low)}` : `${comma(low)}–${comma(high)}`;
}

function row([name, found, norm, unit]: LabResult): readonly Words[] {
  const test: LabTest = { ...testOf(name), ...(unit ? { unit } : {}) };
  const verdict = verdictOf(found, norm ?? test);
  const value = comma(found);
  return [
    test.plain,
    verdict === "N" ? value : bold(value),
    unitName(test.unit),
    sayNorm(norm ?? test),
    words[verdict],
  ];
}

function referenceRange({ unit }: LabTest, norm: Norm): XmlElement {
  const { low, high } = norm;
  return x(
    "referenceRange",
    {},
    x(
      "observationRange",
      {},
      x("text", {}, `${sayNorm(norm)} ${unitName(unit)}`),
      x(
        "value",
        { "xsi:type": "IVL_PQ" },
        low !== undefined && quantity("low", null, low, unit),
        high !== undefined && quantity("high", null, high, unit),
      ),
    ),
  );
}

/** Only the place: who worked there is told by its own papers. Editions since 2023 name a performer by number alone. */
function performer({ oid, name }: Pick<WrittenOrganisation, "oid" | "name">): XmlElement {
  return x(
    "performer",
    {},
    x(
      "assignedEntity",
      {},
      x("id", { nullFlavor: "NI" }),
      x("representedOrganization", {}, x("id", { root: oid }), x("name", {}, name)),
    ),
  );
}

function result(
  [name, found, norm, unit]: LabResult,
  moment: string,
  laboratory?: Pick<WrittenOrganisation, "oid" | "name">,
): XmlElement {
  const test: LabTest = { ...testOf(name), ...(unit ? { unit } : {}) };
  return x(
    "component",
    { typeCode: "COMP" },
    x(
      "observation",
      { classCode: "OBS", moodCode: "EVN" },
      x("code", coded("11.1080", test.code, test.name)),
      x("statusCode", { code: "completed" }),
      x("effectiveTime", { value: moment }),
      quantity("value", "PQ", found, test.unit),
      x("interpretationCode", coded("99.2.257", verdictOf(found, norm ?? test))),
      laboratory && performer(laboratory),
      referenceRange(test, norm ?? test),
    ),
  );
}

function cluster(protocol: LabProtocol, moment: string): XmlElement {
  const battery = x(
    "organizer",
    { classCode: "BATTERY", moodCode: "EVN" },
    x("code", { nullFlavor: "OTH" }, x("originalText", {}, protocol.profile)),
    x("statusCode", { code: "completed" }),
    protocol.results.map((one) => result(one, moment, protocol.laboratory)),
  );
  return x(
    "organizer",
    { classCode: "CLUSTER", moodCode: "EVN" },
    x("statusCode", { code: "completed" }),
    x("component", { typeCode: "COMP" }, battery),
    x("component", { typeCode: "COMP" }, act("99.2.166", "901", x("text", {}, protocol.conclusion))),
  );
}

function specimens(draft: Draft, { specimen, taken }: LabProtocol): XmlElement {
  const { visit, organisation, number } = draft;
  const moment = hl7Moment(`${visit.date} ${taken}`, organisation);
  const procedure = x(
    "procedure",
    { classCode: "PROC", moodCode: "EVN" },
    x("code", { nullFlavor: "NI" }),
    x("statusCode", { code: "completed" }),
    x("effectiveTime", { value: moment }),
    x(
      "specimen",
      {},
      x(
        "specimenRole",
        {},
        x("id", { root: ownOid(organisation, 66), extension: number }),
        x(
          "specimenPlayingEntity",
          { classCode: "ENT", determinerCode: "INSTANCE" },
          code("99.2.1019", "2"),
          x("quantity", { nullFlavor: "NI" }),
        ),
      ),
    ),
  );
  return section(
    "SPECIMENS",
    "Исследованные материалы",
    [
      facts([
        ["Материал", specimen],
        ["Номер пробы", String(number)],
        ["Взят", `${plainDay(visit.date)} ${taken}`],
      ]),
    ],
    [
      x(
        "organizer",
        { classCode: "CLUSTER", moodCode: "EVN" },
        x("statusCode", { code: "completed" }),
        x("component", {}, procedure),
      ),
    ],
  );
}

export function laboratory(draft: Draft, protocol: LabProtocol): XmlElement[] {
  const moment = hl7Moment(draft.done, draft.organisation);
  const outside = protocol.results.filter(
    ([name, found, norm]) => verdictOf(found, norm ?? testOf(name)) !== "N",
  ).length;
  const text = [
    ...mended(draft),
    table(["Показатель", "Результат", "Единица", "Норма", "Оценка"], protocol.results.map(row), protocol.profile),
    paragraph(
      outside === 0 ? "Все показатели в пределах нормы." : `Вне нормы: ${outside} из ${protocol.results.length}.`,
    ),
    ...(protocol.laboratory ? [labelled("Где выполнено", protocol.laboratory.name)] : []),
    labelled("Заключение", protocol.conclusion),
  ];
  const results = section("RESLAB", "Результаты лабораторных исследований", text, [cluster(protocol, moment)]);
  return [specimens(draft, protocol), results, serviceSection(draft)];
}
