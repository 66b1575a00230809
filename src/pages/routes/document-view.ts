/** An opened document as its page shows it. Pure: everything was fetched before. */
import type { AccessSeen } from "../../access/journal.ts";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { renderHtml, renderSummary } from "../../cda/html.tsx";
import type { ReadableDocument } from "../../cda/model.ts";
import { readDocument } from "../../cda/read.ts";
import { makeReadable } from "../../cda/readable.ts";
import type { OpenedDocument } from "../../patient/open.ts";
import { quietFiles } from "../../pdf/quiet-files.ts";
import { initials } from "../../registry/initials.ts";
import { paths } from "../paths.ts";
import type { Authenticity, DocumentView, Signer } from "../patient/document-view.ts";
import type { PrintView } from "../patient/print.tsx";
import type { Viewer } from "../viewer.ts";
import { kindKeyOf } from "./kind-key.ts";
import { reasonOf } from "./signature-reason.ts";

export function documentView(opened: OpenedDocument, subject: Subject, viewer: Viewer): DocumentView {
  const { listed, document } = opened;
  const readable = readableOf(opened);
  const newest = opened.versions[0];
  const isPdf = document.mediaType === "application/pdf";
  const quiet = readable ? quietFiles(readable) : new Set<number>();
  const links = (which: number) => (quiet.has(which) ? paths.documentFile(listed.number, which) : null);
  return {
    number: listed.number,
    kind: kindKeyOf(listed.leaflet),
    title: listed.card.title,
    official: listed.card.officialTitle,
    issued: listed.issuedOn,
    organisation: listed.card.organisation,
    doctor: listed.card.doctor,
    disputedIn: opened.disputedIn,
    isNew: listed.isNew,
    authenticity: authenticityOf(opened),
    checkedAt: viewer.now,
    newer: listed.replaced && newest ? newest : null,
    versions: opened.versions,
    version: listed.version,
    summary: readable && readable.summary.length > 0 ? renderSummary(readable) : null,
    body: isPdf ? "pdf" : readable ? { html: renderHtml({ ...readable, summary: [] }, links) } : "failed",
    files: { pdf: isPdf ? document.bytes.length : null, xml: isPdf ? null : document.bytes.length },
    signers: opened.signatures.map((signature, which) => signerOf(signature, which, viewer, listed.card.organisation)),
    registeredAt: opened.registeredAt,
    sha256: Buffer.from(opened.sha256).toString("hex"),
    log: opened.proof && {
      index: opened.proof.index,
      size: opened.proof.size,
      root: Buffer.from(opened.proof.root).toString("hex"),
      sealedAt: opened.proof.signedAt,
    },
    lastOpened: opened.lastAccess && lastOpened(opened.lastAccess, subject),
  };
}

export function printView(opened: OpenedDocument, viewer: Viewer, publicUrl: string): PrintView {
  const readable = readableOf(opened);
  if (!readable)
    throw new Refusal("unsupported", "PRINT", {
      ru: "Этот документ печатается из файла PDF",
      en: "Print this document from its PDF file",
    });
  const { listed } = opened;
  return {
    number: listed.number,
    title: listed.card.title,
    official: listed.card.officialTitle,
    issued: listed.issuedOn,
    organisation: listed.card.organisation,
    disputed: opened.disputedIn !== null,
    html: renderHtml(readable),
    authenticity: authenticityOf(opened),
    signers: opened.signatures.map((signature, which) => signerOf(signature, which, viewer, listed.card.organisation)),
    registeredAt: opened.registeredAt,
    verifyUrl: `${publicUrl}${paths.verify(listed.number)}`,
  };
}

/** null: it came as a PDF, or it cannot be rendered; its files are offered all the same. */
function readableOf({ document }: OpenedDocument): ReadableDocument | null {
  if (document.mediaType === "application/pdf") return null;
  try {
    return makeReadable(readDocument(document.bytes));
  } catch {
    return null;
  }
}

/** Signatures were judged at registration; the bytes were proved against their digest just now, when they were opened. */
function authenticityOf({ signatures, listed }: OpenedDocument): Authenticity {
  if (signatures.some(({ verdict }) => verdict.indication === "TOTAL-FAILED")) return "broken";
  if (signatures.length === 0 || signatures.some(({ verdict }) => verdict.indication !== "TOTAL-PASSED"))
    return "unproven";
  return listed.replaced ? "replaced" : "genuine";
}

function signerOf(
  { role, verdict, bytes }: OpenedDocument["signatures"][number],
  which: number,
  viewer: Viewer,
  organisation: string,
): Signer {
  const { signer } = verdict;
  const person = signer?.surname
    ? initials({
        family: signer.surname,
        given: signer.givenName?.split(" ")[0] ?? "",
        patronymic: signer.givenName?.split(" ")[1] ?? null,
      })
    : null;
  // A signature that holds in this role was proved to be the sender's: its short name may stand for the legal one.
  const own = role === "organisation" && verdict.indication === "TOTAL-PASSED" ? organisation : null;
  return {
    role,
    name: own ?? person ?? signer?.organisation ?? signer?.commonName ?? "—",
    detail: own ? (signer?.organisation ?? null) : person ? (signer?.title ?? signer?.organisation ?? null) : null,
    indication: verdict.indication,
    reason: verdict.indication === "TOTAL-PASSED" ? null : reasonOf(verdict, viewer.language),
    signedAt: verdict.signingTime ? new Date(verdict.signingTime) : null,
    certificate: signer && {
      serial: signer.serial,
      issuer: signer.issuer,
      subject: signer.subject,
      notBefore: new Date(signer.notBefore),
      notAfter: new Date(signer.notAfter),
      algorithm: signer.algorithm,
      fingerprint: signer.fingerprint,
    },
    file: { which, bytes: bytes.length },
  };
}

function lastOpened(seen: AccessSeen, subject: Subject): { who: string; self: boolean; at: Date } {
  const who = initials(seen.name);
  return { who, self: seen.role === "patient" && who === initials(subject.name), at: seen.at };
}
