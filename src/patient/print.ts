/** The PDF of an opened document: the same content as the page, with its signatures, number and proof. */

import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import type { PrintOrder } from "../pdf/print.ts";
import type { SignerRole } from "../registry/document.ts";
import type { PatientDeps } from "./deps.ts";
import type { OpenedDocument } from "./open.ts";

const roles: Record<SignerRole, string> = {
  doctor: "Врач",
  organisation: "Медицинская организация",
  other: "Другое лицо",
};

/** A document that came as PDF/A is handed on unchanged. */
export async function printDocument(deps: PatientDeps, opened: OpenedDocument): Promise<Uint8Array> {
  if (opened.document.mediaType === "application/pdf") return opened.document.bytes;
  return deps.printShop.print(orderOf(deps, opened));
}

function orderOf(deps: PatientDeps, opened: OpenedDocument): PrintOrder {
  const { number, replaced } = opened.listed;
  const newest = opened.versions[0];
  return {
    document: makeReadable(readDocument(opened.document.bytes)),
    number,
    registeredAt: opened.registeredAt.toISOString(),
    status: replaced ? "replaced" : "current",
    ...(replaced && newest ? { replacedBy: newest.number } : {}),
    stamps: opened.signatures.map(({ role, verdict }) => ({
      role: roles[role],
      owner: ownerOf(verdict.signer),
      serial: verdict.signer?.serial ?? "",
      validFrom: verdict.signer?.notBefore ?? "",
      validTo: verdict.signer?.notAfter ?? "",
      verdict: verdict.indication === "TOTAL-PASSED" ? "Подпись действительна" : "Подпись не подтверждена",
    })),
    verifyUrl: `${deps.publicUrl}/verify/${number}`,
    checkpoint: opened.proof ? checkpointLine(opened.proof) : null,
    created: opened.registeredAt.toISOString(),
    attachments: [
      {
        name: "document.xml",
        type: "application/xml",
        bytes: opened.document.bytes,
        description: "Исходный электронный документ (CDA)",
        relationship: "source" as const,
      },
      ...opened.signatures.map(({ part, role, bytes }) => ({
        name: `document.xml.${part}.p7s`,
        type: "application/pkcs7-signature",
        bytes,
        description: `Открепленная подпись: ${roles[role].toLowerCase()}`,
        relationship: "supplement" as const,
      })),
    ],
  };
}

function ownerOf(signer: OpenedDocument["signatures"][number]["verdict"]["signer"]): string {
  if (!signer) return "не установлен";
  const person = [signer.surname, signer.givenName].filter(Boolean).join(" ");
  return person || signer.organisation || signer.commonName || signer.subject;
}

function checkpointLine(proof: NonNullable<OpenedDocument["proof"]>): string {
  return `Запись № ${proof.index + 1} открытого журнала`;
}
