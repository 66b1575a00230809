/** What a draft keeps as bytes: the document as it was frozen, its signatures, and what a correction was begun from. Sealed under a key of its own. */
import type { Keyring } from "../../db/keyring.ts";
import type { Tx } from "../../db/sql.ts";
import { openBundle, type Part, sealBundle } from "../../db/vault.ts";
import * as store from "./store.ts";

export const DOCUMENT = 0;
/** The document that a correction was begun from; 1… are signatures. */
export const BASE = 200;

const contextOf = (draftId: string) => `frozen draft ${draftId}`;

export function partsOf(keyring: Keyring, row: store.DraftRow): Part[] {
  if (!row.frozen || !row.frozen_key || !row.frozen_parts) return [];
  const key = keyring.unwrap(contextOf(row.draft_id), row.frozen_key);
  return openBundle(key, row.draft_id, { labels: row.frozen_parts, sealed: Buffer.from(row.frozen) });
}

/** In place of what was kept, save for what the correction was begun from. */
export async function keepParts(
  keyring: Keyring,
  tx: Tx,
  row: store.DraftRow,
  state: "open" | "frozen" | "signed",
  parts: readonly Part[],
  now: Date,
): Promise<void> {
  const base = parts.some(({ part }) => part === BASE) ? [] : partsOf(keyring, row).filter(({ part }) => part === BASE);
  const { key, wrapped } = keyring.newKey(contextOf(row.draft_id));
  const { labels, sealed } = sealBundle(key, row.draft_id, [...parts, ...base]);
  await store.keepFrozen(tx, row, { state, wrapped, labels, sealed }, now);
}
