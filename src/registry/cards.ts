/**
 * Cards of documents, opened once. A registered card never changes, so an opened one stays true until a court has it erased; whose row may be seen
 * is decided by the question that found the row, never by what lies here.
 */
import type { Keyring } from "../db/keyring.ts";
import type { DocumentCard } from "./document.ts";

/** About a kilobyte each. */
const MOST = 20_000;

const openedBy = new WeakMap<Keyring, Map<string, DocumentCard>>();

/** Of a document that a court had erased: its row holds no card any more. */
const erased: DocumentCard = {
  title: "Документ удалён по решению суда",
  officialTitle: "Документ удалён по решению суда",
  organisation: "",
  doctor: null,
  diagnoses: [],
  services: [],
  issuedAt: null,
  version: 1,
  patientName: "",
};

export function cardOf(keyring: Keyring, documentId: string, sealed: Uint8Array): DocumentCard {
  const opened = openedBy.get(keyring) ?? new Map<string, DocumentCard>();
  openedBy.set(keyring, opened);
  if (sealed.length === 0) {
    opened.delete(documentId);
    return erased;
  }
  const known = opened.get(documentId);
  if (known) return known;
  const card = keyring.open(`document ${documentId}`, sealed) as DocumentCard; // sealed by `register`, so of this shape
  if (opened.size >= MOST) opened.delete(opened.keys().next().value ?? "");
  opened.set(documentId, card);
  return card;
}
