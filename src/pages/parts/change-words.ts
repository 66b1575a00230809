/** Changes as they are told: each with its place and an address of its own, and, for the short list, those alike in one sentence. */
import type { Change, Comparison, Deed, MarkedRuns, PartChanges, What } from "../../cda/difference.ts";

/** More changes are not laid out in full: the page stays one that a telephone opens. */
const MOST = 100;
/** Texts that a sentence quotes. Characters. */
const QUOTED = 80;
const BEGINNING = 120;

export interface ToldPart {
  readonly part: PartChanges;
  readonly anchor: string;
  readonly changes: readonly { readonly change: Change; readonly anchor: string }[];
}

export interface Told {
  readonly parts: readonly ToldPart[];
  /** All parts, for the short list. */
  readonly all: readonly ToldPart[];
  /** All changes, and how many of them `parts` show. */
  readonly count: number;
  readonly shown: number;
}

/** A section that came or went whole is one change, however long it is. */
export function tellParts(parts: Comparison["parts"], prefix: string): Told {
  const all = parts.map((part, at): ToldPart => {
    const anchor = `${prefix}${at + 1}`;
    return { part, anchor, changes: part.changes.map((change, n) => ({ change, anchor: `${anchor}-${n + 1}` })) };
  });
  let left = MOST;
  const shown = all.flatMap((one): ToldPart[] => {
    if (left <= 0) return [];
    const changes = one.changes.slice(0, one.part.fate === "moved" ? left - 1 : left);
    left -= weight(one.part, changes.length);
    return [{ ...one, changes }];
  });
  const count = (list: readonly ToldPart[]) =>
    list.reduce((sum, { part, changes }) => sum + weight(part, changes.length), 0);
  return { parts: shown, all, count: count(all), shown: count(shown) };
}

function weight({ fate }: PartChanges, changes: number): number {
  return fate === "kept" ? changes : fate === "moved" ? changes + 1 : 1;
}

/** One thing that was done, or several alike. */
export interface Sentence {
  readonly anchor: string;
  readonly what: What | "diagnosis";
  readonly deed: Deed;
  readonly label: string;
  readonly columns: readonly string[];
  /** In how many rows of the column. */
  readonly rows: number;
  readonly times: number;
  /** Both texts or their changed words, where they are short enough; of what came or went, its beginning. */
  readonly before: string | null;
  readonly after: string | null;
}

/** More sentences of one sort in one part are told as one, with their number. */
const MOST_OF_A_SORT = 6;

/** What to say of a part, in the order of the document; nothing of a section that came or went whole: that says it. */
export function tellSentences({ part, changes }: ToldPart): readonly Sentence[] {
  if (part.fate === "added" || part.fate === "removed") return [];
  const one = grouped(changes, ({ what, deed, label, rows }) => JSON.stringify([what, deed, label, rows]));
  const sort = ({ what, deed }: Sentence) => `${what} ${deed}`;
  const sorts = Map.groupBy(one, sort);
  const isMany = (sentence: Sentence) => (sorts.get(sort(sentence))?.length ?? 0) > MOST_OF_A_SORT;
  return one.flatMap((sentence) => {
    if (!isMany(sentence)) return [sentence];
    const [first, ...others] = sorts.get(sort(sentence)) ?? [];
    if (first !== sentence) return [];
    const times = others.reduce((sum, { times }) => sum + times, sentence.times);
    return [{ ...sentence, label: "", columns: [], rows: 1, times, before: null, after: null }];
  });
}

function grouped(changes: ToldPart["changes"], key: (change: Change) => string): readonly Sentence[] {
  return [...Map.groupBy(changes, ({ change }) => key(change)).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { what, deed, label, rows = 1 } = first.change;
    const isQuoted = group.length === 1 && !WORDLESS.has(what);
    return [
      {
        anchor: first.anchor,
        what: NAMED.has(what) && DIAGNOSIS.test(label) ? "diagnosis" : what,
        deed,
        label,
        columns: [...new Set(group.flatMap(({ change }) => change.column || []))],
        rows,
        times: group.length,
        ...(isQuoted ? quote(first.change) : { before: null, after: null }),
      } as const,
    ];
  });
}

/** What may tell of an illness by its label. */
const NAMED: ReadonlySet<What> = new Set(["fact", "row", "cell"]);
/** Labels of what names an illness, in the words of dictionary 1.2.643.5.1.13.13.11.1077 and of the sections. */
const DIAGNOSIS = /диагноз|заболевани|осложнени/i;
/** What is not told by its words. */
const WORDLESS: ReadonlySet<What> = new Set(["picture", "file"]);

function quote({ what, deed, before, after }: Change): Pick<Sentence, "before" | "after"> {
  if (deed === "moved") return { before: null, after: null };
  if (deed === "added" || deed === "removed") {
    const start = (runs: MarkedRuns | null) => (runs === null ? null : beginning(textOf(runs, what === "row")));
    return { before: start(before), after: start(after) };
  }
  const whole = [before, after].map((runs) => short(textOf(runs ?? [], false)));
  const [x = null, y = null] = whole.includes(null) ? [before, after].map((runs) => onlyChange(runs ?? [])) : whole;
  return x === null || y === null ? { before: null, after: null } : { before: x, after: y };
}

/** The words in one line; of a row without its first cell, which names it already. */
function textOf(runs: MarkedRuns, isRow: boolean): string {
  const lines = runs
    .map((run) => run.text)
    .join("")
    .trim()
    .split("\n");
  return (isRow ? lines.slice(1) : lines).join(", ").replace(/[.;]$/, "");
}

function short(text: string): string | null {
  return text === "" || text.length > QUOTED ? null : text;
}

function beginning(text: string): string | null {
  if (text.length <= BEGINNING) return text === "" ? null : text;
  const end = text.lastIndexOf(" ", BEGINNING);
  return `${text.slice(0, end > 0 ? end : BEGINNING)}…`;
}

/** The changed words of a long text, where they stand together. */
function onlyChange(runs: MarkedRuns): string | null {
  const places = runs.flatMap((run, at) => (run.changed ? [at] : []));
  const [first = 0, last = -1] = [places[0], places.at(-1)];
  if (last - first + 1 !== places.length) return null;
  return short(textOf(runs.slice(first, last + 1), false));
}
