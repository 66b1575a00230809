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
  const out: { readonly label: string; readonly runs: Run[]; readonly said: Set<string> }[] = [];
  for (const { label, runs } of items) {
    const last = out.at(-1);
    const key = JSON.stringify(runs);
    if (last === undefined || last.label !== label) out.push({ label, runs: [...runs], said: new Set([key]) });
    else if (!last.said.has(key)) {
      last.said.add(key);
      last.runs.push({ text: "; " }, ...runs);
    }
  }
  return out.map(({ label, runs }) => ({ label, runs }));
}
