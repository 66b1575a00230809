/** Two versions of a table: rows known by their first cells, then cell by cell under the head of the column. */
import { type Pair, pairAlike, sameAnywhere } from "./align.ts";
import type { TableBlock } from "./as-table.ts";
import { type Change, changed } from "./difference.ts";
import type { Effort } from "./effort.ts";
import { cellRuns, flattenRow, joined, rowKey } from "./flatten.ts";
import { plainText } from "./flow.ts";
import { markAll, markWords } from "./mark-words.ts";
import { matchSame, take } from "./match.ts";
import type { Cell, Runs } from "./model.ts";
import { inNewOrder, type Placed } from "./place.ts";
import { columnLabels } from "./table-grid.ts";

/** Rows whose names share half of their words are one row: a dose may stand in the name. What else they share does not count:
 * sodium in the place of potassium is another row, though both have a result and a unit. */
const ALIKE = 0.5;

interface Row {
  readonly cells: readonly Cell[];
  readonly labels: readonly string[];
  readonly key: string;
  /** What the row is about: its first cell that says anything. */
  readonly name: string;
}

/** Changes in the order of the later version. */
export function compareTables(before: TableBlock, after: TableBlock, effort: Effort): readonly Change[] {
  const [a, b] = [rowsOf(before), rowsOf(after)];
  const { kept, moved, paired, left } = matchRows(a, b, effort);
  const columns = new Columns(a, b);
  const placed: Placed<Change>[] = [
    ...moved.map(([i, j]) => ({ at: [i, j] as const, value: wholeRow("moved", a[i], b[j]) })),
    ...paired.flatMap(([i, j]) =>
      compareRows(a[i], b[j], columns, effort).map((value) => ({ at: [i, j] as const, value })),
    ),
  ];
  for (const i of left.a) placed.push({ at: [i, null], value: wholeRow("removed", a[i], undefined) });
  for (const j of left.b) placed.push({ at: [null, j], value: wholeRow("added", undefined, b[j]) });
  for (const [i, j] of kept) columns.take(a[i], b[j]);
  return [
    ...side("caption", before.caption ?? [], after.caption ?? [], effort),
    ...side("head", headOf(before), headOf(after), effort),
    ...columns.changes(),
    ...onceForAll(inNewOrder(placed, kept)),
  ];
}

function side(what: "caption" | "head", before: Runs, after: Runs, effort: Effort): readonly Change[] {
  const sides = markWords(before, after, effort);
  return sides === null ? [] : [changed(what, "", sides)];
}

function headOf({ head }: TableBlock): Runs {
  return joined(
    head
      .flat()
      .map(cellRuns)
      .filter((runs) => runs.length > 0),
    " | ",
  );
}

function rowsOf(table: TableBlock): readonly Row[] {
  const labels = columnLabels(table);
  return table.rows.map((cells, r) => ({
    cells,
    labels: labels[r] ?? [],
    key: rowKey(cells),
    name: plainText(cells.find(({ runs }) => plainText(runs).trim() !== "")?.runs ?? [])
      .replace(/\s+/g, " ")
      .trim(),
  }));
}

/** `kept`, `moved`, `left`: see `matchSame`; `paired`: one row that says something else now. */
function matchRows(a: readonly Row[], b: readonly Row[], effort: Effort) {
  const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);
  const { kept, moved, left } = matchSame(keys(a), keys(b), effort);
  const pair = (match: (x: readonly Row[], y: readonly Row[]) => readonly Pair[]) =>
    take(left, (x, y) =>
      match(
        x.map((i) => a[i] as Row), // places in the list
        y.map((j) => b[j] as Row),
      ),
    );
  const named = pair(onlyNames);
  const alike = pair((x, y) => pairAlike(x.map(likenessOf), y.map(likenessOf), ALIKE, effort));
  const rest = pair((x, y) => sameAnywhere(x.map(nameOrNone("a")), y.map(nameOrNone("b"))));
  return { kept, moved, paired: [...named, ...alike, ...rest], left };
}

/** Rows whose name stands once on each side. */
function onlyNames(a: readonly Row[], b: readonly Row[]): readonly Pair[] {
  const count = (rows: readonly Row[]) => Map.groupBy(rows, ({ name }) => name.toLowerCase());
  const [inA, inB] = [count(a), count(b)];
  const single = ({ name }: Row, other: string) => {
    const key = name.toLowerCase();
    return key !== "" && inA.get(key)?.length === 1 && inB.get(key)?.length === 1 ? key : other;
  };
  return sameAnywhere(
    a.map((row, i) => single(row, `\u0000a${i}`)),
    b.map((row, j) => single(row, `\u0000b${j}`)),
  );
}

