/** Направление на медико-социальную экспертизу (form 088/у), kind 121. Its commission signs it with the attending doctor. */

import { code, nameOf } from "../../../cda/write/dictionaries.ts";
import type { Draft } from "../../../cda/write/draft.ts";
import {
  bl,
  cd,
  codedObservation,
  type Diagnosis,
  diagnosisHead,
  diagnosisRow,
  observation,
  section,
  st,
  ts,
  type Vital,
  vitalEntry,
  vitalRow,
} from "../../../cda/write/entries.ts";
import { address, telecom } from "../../../cda/write/header-parts.ts";
import { fullName, mended } from "../../../cda/write/kinds/parts.ts";
import { hl7Day, hl7Moment, plainDay } from "../../../cda/write/moment.ts";
import { facts, labelled, list, paragraph, table } from "../../../cda/write/narrative.ts";
import { type XmlElement, x } from "../../../cda/write/xml.ts";
import type { DemoOrganisation } from "../../people/shapes.ts";

export interface DisabilityReferral {
  /** Bureau of the examination. */
  readonly bureau: Pick<DemoOrganisation, "oid" | "name" | "address" | "postalCode" | "regionCode" | "phone">;
  /** Purposes, dictionary …99.2.147. */
  readonly purposes: readonly string[];
  /** First time or again (…11.1007). */
  readonly again: boolean;
  readonly protocol: { readonly number: string; readonly day: string };
  readonly atHome: boolean;
  readonly work: string;
  readonly education: string;
  readonly since: string;
  readonly anamnesis: string;
  readonly life: string;
  readonly vitals: readonly Vital[];
  /** Build of the body, dictionary …11.1492. */
  readonly build: string;
  readonly state: string;
  readonly studies: readonly (readonly [day: string, what: string, found: string])[];
  readonly diagnoses: readonly Diagnosis[];
  /** Clinical prognosis, potential and prognosis of rehabilitation, dictionary …99.2.148. */
  readonly outlook: readonly [clinical: string, potential: string, rehabilitation: string];
  readonly surgery: string;
  readonly aids: string;
  readonly sanatorium: string;
  readonly medicines: string;
  readonly rehabilitation: readonly string[];
}

function subject(inner: XmlElement): XmlElement {
  return x("entryRelationship", { typeCode: "SUBJ", inversionInd: "true" }, inner);
}

function bureauOf({ edition }: Draft, { bureau }: DisabilityReferral): XmlElement {
  return x(
    "performer",
    {},
    x(
      "assignedEntity",
      {},
      x("id", { nullFlavor: "NI" }),
      x(
        "representedOrganization",
        { classCode: "ORG" },
        x("id", { root: bureau.oid }),
        x("name", {}, bureau.name),
        telecom(bureau.phone),
        address(edition.dialect, bureau),
      ),
    ),
  );
}

function referralEntry(draft: Draft, referral: DisabilityReferral): XmlElement {
  const day = draft.done.slice(0, 10);
  const { protocol } = referral;
  return x(
    "act",
    { classCode: "ACT", moodCode: "RQO" },
    code("11.1522", "34"),
    x("statusCode", { code: "active" }),
    bureauOf(draft, referral),
    referral.purposes.map((purpose) => subject(codedObservation("99.2.147", purpose))),
    subject(codedObservation("11.1007", referral.again ? "2" : "1")),
    subject(observation("4059", x("effectiveTime", { value: hl7Day(protocol.day) }), st(protocol.number))),
    subject(observation("4060", bl(referral.atHome))),
    subject(observation("4061", bl(false))),
    subject(observation("7012", bl(false))),
    subject(observation("4062", ts(day))),
  );
}

function purpose(draft: Draft, referral: DisabilityReferral): XmlElement {
  const { author } = draft;
  const { protocol, bureau } = referral;
  return section(
    "SCOPORG",
    "Цель направления и учреждение МСЭ",
    [
      ...mended(draft),
      facts([
        ["Куда", bureau.name],
        ["Адрес", bureau.address],
        ["Телефон", bureau.phone],
        ["Обращение", nameOf("11.1007", referral.again ? "2" : "1")],
        ["Протокол врачебной комиссии", `№ ${protocol.number} от ${plainDay(protocol.day)}`],
        ["Дата выдачи направления на МСЭ", plainDay(draft.done.slice(0, 10))],
        ["Экспертизу необходимо проводить на дому", referral.atHome ? "да" : "нет"],
        ["Нуждаемость в оказании паллиативной медицинской помощи", "нет"],
        ["Нуждаемость в первичном протезировании", "нет"],
        ["Гражданство", nameOf("99.2.315", "1")],
        ["Отношение к воинской обязанности", nameOf("99.2.314", "4")],
        ["Лечащий врач", `${author.position.name} ${fullName(author)}`],
        ["Председатель врачебной комиссии", fullName(draft.authenticator)],
      ]),
      paragraph("Цели направления:"),
      list(referral.purposes.map((one) => nameOf("99.2.147", one))),
    ],
    [
      referralEntry(draft, referral),
      codedObservation("99.2.315", "1"),
      x(
        "act",
        { classCode: "ACT", moodCode: "EVN" },
        code("99.2.856", "5"),
        x("participant", { typeCode: "LOC", nullFlavor: "NA" }),
      ),
      codedObservation("99.2.314", "4"),
    ],
  );
}

