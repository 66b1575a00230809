/** Направление: where to, for what, why, what to take along. Kinds 177, 255, 311 and their neighbour 185. */

import { code, nameOf } from "../../../cda/write/dictionaries.ts";
import type { Draft } from "../../../cda/write/draft.ts";
import {
  cd,
  type Diagnosis,
  diagnosisHead,
  diagnosisRow,
  observation,
  section,
  st,
} from "../../../cda/write/entries.ts";
import { telecom } from "../../../cda/write/header-parts.ts";
import { fullName, mended } from "../../../cda/write/kinds/parts.ts";
import { daysLater, plainDay } from "../../../cda/write/moment.ts";
import { facts, labelled, list, paragraph, table } from "../../../cda/write/narrative.ts";
import { type XmlElement, x } from "../../../cda/write/xml.ts";
import type { DemoOrganisation } from "../../people/shapes.ts";

export interface Referral {
  /** Dictionary …11.1009. */
  readonly purpose: string;
  readonly to: DemoOrganisation;
  /** To whom or to what there, in plain words. */
  readonly department: string;
  /** Service asked for, dictionary …11.1070. */
  readonly service: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly reason: string;
  readonly validDays: number;
  readonly takeAlong: readonly string[];
}

/** What is asked for and not yet done: mood RQO. */
function asked(element: XmlElement): XmlElement {
  return { ...element, attributes: { ...element.attributes, moodCode: "RQO" } };
}

function destination({ to }: Referral): XmlElement {
  return x(
    "act",
    { classCode: "ACT", moodCode: "RQO" },
    code("99.2.166", "8038"),
    x(
      "performer",
      {},
      x(
        "assignedEntity",
        {},
        x("id", { nullFlavor: "NI" }),
        x(
          "representedOrganization",
          { classCode: "ORG" },
          x("id", { root: to.oid }),
          x("name", {}, to.name),
          telecom(to.phone),
        ),
      ),
    ),
  );
}

export function referral(draft: Draft, referred: Referral): XmlElement[] {
  const { author, done } = draft;
  const day = done.slice(0, 10);
  const { to, diagnoses } = referred;
  const comment = `${nameOf("11.1009", referred.purpose)}. ${referred.reason}`;
  return [
    section(
      "SCOPORG",
      "Цель направления и медицинская организация, куда направлен",
      [
        ...mended(draft),
        facts([
          ["Медицинская организация, в которую направлен пациент", to.name],
          ["К кому", referred.department],
          ["Адрес", to.address],
          ["Телефон", to.phone],
          ["Время работы", to.hours],
          ["Медицинская услуга", `${nameOf("11.1070", referred.service)} (${referred.service})`],
          ["Выдано", plainDay(day)],
          ["Действительно по", plainDay(daysLater(day, referred.validDays))],
          ["Направил", `${author.position.name} ${fullName(author)}`],
        ]),
        labelled("Комментарий", comment),
        paragraph("Возьмите с собой:"),
        list(referred.takeAlong),
      ],
      [
        destination(referred),
        asked(observation("833", cd("11.1070", referred.service))),
        observation("10000", st(comment)),
      ],
    ),
    section(
      "DGN",
      "Диагноз",
      [table(diagnosisHead, diagnoses.map(diagnosisRow))],
      diagnoses.map(({ kind, code: illness, words }) =>
        x(
          "observation",
          { classCode: "OBS", moodCode: "EVN" },
          code("11.1077", kind),
          x("text", {}, words),
          cd("11.1005", illness),
        ),
      ),
    ),
  ];
}
