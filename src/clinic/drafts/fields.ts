/** What a form is made of. Words stand in the catalogues of pages; here are names, shapes and bounds alone. */
import type { Dictionary } from "../../cda/write/dictionaries.ts";

export const formKeys = ["consultation", "laboratory", "discharge", "prescription"] as const;
export type FormKey = (typeof formKeys)[number];
/** A document that was written elsewhere: what it says is its form. */
export const AMENDMENT = "amendment";
export type AnyForm = FormKey | typeof AMENDMENT;

/** A field by what it asks, the same in every form. */
export type FieldKey =
  | "family"
  | "given"
  | "patronymic"
  | "birthDate"
  | "sex"
  | "policy"
  | "position"
  | "visited"
  | "until"
  | "first"
  | "department"
  | "urgency"
  | "complaints"
  | "anamnesis"
  | "life"
  | "examination"
  | "conclusion"
  | "advice"
  | "treatment"
  | "outcome"
  | "admittedSeverity"
  | "admittedWords"
  | "leftSeverity"
  | "leftWords"
  | "profile"
  | "specimen"
  | "taken"
  | "validity"
  | "kind"
  | "code"
  | "words"
  | "service"
  | "parameter"
  | "value"
  | "unit"
  | "low"
  | "high"
  | "test"
  | "day"
  | "what"
  | "found"
  | "atAdmission"
  | "atDischarge"
  | "norm"
  | "medicine"
  | "latin"
  | "route"
  | "dose"
  | "every"
  | "days"
  | "amount"
  | "how";

export type GroupKey =
  | "patient"
  | "author"
  | "person"
  | "visit"
  | "story"
  | "state"
  | "vitals"
  | "diagnoses"
  | "services"
  | "results"
  | "studies"
  | "analyses"
  | "treatment"
  | "medicines"
  | "closing";

export type Field = {
  readonly name: string;
  /** What it asks; null: the document's own words. */
  readonly ask: FieldKey | null;
  readonly label?: string;
  readonly required: boolean;
} & (
  | { readonly type: "line" | "text" | "lines"; readonly most: number }
  | { readonly type: "day" | "time" }
  | { readonly type: "number" }
  | { readonly type: "code"; readonly dictionary: Dictionary }
  | { readonly type: "choice"; readonly options: readonly Option[] }
);

export interface Option {
  readonly value: string;
  /** Official name, Russian in any interface; null: the catalogue of pages has words for it. */
  readonly name: string | null;
}

/** Fields asked once, or rows of fields: none is saved that is empty. */
export interface Group {
  readonly key: string;
  /** What it is about; null: the document's own words. */
  readonly about: GroupKey | null;
  readonly title?: string;
  readonly fields: readonly Field[];
  readonly rows: { readonly least: number; readonly most: number } | null;
}

export interface Form {
  readonly key: AnyForm;
  readonly groups: readonly Group[];
}

/** «visited», or «diagnoses.0.code» within rows. */
export type FieldName = string;
export type Values = Readonly<Record<FieldName, string>>;

export function nameIn(group: Group, row: number, field: Field): FieldName {
  return group.rows === null ? field.name : `${group.key}.${row}.${field.name}`;
}

/** How many rows of a group the values have. */
export function rowsOf(group: Group, values: Values): number {
  if (group.rows === null) return 1;
  const rows = Object.keys(values).flatMap((name) => {
    const [key, row] = name.split(".");
    return key === group.key && values[name] !== "" ? [Number(row) + 1] : [];
  });
  return Math.max(0, ...rows);
}

export interface PlacedField {
  readonly name: FieldName;
  readonly group: Group;
  readonly row: number;
  readonly field: Field;
}

/** Every field that there is to ask: of rows those that are filled, and the least that there must be. */
export function placedFields(form: Form, values: Values): PlacedField[] {
  return form.groups.flatMap((group) => {
    const count = group.rows === null ? 1 : Math.max(group.rows.least, rowsOf(group, values));
    return Array.from({ length: count }).flatMap((_, row) =>
      group.fields.map((field) => ({ name: nameIn(group, row, field), group, row, field })),
    );
  });
}
