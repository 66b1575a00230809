/** An opened document as it is handed out: printed, as text, with a cover sheet; the same content as the page, with its proof. */
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import type { Enclosure, PrintOrder, Stamp } from "../pdf/order.ts";
import { printText as textOf } from "../pdf/print-text.ts";
import type { SignerRole } from "../registry/document.ts";
import { coverOf } from "./cover.ts";
import type { PatientDeps } from "./deps.ts";
import type { Printable } from "./open.ts";

/** Who signed, in words. */
export const roleWords: Readonly<Record<SignerRole, string>> = {
  doctor: "Врач",
  organisation: "Медицинская организация",
  other: "Другое лицо",
};

/** A document that came as PDF/A is handed on unchanged. */
export async function printDocument(deps: PatientDeps, opened: Printable): Promise<Uint8Array> {
  if (isPdf(opened)) return opened.document.bytes;
  return deps.printShop.print(printOrderOf(deps, opened));
}

/** A sheet for a document that came as PDF/A: who signed it, its number and proof, and the untouched file inside. */
export async function printCover(deps: PatientDeps, opened: Printable): Promise<Uint8Array> {
  return deps.printShop.print(printOrderOf(deps, opened));
}

/** The same as text, for who listens; of a document that came as PDF/A what the registry knows of it. */
export function printText(deps: PatientDeps, opened: Printable): string {
  return textOf(printOrderOf(deps, opened));
}

export function isPdf({ document }: Pick<Printable, "document">): boolean {
  return document.mediaType === "application/pdf";
}

/** Everything that decides the bytes of the printed form. */
export function printOrderOf(deps: PatientDeps, opened: Printable): PrintOrder {
  const { number, replaced } = opened.listed;
  const newest = opened.versions[0];
  return {
    document: isPdf(opened) ? coverOf(opened) : makeReadable(readDocument(opened.document.bytes)),
    number,
    registeredAt: opened.registeredAt.toISOString(),
    status: replaced ? "replaced" : "current",
    ...(replaced && newest ? { replacedBy: newest.number } : {}),
    stamps: opened.signatures.map(stampOf),
    verifyUrl: `${deps.publicUrl}/verify/${number}`,
    checkpoint: opened.proof ? checkpointLine(opened.proof) : null,
    created: opened.registeredAt.toISOString(),
    attachments: enclosuresOf(deps, opened),
  };
}

function stampOf({ role, verdict }: Printable["signatures"][number]): Stamp {
  return {
    role: roleWords[role],
    owner: ownerOf(verdict.signer),
    serial: verdict.signer?.serial ?? "",
    validFrom: verdict.signer?.notBefore ?? "",
    validTo: verdict.signer?.notAfter ?? "",
    verdict: verdict.indication === "TOTAL-PASSED" ? "Подпись действительна" : "Подпись не подтверждена",
  };
}

function enclosuresOf({ logKeys }: PatientDeps, opened: Printable): readonly Enclosure[] {
  const pdf = isPdf(opened);
  const name = pdf ? "document.pdf" : "document.xml";
  return [
    {
      name,
      type: opened.document.mediaType,
      bytes: opened.document.bytes,
      description: pdf ? "Сам документ, без изменений (PDF/A)" : "Исходный электронный документ (CDA)",
      relationship: "source",
    },
    ...opened.signatures.map(({ part, role, bytes }) => ({
      name: `${name}.${part}.p7s`,
      type: "application/pkcs7-signature",
      bytes,
      description: `Открепленная подпись: ${roleWords[role].toLowerCase()}`,
      relationship: "supplement" as const,
    })),
    ...(opened.receipt ? receiptFiles(name, opened.receipt, logKeys) : []),
  ];
}

/** The receipt, and beside it the key that it is proved by: whoever checks compares the key with one got elsewhere. */
function receiptFiles(name: string, receipt: Uint8Array, logKeys: readonly string[]): readonly Enclosure[] {
  const supplement = { type: "text/plain", relationship: "supplement" } as const;
  return [
    {
      ...supplement,
      name: `${name}.tlog-proof`,
      bytes: receipt,
      description: "Квитанция реестра: запись и её место в журнале",
    },
    { ...supplement, name: "log-keys.txt", bytes: keysFile(logKeys), description: "Открытые ключи журнала реестра" },
  ];
}

/** One key a line (C2SP signed-note). */
export function keysFile(logKeys: readonly string[]): Buffer {
  return Buffer.from(logKeys.map((key) => `${key}\n`).join(""));
}

function ownerOf(signer: Printable["signatures"][number]["verdict"]["signer"]): string {
  if (!signer) return "не установлен";
  const person = [signer.surname, signer.givenName].filter(Boolean).join(" ");
  return person || signer.organisation || signer.commonName || signer.subject;
}

/** The place in the log, and the first checkpoint over it: the same words at every print, however much the log grows. */
function checkpointLine({ index, sealedUnder }: NonNullable<Printable["proof"]>): string {
  const { note, size, root } = sealedUnder;
  const [origin = ""] = note.split("\n");
  return `запись № ${index + 1}; контрольная отметка ${origin}, записей ${size}, корень ${Buffer.from(root).toString("base64")}`;
}
