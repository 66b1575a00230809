/** Рецепт на лекарственный препарат (kinds 62, 148) and льготный рецепт (112, 141): what to take, how, how long, who pays. */
import { code, coded, nameOf } from "../dictionaries.ts";
import type { Draft } from "../draft.ts";
import { bl, cd, named, observation, pq, quantity, section, st, ts } from "../entries.ts";
import { daysLater, hl7Day, plainDay } from "../moment.ts";
import { bold, facts, paragraph, table } from "../narrative.ts";
import { type XmlElement, x } from "../xml.ts";
import { type Medicine, type MedicineName, medicineOf } from "./medicines.ts";
import { fullName, mended } from "./parts.ts";

export interface Prescribed {
  readonly medicine: MedicineName | Medicine;
  /** How many tablets (or millilitres) at a time; how many hours between. */
  readonly dose: number;
  readonly everyHours: 12 | 24;
  readonly days: number;
  /** Doses to hand out in all. */
  readonly amount: number;
  /** «Signa», in Russian: how the patient takes it. */
  readonly how: string;
}

export interface Prescription {
  readonly prescribed: readonly Prescribed[];
  /** Dictionary …99.2.608, and the same in days. */
  readonly validity: { readonly code: string; readonly days: number };
}

export interface Subsidy {
  readonly series: string;
  readonly number: string;
  /** Category of the dictionary …99.2.541. */
  readonly category: string;
  /** Who pays: row of the dictionary …99.2.605. */
  readonly budget: "1" | "2";
}

/** Editions of the recipe differ in small things; 62 and 112 are the early ones. */
function isEarly({ edition }: Draft): boolean {
  return edition.kind === "62" || edition.kind === "112";
}

function docInfo(draft: Draft, { validity }: Prescription, subsidy: Subsidy | null): XmlElement {
  const { created, visit, author } = draft;
  const day = created.slice(0, 10);
  const last = daysLater(day, validity.days);
  const early = isEarly(draft);
  return section(
    "DOCINFO",
    "Сведения о рецепте",
    [
      ...mended(draft),
      facts([
        ["Серия и номер", subsidy && `${subsidy.series} № ${subsidy.number}`],
        ["Выписан", plainDay(day)],
        ["Действителен", `${nameOf("99.2.608", validity.code)}, по ${plainDay(last)}`],
        ["Диагноз", subsidy && `${visit.diagnosis.name} (${visit.diagnosis.code})`],
        ["Выписал", `${author.position.name} ${fullName(author)}`],
        ["По специальному назначению", "нет"],
      ]),
    ],
    [
      ...(subsidy ? [observation("6001", st(subsidy.series)), observation("6002", st(subsidy.number))] : []),
      observation("6004", !early && x("effectiveTime", { value: hl7Day(last) }), cd("99.2.608", validity.code)),
      ...(early ? [observation("6005", ts(last))] : []),
      observation("6006", bl(false)),
      ...(subsidy
        ? [
            observation("11001", bl(true)),
            observation("809", named("11.1005", visit.diagnosis.code, visit.diagnosis.name)),
          ]
        : []),
    ],
  );
}

function benefits({ category, budget }: Subsidy): XmlElement {
  return section(
    "BENEFITS",
    "Льготы",
    [
      facts([
        ["Категория", nameOf("99.2.541", category)],
        ["Оплачивает", nameOf("99.2.605", budget)],
        ["Скидка", "100 %: лекарство выдаётся бесплатно"],
      ]),
    ],
    [
      observation("811", cd("99.2.541", category)),
      observation("6009", cd("99.2.605", budget)),
      observation("6010", pq(100, "53")),
    ],
  );
}

function period(hours: 12 | 24): XmlElement {
  return quantity("period", null, hours === 24 ? 1 : 12, hours === 24 ? "24" : "23");
}

function width(days: number): XmlElement {
  return x("effectiveTime", { "xsi:type": "IVL_TS" }, quantity("width", null, days, "24"));
}

