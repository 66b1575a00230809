/** The editions of the nine kinds that the house writes: how each names itself, when it is in force, which dialect it speaks. */

/**
 * How an edition writes its header. Editions of 2020–2022 give every extension element an `xsi:type`;
 * those of 2023 on have closed schemas in which an `xsi:type` would be an error.
 */
export interface Dialect {
  /** `xsi:type` on the elements of urn:hl7-ru:*. */
  readonly typed: boolean;
  /** Author's and authenticator's time and signature code: written, or nullFlavor NI since signatures are detached. */
  readonly signed: boolean;
  /** The dialect of 2021: `state`, patronymic as a second `given`, `identity:Ogrn` outside `identity:Props`. */
  readonly oldest?: boolean;
  /** The element for the number of a sole trader must be there, even for a hospital, and say that it does not apply. */
  readonly soleTrader?: boolean;
  /** The parts of a ФИАС address must be there, each saying that it is not known. */
  readonly fiasParts?: boolean;
  /** The organisation's ОКПО must be given. */
  readonly okpo?: boolean;
  /** A guardian's birth date must be given, in a namespace of its own. */
  readonly guardianBorn?: boolean;
  /** Where the authenticator works is said again. */
  readonly authenticatorWorks?: boolean;
  /** The patient's address says whether town or village. */
  readonly resident?: boolean;
  /** Which optional parts of the header the edition has. */
  readonly payer: boolean;
  /** When it happened: days, hours of a day, or one moment. */
  readonly event: "interval" | "hours" | "moment" | null;
  readonly encounter: boolean;
  /** Who did it: named by his own number and СНИЛС, by the number alone, or not at all. */
  readonly performer: "both" | "number" | null;
}

export interface Edition {
  /** РЭМД kind, dictionary 1520. */
  readonly kind: string;
  readonly templateId: string;
  /** Dictionary and code that ClinicalDocument/code carries: the type (…11.1522) before 2024, the kind itself (…11.1520) since. */
  readonly code: { readonly dictionary: "11.1520" | "11.1522"; readonly code: string };
  /** Row of the dictionary …99.2.1079. */
  readonly family: string;
  readonly title: string;
  /** In force from `starts` till the day before `ends`. */
  readonly starts: string;
  readonly ends: string | null;
  readonly dialect: Dialect;
}

const early: Dialect = {
  typed: true,
  signed: false,
  payer: true,
  event: "interval",
  encounter: true,
  performer: "both",
};
const closed: Dialect = {
  typed: false,
  signed: false,
  payer: true,
  event: "interval",
  encounter: true,
  performer: "both",
};
const issued: Dialect = {
  typed: false,
  signed: false,
  payer: true,
  event: "moment",
  encounter: false,
  performer: null,
};

const oldTemplate = "1.2.643.5.1.13.2.7.5.1";
const template = "1.2.643.5.1.13.13.14";
const newTemplate = "1.2.643.5.1.13.13.15";

type Row = readonly [
  kind: string,
  templateId: string,
  type: string | null,
  family: string,
  title: string,
  starts: string,
  ends: string | null,
  dialect: Dialect,
];

const referralTitle = "Направление на госпитализацию, восстановительное лечение, обследование, консультацию";
const instrumentalTitle = "Протокол инструментального исследования";
const laboratoryTitle = "Протокол лабораторного исследования";
const consultationTitle = "Протокол консультации";
const checkupTitle = "Сведения о результатах диспансеризации или профилактического медицинского осмотра";
const dischargeTitle = "Эпикриз в стационаре выписной";
const sportTitle = "Медицинское заключение об отсутствии противопоказаний к занятию определенными видами спорта";
const prescriptionTitle = "Рецепт на лекарственный препарат";
const subsidisedTitle =
  "Льготный рецепт на лекарственный препарат, изделие медицинского назначения и специализированный продукт лечебного питания";

