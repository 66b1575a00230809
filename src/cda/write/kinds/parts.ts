/** Sections and lines that several kinds share. */
import type { Draft } from "../draft.ts";
import { section, serviceEntry, type Vital, vitalEntry, vitalRow } from "../entries.ts";
import { hl7Moment, plainDay } from "../moment.ts";
import { labelled, table } from "../narrative.ts";
import type { WrittenMember } from "../people.ts";
import type { XmlElement } from "../xml.ts";

export function fullName({ name }: Pick<WrittenMember, "name">): string {
  return [name.family, name.given, name.patronymic].filter(Boolean).join(" ");
}

/** First lines of a corrected version: what it mends. Nothing in a first version. */
export function mended({ version, mended: what }: Draft): XmlElement[] {
  return what === null ? [] : [labelled(`Версия ${version}, исправленная`, what)];
}

export function serviceSection({ visit }: Draft): XmlElement {
  const day = visit.until ?? visit.date;
  return section(
    "SERVICES",
    "Оказанные услуги",
    [
      table(
        ["Код", "Услуга", "Дата"],
        visit.services.map(({ code, name }) => [code, name, plainDay(day)]),
      ),
    ],
    visit.services.map(({ code, name }) => serviceEntry(code, day, name)),
  );
}

export function vitalSection({ done, organisation }: Draft, vitals: readonly Vital[]): XmlElement[] {
  if (vitals.length === 0) return [];
  return [
    section(
      "VITALPARAM",
      "Витальные параметры",
      [table(["Показатель", "Значение", "Единица"], vitals.map(vitalRow))],
      vitals.map((vital) => vitalEntry(vital, hl7Moment(done, organisation))),
    ),
  ];
}
