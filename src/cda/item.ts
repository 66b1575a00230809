/** A labelled fact of the readable document, «Пол: мужской», before it is gathered into a block. */
import type { Code, Fact, Run } from "./model.ts";

export type Item = Fact;

/** One item, or none when there is nothing to say. */
export function item(label: string, text: string | null, marks: Omit<Run, "text"> = {}): readonly Item[] {
  return text === null || text === "" ? [] : [{ label, runs: [{ text, ...marks }] }];
}

/** Marks of a run that names a coded value. */
export function coded(code: Code | null): Omit<Run, "text"> {
  return code === null ? {} : { code };
}

/** Consecutive items of one label become one; a repeated value is told once. */
export function mergeItems(items: readonly Item[]): readonly Item[] {
  const out: Item[] = [];
  for (let i = 0; i < items.length; ) {
    const first = items[i] as Item; // within the list
    let end = i + 1;
    while (end < items.length && items[end]?.label === first.label) end += 1;
    out.push(end === i + 1 ? first : joined(items.slice(i, end)));
    i = end;
  }
  return out;
}

function joined(items: readonly Item[]): Item {
  const values = new Map(items.map(({ runs }) => [JSON.stringify(runs), runs]));
  const runs = [...values.values()].flatMap((one, i) => (i === 0 ? one : [{ text: "; " }, ...one]));
  return { label: items[0]?.label ?? "", runs };
}
