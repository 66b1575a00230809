/** Remembers keys that sign again and again: an organisation's signs every document that it sends. */

import type { GostPoint } from "./points.ts";

/** A table costs as much as some ten verifications and makes each later one three times faster. */
const WORTH_A_TABLE = 8;
/** Bounded, since keys come from strangers: 128 tables are some 30 MB at most. */
const MOST_KEYS = 128;

interface KeyUse<Table> {
  uses: number;
  table: Table | null;
}

/** Tables of multiples, of whatever form, for the keys that were used last. */
export class KnownKeys<Table> {
  readonly #make: (key: GostPoint) => Table | null;
  readonly #forget: (table: Table) => void;
  /** Least recently used first: a Map keeps the order of insertion. */
  readonly #known = new Map<string, KeyUse<Table>>();

  /** `make` may say null where it cannot; `forget` is told of a table that nobody will ask for again. */
  constructor(make: (key: GostPoint) => Table | null, forget: (table: Table) => void = () => {}) {
    this.#make = make;
    this.#forget = forget;
  }

  /** Null for a stranger. */
  tableOf(key: GostPoint): Table | null {
    const { curve, x, y } = key;
    // x and the parity of y are the whole point once it is on the curve.
    const identity = `${curve.title} ${x.toString(16)} ${y & 1n}`;
    const use = this.#known.get(identity) ?? { uses: 0, table: null };
    this.#known.delete(identity);
    this.#known.set(identity, use);
    if (this.#known.size > MOST_KEYS) this.#dropOldest();
    use.uses++;
    if (use.uses === WORTH_A_TABLE) use.table = this.#make(key);
    return use.table;
  }

  #dropOldest(): void {
    const [identity, { table }] = this.#known.entries().next().value!;
    this.#known.delete(identity);
    if (table !== null) this.#forget(table);
  }
}
