/** A labelled fact of the readable document, «Пол: мужской», before it is gathered into a block. */
import type { Runs } from "./model.ts";

export interface Item {
  readonly label: string;
  readonly runs: Runs;
}

/** One item, or none when there is nothing to say. */
export function item(label: string, text: string | null, bold = false): readonly Item[] {
  return text === null || text === "" ? [] : [{ label, runs: [{ text, ...(bold ? { bold } : {}) }] }];
}

/** Consecutive items of one label become one. */
export function mergeItems(items: readonly Item[]): readonly Item[] {
  const out: Item[] = [];
  for (const one of items) {
    const last = out.at(-1);
    if (last === undefined || last.label !== one.label) out.push(one);
    else if (JSON.stringify(last.runs) !== JSON.stringify(one.runs)) {
      out[out.length - 1] = { label: last.label, runs: [...last.runs, { text: "; " }, ...one.runs] };
    }
  }
  return out;
}
