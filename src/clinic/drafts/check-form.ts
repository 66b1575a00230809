/** What a form still lacks, field by field, before it can be written. */
import { parseDay } from "../../basics/day.ts";
import type { DictionaryEntry } from "../../registry/dictionaries/dictionaries.ts";
import { type Field, type FieldName, type Form, placedFields, rowsOf, type Values } from "./fields.ts";
import { numberOf } from "./reader.ts";

export type FormFaultKey =
  | "required"
  | "too-long"
  | "no-such-day"
  | "later-than-today"
  | "before-admission"
  | "no-such-time"
  | "no-such-code"
  | "no-number"
  | "no-such-choice"
  | "not-digits"
  | "none-main"
  | "repeated-day";

export interface FormFault {
  readonly field: FieldName;
  readonly what: FormFaultKey;
}

/** `demand`: false while the doctor still writes: what is empty is no fault then. */
export function checkForm(
  form: Form,
  values: Values,
  codes: ReadonlyMap<FieldName, DictionaryEntry>,
  { today, demand }: { readonly today: string; readonly demand: boolean },
): FormFault[] {
  const faults: FormFault[] = [];
  for (const { name, field } of placedFields(form, values)) {
    const value = values[name] ?? "";
    if (value === "") {
      if (demand && field.required) faults.push({ field: name, what: "required" });
    } else {
      const what = faultOf(field, value, codes.has(name), today);
      if (what) faults.push({ field: name, what });
    }
  }
  const [from, until] = [values["visited"], values["until"]];
  if (from && until && until < from) faults.push({ field: "until", what: "before-admission" });
  if (from && until && until === from) faults.push({ field: "until", what: "repeated-day" });
  if (values["policy"] && !/^\d{6,20}$/.test(values["policy"])) faults.push({ field: "policy", what: "not-digits" });
  return demand ? [...faults, ...noMainDiagnosis(form, values)] : faults;
}

function faultOf(field: Field, value: string, known: boolean, today: string): FormFaultKey | null {
  switch (field.type) {
    case "line":
    case "text":
    case "lines":
      return value.length > field.most ? "too-long" : null;
    case "day":
      if (!parseDay(value)) return "no-such-day";
      return value > today ? "later-than-today" : null;
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : "no-such-time";
    case "number":
      return numberOf(value) === null ? "no-number" : null;
    case "code":
      return known ? null : "no-such-code";
    case "choice":
      return field.options.some((option) => option.value === value) ? null : "no-such-choice";
  }
}

function noMainDiagnosis(form: Form, values: Values): FormFault[] {
  const group = form.groups.find(({ key }) => key === "diagnoses");
  if (!group) return [];
  const kinds = Array.from({ length: rowsOf(group, values) }, (_, row) => values[`diagnoses.${row}.kind`]);
  return kinds.length === 0 || kinds.includes("1") ? [] : [{ field: "diagnoses.0.kind", what: "none-main" }];
}
