/** How much work a comparison may take: a table of ten thousand rows is compared more coarsely rather than for minutes. */

/** Cells of all tables of the longest common subsequence, and words looked up for likeness: some tenths of a second. */
const ALL = 40_000_000;
/** Of one: two texts of two thousand words each. */
const ONE = 4_000_000;

export class Effort {
  #left = ALL;

  /** Whether so many cells may still be filled; they count as filled then. */
  spend(cells: number): boolean {
    if (cells > ONE || cells > this.#left) return false;
    this.#left -= cells;
    return true;
  }
}