const noMaterial = x(
  "consumable",
  { typeCode: "CSM" },
  x("manufacturedProduct", { classCode: "MANU" }, x("manufacturedMaterial", { nullFlavor: "NA" })),
);

/** How much at a time and how often. Edition 1 counts doses in units of ЕСКЛП and gives no length of the course here. */
function dosage(draft: Draft, { dose, everyHours, days }: Prescribed, { unit }: Medicine): XmlElement {
  const first = draft.edition.kind === "62";
  const translation = x("translation", { value: dose, ...coded("99.2.612", unit.code, unit.name) });
  return x(
    "substanceAdministration",
    { classCode: "SBADM", moodCode: "RQO" },
    !first && width(days),
    x("effectiveTime", { "xsi:type": "PIVL_TS", institutionSpecified: "false" }, period(everyHours)),
    x("doseQuantity", { "xsi:type": "IVL_PQ", value: dose, ...(first ? { unit: "1" } : {}) }, first && translation),
    noMaterial,
  );
}

/** What sort of thing is prescribed: said by code in 112, left unsaid but present in 141, absent in the plain recipe. */
function kindOfRecipe({ edition }: Draft): XmlElement | null {
  if (edition.kind === "112") return code("99.2.651", "1");
  return edition.kind === "141" ? x("code", { nullFlavor: "NI" }) : null;
}

function medicineEntry(draft: Draft, prescribed: Prescribed): XmlElement {
  const medicine: Medicine = medicineOf(prescribed.medicine);
  return x(
    "substanceAdministration",
    { classCode: "SBADM", moodCode: "RQO" },
    kindOfRecipe(draft),
    width(prescribed.days),
    x("routeCode", medicine.route ? coded("11.1468", medicine.route) : { nullFlavor: "NI" }),
    x(
      "consumable",
      { typeCode: "CSM" },
      x(
        "manufacturedProduct",
        { classCode: "MANU" },
        x(
          "manufacturedMaterial",
          { classCode: "MMAT", determinerCode: "KIND" },
          x("code", coded("99.2.611", medicine.code, medicine.name)),
        ),
      ),
    ),
    x("entryRelationship", { typeCode: "COMP" }, dosage(draft, prescribed, medicine)),
    x("entryRelationship", { typeCode: "COMP" }, observation("6011", pq(prescribed.amount, "128"))),
    x(
      "precondition",
      { typeCode: "PRCN" },
      x(
        "criterion",
        {},
        x("code", {
          code: "ASSERTION",
          codeSystem: "2.16.840.1.113883.5.4",
          codeSystemName: "ActCode",
          displayName: "Утверждение",
        }),
        x("value", { "xsi:type": "ST" }, prescribed.how),
      ),
    ),
  );
}

function recipe(draft: Draft, { prescribed }: Prescription): XmlElement {
  return section(
    "RECIPE",
    "Рецепт",
    [
      table(
        ["Лекарство", "Сколько", "Как принимать", "Сколько дней"],
        prescribed.map(({ medicine, amount, how, days }) => [
          bold(medicineOf(medicine).plain),
          `№ ${amount}`,
          how,
          String(days),
        ]),
      ),
      ...prescribed.map(({ medicine, amount, how }) =>
        paragraph(`Rp.: ${medicineOf(medicine).latin}. D. t. d. № ${amount}. S. ${how}`),
      ),
    ],
    prescribed.map((one) => medicineEntry(draft, one)),
  );
}

export function prescription(draft: Draft, facts: Prescription): XmlElement[] {
  return [docInfo(draft, facts, null), recipe(draft, facts)];
}

export function subsidisedPrescription(draft: Draft, facts: Prescription, subsidy: Subsidy): XmlElement[] {
  return [docInfo(draft, facts, subsidy), benefits(subsidy), recipe(draft, facts)];
}
