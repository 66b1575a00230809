/** Rows of a form as the writer takes them. */
import type { Diagnosis, Vital } from "../../../cda/write/entries.ts";
import { unitOfVital } from "../../../cda/write/kinds/vitals.ts";
import type { Reader } from "../reader.ts";

const kinds: readonly Diagnosis["kind"][] = ["1", "2", "3", "6"];

/** A diagnosis without words of the doctor's own is said in the dictionary's. */
export function diagnosesOf(read: Reader): Diagnosis[] {
  return read.rows("diagnoses").map((row) => {
    const { code, name } = row.coded("code");
    const kind = kinds.find((one) => one === row.text("kind")) ?? "1";
    return { kind, code, name, words: row.text("words") || name };
  });
}

export function vitalsOf(read: Reader): Vital[] {
  return read.rows("vitals").map((row) => {
    const parameter = row.text("parameter");
    return [parameter, row.number("value"), unitOfVital(parameter)];
  });
}
