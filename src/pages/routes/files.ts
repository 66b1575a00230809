/** The files of a document: printed, exact, signatures, text, everything in one ZIP, and what lies inside it. */
import type { FastifyInstance } from "fastify";
import type { Deed } from "../../access/journal.ts";
import { Refusal } from "../../basics/refusal.ts";
import { bundleDocument } from "../../patient/bundle.ts";
import { handOut } from "../../patient/hand-out.ts";
import type { OpenedDocument } from "../../patient/open.ts";
import { isPdf, printCover, printDocument, printText } from "../../patient/print.ts";
import { type HandedOut, sendFile } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { openFor } from "./open-for.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

/** What is thrown in here is thrown inside the transaction: nothing is handed out then, and no journal line stays. */
type Prepare = (opened: OpenedDocument, visit: PatientVisit) => () => Promise<HandedOut> | HandedOut;

export function fileRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;
  const file = (address: string, deed: Deed, prepare: Prepare) =>
    app.get(
      `/documents/:number/${address}`,
      patientPage(deps, "read-documents", async (visit) => {
        const make = prepare(await openFor(deps, visit, deed), visit);
        return async () => sendFile(visit.reply, await make());
      }),
    );

  file("pdf", "download-pdf", (opened) => async () => {
    return { bytes: await printDocument(patient, opened), type: "application/pdf", name: `${numberOf(opened)}.pdf` };
  });
  file("cover", "download-cover", (opened) => {
    if (!isPdf(opened)) throw noCover();
    return async () => {
      return {
        bytes: await printCover(patient, opened),
        type: "application/pdf",
        name: `${numberOf(opened)}-cover.pdf`,
      };
    };
  });
  file("xml", "download-xml", (opened) => () => {
    return { bytes: opened.document.bytes, type: opened.document.mediaType, name: exactName(opened) };
  });
  file("text", "download-text", (opened) => () => {
    const bytes = Buffer.from(printText(patient, opened));
    return { bytes, type: "text/plain; charset=utf-8", name: `${numberOf(opened)}.txt` };
  });
  file("zip", "download-zip", (opened) => async () => {
    return { bytes: await bundleDocument(patient, opened), type: "application/zip", name: `${numberOf(opened)}.zip` };
  });
  file("receipt", "download-receipt", (opened) => {
    const { receipt } = opened;
    if (!receipt) throw notSealed();
    return () => ({ bytes: receipt, type: "text/plain; charset=utf-8", name: `${exactName(opened)}.tlog-proof` });
  });
  file("signatures/:which", "download-signature", (opened, { request }) => {
    const { which } = request.params as { which: string };
    const signature = /^\d{1,2}$/.test(which) ? opened.signatures[Number(which)] : undefined;
    if (!signature) throw noSignature();
    // As `medkarta verify` finds it beside the document.
    const name = `${exactName(opened)}.${signature.part}.p7s`;
    return () => ({ bytes: signature.bytes, type: "application/pkcs7-signature", name });
  });
  file("files/:which", "download-file", (opened, { request }) => {
    const { which } = request.params as { which: string };
    const inside = handOut(opened, /^\d{1,3}$/.test(which) ? Number(which) : 0);
    return () => ({ bytes: inside.bytes, type: inside.type, name: `${numberOf(opened)}-${inside.name}` });
  });
}

function numberOf({ listed }: OpenedDocument): string {
  return listed.number;
}

function exactName(opened: OpenedDocument): string {
  return `${numberOf(opened)}.${isPdf(opened) ? "pdf" : "xml"}`;
}

function noSignature(): Refusal {
  return new Refusal("not-found", "NO_SIGNATURE", {
    ru: "Такой подписи у документа нет",
    en: "The document has no such signature",
  });
}

function notSealed(): Refusal {
  return new Refusal("not-found", "NOT_SEALED", {
    ru: "Квитанция появится, когда запись попадёт в журнал: обычно через секунду после регистрации. Обновите страницу документа",
    en: "The receipt is there once the entry is in the log: usually a second after registration. Reload the page of the document",
  });
}

function noCover(): Refusal {
  return new Refusal("not-found", "NO_COVER", {
    ru: "Отдельный лист нужен только документам PDF: у этого документа подписи напечатаны в нём самом",
    en: "Only PDF documents need a cover sheet: this document has its signatures printed in itself",
  });
}