function anamnesis({ since, anamnesis: illness, life }: DisabilityReferral): XmlElement {
  return section(
    "SOCANAM",
    "Анамнез",
    [
      labelled("Год, с которого наблюдается в медицинской организации", since),
      labelled("Анамнез заболевания", illness),
      labelled("Анамнез жизни", life),
    ],
    [observation("4101", st(since)), observation("4102", st(illness)), observation("4103", st(life))],
  );
}

function body(draft: Draft, { vitals, build }: DisabilityReferral): XmlElement {
  return section(
    "VITALPARAM",
    "Антропометрические данные и физиологические параметры",
    [
      table(["Показатель", "Значение", "Единица"], vitals.map(vitalRow)),
      labelled("Телосложение", nameOf("11.1492", build)),
    ],
    [
      ...vitals.map((vital) => vitalEntry(vital, hl7Moment(draft.done, draft.organisation))),
      observation("4108", cd("11.1492", build)),
    ],
  );
}

function diagnosis({ diagnoses }: DisabilityReferral): XmlElement {
  return section(
    "DGN",
    "Диагноз при направлении",
    [table(diagnosisHead, diagnoses.map(diagnosisRow))],
    [
      x(
        "act",
        { classCode: "ACT", moodCode: "EVN" },
        code("99.2.795", "3"),
        diagnoses.map(({ kind, code: illness, words }) =>
          x(
            "entryRelationship",
            { typeCode: "COMP" },
            codedObservation(
              "11.1077",
              kind,
              x("text", {}, words),
              x("statusCode", { code: "completed" }),
              cd("11.1005", illness),
            ),
          ),
        ),
      ),
    ],
  );
}

function outlook({ outlook: [clinical, potential, rehabilitation] }: DisabilityReferral): XmlElement {
  return section(
    "SCORES",
    "Прогноз",
    [
      facts([
        ["Клинический прогноз", nameOf("99.2.148", clinical)],
        ["Реабилитационный потенциал", nameOf("99.2.148", potential)],
        ["Реабилитационный прогноз", nameOf("99.2.148", rehabilitation)],
      ]),
    ],
    [
      observation("4054", cd("99.2.148", clinical)),
      observation("4055", cd("99.2.148", potential)),
      observation("4056", cd("99.2.148", rehabilitation)),
    ],
  );
}

function regime(referral: DisabilityReferral): XmlElement {
  const { surgery, aids, sanatorium, medicines, rehabilitation } = referral;
  const treatment = section(
    "RECTREAT",
    "Рекомендованное лечение",
    [
      labelled(nameOf("99.2.166", "4111"), surgery),
      labelled(nameOf("99.2.166", "4112"), aids),
      labelled("Санаторно-курортное лечение", sanatorium),
      labelled("Лекарства", medicines),
    ],
    [
      observation("4111", st(surgery)),
      observation("4112", st(aids)),
      observation("4113", st(sanatorium)),
      observation("12132", x("value", { "xsi:type": "ST", nullFlavor: "NA" })),
    ],
  );
  const other = section(
    "RECOTHER",
    "Медицинская реабилитация",
    [list(rehabilitation)],
    [observation("4114", st(rehabilitation.join("; ")))],
  );
  return section(
    "REGIME",
    "Рекомендуемые мероприятия",
    [paragraph("Мероприятия по реабилитации и лечению.")],
    [],
    [treatment, other],
  );
}

export function disabilityReferral(draft: Draft, referral: DisabilityReferral): XmlElement[] {
  const { studies } = referral;
  return [
    purpose(draft, referral),
    section("WORK", "Трудовая деятельность", [paragraph(referral.work)], []),
    section("EDU", "Образование", [paragraph(referral.education)], []),
    anamnesis(referral),
    body(draft, referral),
    section(
      "STATECUR",
      "Состояние при направлении",
      [
        paragraph(referral.state),
        table(
          ["Дата", "Исследование", "Результат"],
          studies.map(([day, ...rest]) => [plainDay(day), ...rest]),
        ),
      ],
      [observation("4109", st([referral.state, ...studies.map(([, what, found]) => `${what}: ${found}`)].join(" ")))],
    ),
    diagnosis(referral),
    outlook(referral),
    regime(referral),
  ];
}
