/** «Медицинские документы»: the list, a document, its files, its versions, its printed form. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deed } from "../../access/journal.ts";
import { Refusal } from "../../basics/refusal.ts";
import { listDocuments, totalOf } from "../../patient/documents.ts";
import { documentVersions, type OpenedDocument, openDocument } from "../../patient/open.ts";
import { printDocument } from "../../patient/print.ts";
import { personCard } from "../../patient/records.ts";
import { initials } from "../../registry/initials.ts";
import { DocumentPage } from "../patient/document.tsx";
import { DocumentsPage, type DocumentsView } from "../patient/documents.tsx";
import { PrintPage } from "../patient/print.tsx";
import { VersionsPage } from "../patient/versions.tsx";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";
import { documentView, printView, textOf } from "./document-view.ts";
import { kindKeyOf, leafletOf } from "./kind-key.ts";
import { documentRow } from "./rows.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

const PAGE = 20;

export function documentRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;
  const reading = ({ request, subject, patientId }: PatientVisit) => ({ subject, patientId, requestId: request.id });
  const numberOf = (request: FastifyRequest) => (request.params as { number: string }).number;
  const open = (visit: PatientVisit, deed: Deed) =>
    openDocument(patient, visit.tx, reading(visit), numberOf(visit.request), deed);

  app.get(
    "/documents",
    patientPage(deps, "read-documents", (visit) => listPage(deps, visit)),
  );
  app.get(
    "/documents/:number",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await open(visit, "open");
      const view = documentView(opened, visit.subject, visit.viewer);
      return { page: (viewer) => DocumentPage({ viewer, view }) };
    }),
  );
  app.get(
    "/documents/:number/print",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await open(visit, "print");
      const view = printView(opened, visit.viewer, patient.publicUrl);
      return { page: (viewer) => PrintPage({ viewer, view }) };
    }),
  );
  app.get(
    "/documents/:number/versions",
    patientPage(deps, "read-documents", async ({ tx, patientId, request }) => {
      const { listed, versions } = await documentVersions(patient, tx, patientId, numberOf(request));
      const { title, officialTitle: official } = listed.card;
      const view = { number: listed.number, title, official, versions };
      return { page: (viewer) => VersionsPage({ viewer, view }) };
    }),
  );

  app.get(
    "/documents/:number/pdf",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await open(visit, "download-pdf");
      return async () =>
        file(visit.reply, await printDocument(patient, opened), "application/pdf", `${opened.listed.number}.pdf`);
    }),
  );
  app.get(
    "/documents/:number/xml",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await open(visit, "download-xml");
      const { mediaType, bytes } = opened.document;
      const name = `${opened.listed.number}.${mediaType === "application/pdf" ? "pdf" : "xml"}`;
      return () => file(visit.reply, bytes, mediaType, name);
    }),
  );
  app.get(
    "/documents/:number/text",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await open(visit, "download-text");
      return () =>
        file(visit.reply, Buffer.from(textOf(opened)), "text/plain; charset=utf-8", `${opened.listed.number}.txt`);
    }),
  );
  app.get(
    "/documents/:number/signatures/:which",
    patientPage(deps, "read-documents", async (visit) => {
      const { which } = visit.request.params as { which: string };
      const opened = await open(visit, "download-signature");
      const signature = /^\d{1,2}$/.test(which) ? opened.signatures[Number(which)] : undefined;
      // Thrown inside the transaction: nothing was handed out, so no journal line may stay.
      if (!signature) throw noSignature();
      return () =>
        file(visit.reply, signature.bytes, "application/pkcs7-signature", signatureName(opened, signature.part));
    }),
  );
}

function noSignature(): Refusal {
  return new Refusal("not-found", "NO_SIGNATURE", {
    ru: "Такой подписи у документа нет",
    en: "The document has no such signature",
  });
}

/** As `medkarta verify` finds it beside the document. */
function signatureName({ listed, document }: OpenedDocument, part: number): string {
  return `${listed.number}.${document.mediaType === "application/pdf" ? "pdf" : "xml"}.${part}.p7s`;
}

/** Always an attachment: no browser shows what a stranger wrote as if it were ours. */
function file(reply: FastifyReply, bytes: Uint8Array, type: string, name: string): FastifyReply {
  return reply
    .headers({
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "sandbox; default-src 'none'",
    })
    .type(type)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

async function listPage(deps: PagesDeps, { tx, patientId, subject, request, counts }: PatientVisit) {
  const query = request.query as {
    kind?: string;
    year?: string;
    organisation?: string;
    after?: string;
    shown?: string;
  };
  const wish = {
    leaflet: leafletOf(query.kind),
    year: /^(19|20)\d\d$/.test(query.year ?? "") ? Number(query.year) : null,
    organisationOid: query.organisation || null,
    after: query.after || null,
  };
  const [card, list, { facets }] = await Promise.all([
    personCard(deps.patient, tx, patientId),
    listDocuments(deps.patient, tx, patientId, wish),
    counts(),
  ]);
  const from = list.documents.length === 0 ? 0 : list.before + 1;
  const view: DocumentsView = {
    patient: { initials: initials(card ?? subject.name), snils: card?.snils ?? "" },
    rows: list.documents.map(documentRow),
    range: { from, to: list.before + Math.min(list.documents.length, PAGE), total: totalOf(facets, wish) },
    filter: {
      kind: wish.leaflet === null ? null : kindKeyOf(wish.leaflet),
      year: wish.year,
      organisation: wish.organisationOid,
      kinds: [...new Set(facets.map((facet) => facet.leaflet))].sort((a, b) => (a || 99) - (b || 99)).map(kindKeyOf),
      years: [...new Set(facets.map((facet) => facet.year))].sort((a, b) => b - a),
      organisations: [...new Map(facets.map((facet) => [facet.organisation_oid, facet.organisation]))]
        .map(([oid, name]) => ({ oid, name }))
        .sort((a, b) => a.name.localeCompare(b.name, "ru")),
    },
    older: list.next,
    hidden: list.hidden.map(({ kindName: official, issuedOn: issued, organisation, why }) => ({
      official,
      issued,
      organisation,
      reason: why === "kind-not-shown" ? ("kind" as const) : ("before" as const),
    })),
    checked: deps.clock(),
  };
  return { page: (viewer: Viewer) => DocumentsPage({ viewer, view }) };
}
