/** The coded entries of a section → blocks, for sections that have no narrative, and for what a narrative leaves out. */
import type { EntryContext } from "./entry-context.ts";
import { type TableKind, tableKind, tableOf } from "./entry-tables.ts";
import { type Item, mergeItems } from "./item.ts";
import type { Block } from "./model.ts";
import { statementsOf, tell } from "./statement.ts";
import type { XmlElement } from "./tree.ts";
import { childrenOf, originOf } from "./walk.ts";

/** @param statements as they stand in the section's entries, in order */
export function tellEntries(statements: readonly XmlElement[], context: EntryContext): readonly Block[] {
  const blocks: Block[] = [];
  let facts: Item[] = [];
  let first: XmlElement | null = null;
  let rows: XmlElement[] = [];
  let rowKind: TableKind | null = null;
  const endFacts = () => {
    if (first !== null && facts.length > 0) {
      blocks.push({ kind: "facts", items: mergeItems(facts), from: originOf(first) });
    }
    facts = [];
    first = null;
  };
  const endTable = () => {
    if (rowKind !== null && rows.length > 0) blocks.push(...tableOf(rowKind, rows, context));
    rows = [];
    rowKind = null;
  };
  for (const statement of statements) {
    const kind = tableKind(statement);
    if (kind !== rowKind) endTable();
    if (kind !== null) {
      endFacts();
      rows.push(statement);
      rowKind = kind;
      continue;
    }
    const told = tell(statement, context);
    // A statement with particulars stands by itself, so that they are not read as its neighbour's.
    if (told.items.length > 1) endFacts();
    first ??= statement;
    facts.push(...told.items);
    if (told.items.length > 1 || told.blocks.length > 0) endFacts();
    blocks.push(...told.blocks);
  }
  endTable();
  endFacts();
  return blocks;
}

export function entryStatements(section: XmlElement): readonly XmlElement[] {
  return childrenOf(section, "entry").flatMap(statementsOf);
}
