/** Fields and groups that several forms share. */
import { type Dictionary, namesOf } from "../../../cda/write/dictionaries.ts";
import type { Field, FieldKey, Group, GroupKey, Option } from "../fields.ts";

const LONG = 20_000;

export function line(name: FieldKey, required = true, most = 500): Field {
  return { name, ask: name, required, type: "line", most };
}

export function text(name: FieldKey, required = true): Field {
  return { name, ask: name, required, type: "text", most: LONG };
}

/** A line for each item. */
export function lines(name: FieldKey, required = true): Field {
  return { name, ask: name, required, type: "lines", most: LONG };
}

export function day(name: FieldKey, required = true): Field {
  return { name, ask: name, required, type: "day" };
}

export function number(name: FieldKey, required = true): Field {
  return { name, ask: name, required, type: "number" };
}

export function code(name: FieldKey, dictionary: Dictionary, required = true): Field {
  return { name, ask: name, required, type: "code", dictionary };
}

/** Of a short dictionary that the writer knows whole: its codes by name. */
export function choiceOf(
  name: FieldKey,
  dictionary: Dictionary,
  only: readonly string[] | null = null,
  required = true,
): Field {
  const options = namesOf(dictionary)
    .filter(([value]) => only === null || only.includes(value))
    .map(([value, official]): Option => ({ value, name: official }));
  return { name, ask: name, required, type: "choice", options };
}

/** Of a few answers in words of our own. */
export function choice(name: FieldKey, values: readonly string[], required = true): Field {
  return { name, ask: name, required, type: "choice", options: values.map((value) => ({ value, name: null })) };
}

export function group(key: GroupKey, ...fields: readonly Field[]): Group {
  return { key, about: key, fields, rows: null };
}

export function rows(key: GroupKey, least: number, most: number, ...fields: readonly Field[]): Group {
  return { key, about: key, fields, rows: { least, most } };
}

/** Whom it is about is chosen before; this is what the registry may not know. */
export const person = group(
  "person",
  choice("sex", ["female", "male"]),
  line("policy", false, 20),
  code("position", "11.1002"),
);

export const diagnoses = rows(
  "diagnoses",
  1,
  20,
  choiceOf("kind", "11.1077", ["1", "2", "3", "6"]),
  code("code", "11.1005"),
  line("words", false, 2000),
);

export const services = rows("services", 1, 20, code("service", "11.1070"));

export const vitals = rows("vitals", 0, 15, choiceOf("parameter", "99.2.262"), number("value"));
