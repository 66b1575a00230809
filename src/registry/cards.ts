/**
 * Cards of documents, opened once. A registered card never changes, so an opened one stays true; whose row may be seen
 * is decided by the question that found the row, never by what lies here.
 */
import type { Keyring } from "../db/keyring.ts";
import type { DocumentCard } from "./document.ts";

/** About a kilobyte each. */
const MOST = 20_000;

const openedBy = new WeakMap<Keyring, Map<string, DocumentCard>>();

export function cardOf(keyring: Keyring, documentId: string, sealed: Uint8Array): DocumentCard {
  const opened = openedBy.get(keyring) ?? new Map<string, DocumentCard>();
  openedBy.set(keyring, opened);
  const known = opened.get(documentId);
  if (known) return known;
  const card = keyring.open(`document ${documentId}`, sealed) as DocumentCard; // sealed by `register`, so of this shape
  if (opened.size >= MOST) opened.delete(opened.keys().next().value ?? "");
  opened.set(documentId, card);
  return card;
}