/** A row without a name is like no other. */
function nameOrNone(side: string) {
  return ({ name }: Row, at: number) => (name === "" ? `\u0000${side}${at}` : name.toLowerCase());
}

function likenessOf({ cells, name }: Row): string {
  return name === "" ? cells.map(({ runs }) => plainText(runs)).join(" ") : name;
}

function wholeRow(deed: "added" | "removed" | "moved", before: Row | undefined, after: Row | undefined): Change {
  const told = (row: Row | undefined) => {
    if (row === undefined) return null;
    const runs = flattenRow(row.cells, row.labels);
    return deed === "moved" ? runs : markAll(runs);
  };
  return { what: "row", deed, label: (after ?? before)?.name ?? "", before: told(before), after: told(after) };
}

function compareRows(a: Row | undefined, b: Row | undefined, columns: Columns, effort: Effort): readonly Change[] {
  if (a === undefined || b === undefined) return [];
  return cellPairs(a, b, columns).flatMap(({ column, before, after }): Change[] => {
    const sides = markWords(before, after, effort);
    return sides === null ? [] : [{ ...changed("cell", b.name === "" ? a.name : b.name, sides), column }];
  });
}

/** By the heads of their columns where every cell has its own, else by place. */
function cellPairs(a: Row, b: Row, columns: Columns) {
  const own = ({ labels }: Row) => labels.every((one) => one !== "") && new Set(labels).size === labels.length;
  if (!own(a) || !own(b)) {
    return Array.from({ length: Math.max(a.cells.length, b.cells.length) }, (_, c) => ({
      column: agreed(a.labels[c] ?? "", b.labels[c] ?? ""),
      before: runsAt(a, c),
      after: runsAt(b, c),
    }));
  }
  columns.take(a, b);
  return [...new Set([...b.labels, ...a.labels])].flatMap((column) =>
    columns.isOneSided(column)
      ? []
      : [{ column, before: runsAt(a, a.labels.indexOf(column)), after: runsAt(b, b.labels.indexOf(column)) }],
  );
}

/** The name of a column that is known by its place alone: only if the versions do not contradict each other. */
function agreed(a: string, b: string): string {
  return a === "" || a === b ? b : b === "" ? a : "";
}

function runsAt({ cells }: Row, at: number): Runs {
  const cell = cells[at];
  return cell === undefined ? [] : cellRuns(cell);
}

/** Columns that only one of the versions has: told once, with all their cells, not once for every row. */
class Columns {
  readonly #inA: ReadonlySet<string>;
  readonly #inB: ReadonlySet<string>;
  readonly #cells = new Map<string, Runs[]>();

  constructor(a: readonly Row[], b: readonly Row[]) {
    this.#inA = new Set(a.flatMap(({ labels }) => labels));
    this.#inB = new Set(b.flatMap(({ labels }) => labels));
  }

  isOneSided(column: string): boolean {
    return column !== "" && this.#inA.has(column) !== this.#inB.has(column);
  }

  /** Remembers the cells of a row that stand in such columns. */
  take(a: Row | undefined, b: Row | undefined): void {
    for (const row of [a, b]) {
      for (const [c, column] of (row?.labels ?? []).entries()) {
        if (row === undefined || !this.isOneSided(column)) continue;
        const runs = runsAt(row, c);
        if (runs.length === 0) continue;
        const cells = this.#cells.get(column);
        if (cells === undefined) this.#cells.set(column, [runs]);
        else cells.push(runs);
      }
    }
  }

  changes(): readonly Change[] {
    return [...this.#cells].map(([label, cells]) => {
      const told = markAll(joined(cells, "; "));
      return this.#inB.has(label)
        ? { what: "column", deed: "added", label, before: null, after: told }
        : { what: "column", deed: "removed", label, before: told, after: null };
    });
  }
}

/** One and the same change in many rows of a column, such as a date, is told once. */
function onceForAll(changes: readonly Change[]): readonly Change[] {
  const text = (runs: Runs | null) => (runs === null ? "" : plainText(runs));
  const key = ({ what, column, before, after }: Change) =>
    what === "cell" ? JSON.stringify([column, text(before), text(after)]) : null;
  const groups = Map.groupBy(changes, key);
  const told = new Set<string>();
  return changes.flatMap((change) => {
    const same = key(change);
    const rows = same === null ? 1 : (groups.get(same)?.length ?? 1);
    if (same === null || rows === 1) return [change];
    if (told.has(same)) return [];
    told.add(same);
    return [{ ...change, label: "", rows }];
  });
}
