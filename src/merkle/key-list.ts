/**
 * The keys of one log over the years: each with the time in which it signed. A key that was replaced is never taken off the
 * list, for old receipts need it; but it vouches for nothing that is said to be later than its end.
 */
import { Malformed } from "./encoding.ts";
import { formatVkey, parseVkey, type VerifierKey } from "./key.ts";

export interface BoundKey {
  readonly key: VerifierKey;
  /** null: from the beginning. */
  readonly from: Date | null;
  /** null: it still signs. */
  readonly to: Date | null;
}

const NONE = "-";

/** A line for each: `<vkey> <from> <to>`, moments as `Date.toISOString` writes them or «-». */
export function formatKeyList(list: readonly BoundKey[]): string {
  const said = (at: Date | null) => at?.toISOString() ?? NONE;
  return list.map(({ key, from, to }) => `${formatVkey(key)} ${said(from)} ${said(to)}\n`).join("");
}

/** Throws `Malformed` "key-malformed" on what `formatKeyList` would not write; a lone vkey is a list, too. */
export function parseKeyList(text: string): BoundKey[] {
  if (!text.includes(" ")) return [{ key: parseVkey(text.trimEnd()), from: null, to: null }];
  const list = text.split("\n").slice(0, -1).map(parseLine);
  if (list.length === 0 || formatKeyList(list) !== text)
    throw new Malformed("key-malformed", "this is no list of keys");
  return list;
}

function parseLine(line: string): BoundKey {
  const [vkey = "", from = "", to = ""] = line.split(" ");
  return { key: parseVkey(vkey), from: moment(from), to: moment(to) };
}

function moment(text: string): Date | null {
  if (text === NONE) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Malformed("key-malformed", "a key is bound by moments");
  return at;
}

/** The keys that may have signed something at this moment or later. */
export function keysSince(list: readonly BoundKey[], moment: Date): VerifierKey[] {
  return list.filter(({ to }) => to === null || to >= moment).map(({ key }) => key);
}

/** The keys that sign at this moment. */
export function keysAt(list: readonly BoundKey[], moment: Date): VerifierKey[] {
  return keysSince(
    list.filter(({ from }) => from === null || from <= moment),
    moment,
  );
}
