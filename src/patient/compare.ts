/**
 * Step 8, two versions side by side. Both are opened, each with its own line in the journal, in one transaction; where
 * they cannot be compared, neither is opened, and no line is due.
 */
import { Refusal } from "../basics/refusal.ts";
import { compare } from "../cda/compare.ts";
import type { Comparison, NotCompared } from "../cda/difference.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import type { Tx } from "../db/sql.ts";
import type { PatientDeps } from "./deps.ts";
import type { ListedDocument } from "./documents.ts";
import { type DocumentVersion, documentVersions, openDocument, type Reading } from "./open.ts";
import * as store from "./store.ts";

export interface ComparedVersions {
  /** The document that was asked for. */
  readonly listed: ListedDocument;
  /** Newest first. */
  readonly versions: readonly DocumentVersion[];
  /** The two, whichever was asked for; null where there is no second one. */
  readonly sides: { readonly before: DocumentVersion; readonly after: DocumentVersion } | null;
  readonly found: Comparison | NotCompared;
}

/**
 * This version against the one before it, or against any other of its set; the newer is always `after`.
 *
 * @param other number of the other version; null: the one before
 * @throws Refusal `not-found` when the document or that version is not theirs; what `openDocument` throws
 */
export async function compareVersions(
  deps: PatientDeps,
  tx: Tx,
  reading: Reading,
  numberText: string,
  other: string | null,
): Promise<ComparedVersions> {
  const { listed, versions } = await documentVersions(deps, tx, reading.patientId, numberText);
  const sides = sidesOf(listed, versions, other);
  if (sides === null) {
    return { listed, versions, sides, found: versions.length === 1 ? "only-one" : "first" };
  }
  const two = [sides.before, sides.after];
  const kept = await store.keptContent(
    tx,
    reading.patientId,
    two.map(({ documentId }) => documentId),
  );
  if (kept.length < two.length) return { listed, versions, sides, found: "erased" };
  if (kept.some(({ media_type: type }) => type === "application/pdf")) return { listed, versions, sides, found: "pdf" };
  const [before, after] = [
    await openDocument(deps, tx, reading, sides.before.number, "compare"),
    await openDocument(deps, tx, reading, sides.after.number, "compare"),
  ];
  return { listed, versions, sides, found: compareBytes(before.document.bytes, after.document.bytes) };
}

function sidesOf(
  listed: ListedDocument,
  versions: readonly DocumentVersion[],
  other: string | null,
): ComparedVersions["sides"] {
  const asked = versions.find(({ number }) => number === listed.number);
  const second =
    other === null
      ? versions.find(({ version }) => version < listed.version)
      : (versions.find(({ number }) => number === other && number !== listed.number) ?? noVersion());
  if (asked === undefined || second === undefined) return null;
  return asked.version > second.version ? { before: second, after: asked } : { before: asked, after: second };
}

/** A document was read before it was registered; should reading have become stricter, nothing is shown and nothing written. */
function compareBytes(before: Uint8Array, after: Uint8Array): Comparison {
  try {
    return compare(makeReadable(readDocument(before)), makeReadable(readDocument(after)));
  } catch {
    throw new Refusal("unsupported", "CANNOT_COMPARE", {
      ru: "Сравнить эти версии не получилось. Откройте каждую отдельно",
      en: "These versions cannot be compared. Open each of them",
    });
  }
}

function noVersion(): never {
  throw new Refusal("not-found", "NO_DOCUMENT", {
    ru: "Такой версии у документа нет",
    en: "The document has no such version",
  });
}