const rows: readonly Row[] = [
  ["177", `${template}.3.9.3`, "3", "31", referralTitle, "2023-08-14", null, issued],
  [
    "185",
    `${template}.57.9.2`,
    "57",
    "32",
    "Направление на консультацию и во вспомогательные кабинеты",
    "2023-08-14",
    null,
    { ...issued, okpo: true },
  ],
  ["255", `${newTemplate}.31.5`, null, "31", referralTitle, "2024-07-23", null, issued],
  ["311", `${newTemplate}.31.6`, null, "31", "Направление для оказания медицинской помощи", "2026-04-10", null, issued],
  [
    "121",
    `${template}.34.9.6`,
    "34",
    "4",
    "Направление на медико-социальную экспертизу медицинской организацией",
    "2022-11-24",
    null,
    { ...early, signed: true, resident: true, event: "hours", fiasParts: true },
  ],
  ["110", `${oldTemplate}.6.9.3`, "6", "17", instrumentalTitle, "2022-01-01", null, early],
  ["174", `${template}.6.9.4`, "6", "17", instrumentalTitle, "2023-08-28", null, closed],
  ["224", `${newTemplate}.17.5`, null, "17", instrumentalTitle, "2024-01-25", null, closed],
  ["119", `${oldTemplate}.5.9.4`, "5", "13", consultationTitle, "2022-01-01", null, early],
  ["227", `${newTemplate}.13.5`, null, "13", consultationTitle, "2024-03-07", null, closed],
  [
    "289",
    `${newTemplate}.14.6`,
    null,
    "14",
    "Протокол консультации в рамках диспансерного наблюдения",
    "2026-01-10",
    null,
    closed,
  ],
  ["75", `${oldTemplate}.7.9.4`, "7", "18", laboratoryTitle, "2021-04-16", null, { ...early, event: "moment" }],
  [
    "186",
    `${template}.7.9.5`,
    "7",
    "18",
    laboratoryTitle,
    "2023-08-28",
    null,
    { ...closed, event: "moment", performer: "number", guardianBorn: true },
  ],
  ["122", `${template}.141.9.2`, "141", "74", checkupTitle, "2023-01-01", null, { ...early, resident: true }],
  [
    "228",
    `${newTemplate}.28.2`,
    null,
    "28",
    "Результаты профилактического медицинского осмотра / диспансеризации",
    "2024-02-29",
    null,
    closed,
  ],
  ["235", `${newTemplate}.25.6`, null, "25", dischargeTitle, "2024-03-29", null, closed],
  ["147", `${template}.1.9.5`, "1", "25", dischargeTitle, "2023-08-28", null, closed],
  ["77", `${oldTemplate}.1.9.4`, "1", "25", dischargeTitle, "2021-06-30", null, early],
  [
    "83",
    `${template}.71.9.2`,
    "71",
    "54",
    sportTitle,
    "2021-06-30",
    "2025-07-01",
    { ...early, signed: true, event: null, encounter: false },
  ],
  ["152", `${template}.71.9.3`, "71", "54", sportTitle, "2023-08-14", null, issued],
  ["294", `${newTemplate}.54.4`, null, "54", sportTitle, "2025-10-10", null, issued],
  [
    "62",
    `${template}.86.3`,
    "86",
    "3",
    prescriptionTitle,
    "2021-03-15",
    "2025-07-01",
    { ...early, signed: true, oldest: true, authenticatorWorks: true, payer: false, event: null, encounter: false },
  ],
  [
    "148",
    `${template}.86.9.2`,
    "86",
    "3",
    prescriptionTitle,
    "2023-08-28",
    null,
    { ...issued, payer: false, soleTrader: true },
  ],
  [
    "112",
    `${template}.37.9.3`,
    "37",
    "1",
    subsidisedTitle,
    "2021-12-27",
    null,
    { ...closed, payer: false, event: null, authenticatorWorks: true },
  ],
  [
    "141",
    `${template}.37.9.4`,
    "37",
    "1",
    subsidisedTitle,
    "2023-08-28",
    null,
    { ...issued, payer: false, soleTrader: true, encounter: true },
  ],
];

export const editions: ReadonlyMap<string, Edition> = new Map(
  rows.map(([kind, templateId, type, family, title, starts, ends, dialect]) => [
    kind,
    {
      kind,
      templateId,
      code: type ? { dictionary: "11.1522", code: type } : { dictionary: "11.1520", code: kind },
      family,
      title,
      starts,
      ends,
      dialect,
    } satisfies Edition,
  ]),
);

/** The edition of this РЭМД kind, which must be in force on the day (YYYY-MM-DD). */
export function editionOf(kind: string, day: string): Edition {
  const edition = editions.get(kind);
  if (!edition) throw new Error(`nobody here writes kind ${kind}`);
  if (day < edition.starts || (edition.ends !== null && day >= edition.ends)) {
    throw new Error(`kind ${kind} is not in force on ${day}`);
  }
  return edition;
}
