/** «Медицинские документы»: the list, a document, its versions, its page for printing. */
import type { FastifyInstance } from "fastify";
import { listDocuments, totalOf } from "../../patient/documents.ts";
import { documentVersions } from "../../patient/open.ts";
import { personCard } from "../../patient/records.ts";
import { initials } from "../../registry/initials.ts";
import { DocumentPage } from "../patient/document.tsx";
import { DocumentsPage, type DocumentsView } from "../patient/documents.tsx";
import { PrintPage } from "../patient/print.tsx";
import { VersionsPage } from "../patient/versions.tsx";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";
import { documentView, printView } from "./document-view.ts";
import { kindKeyOf, leafletOf } from "./kind-key.ts";
import { numberOf, openFor } from "./open-for.ts";
import { documentRow } from "./rows.ts";
import { type PatientVisit, patientPage } from "./visit.ts";

const PAGE = 20;

export function documentRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient } = deps;
  app.get(
    "/documents",
    patientPage(deps, "read-documents", (visit) => listPage(deps, visit)),
  );
  app.get(
    "/documents/:number",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await openFor(deps, visit, "open");
      const view = documentView(opened, visit.subject, visit.viewer);
      return { page: (viewer) => DocumentPage({ viewer, view }) };
    }),
  );
  app.get(
    "/documents/:number/print",
    patientPage(deps, "read-documents", async (visit) => {
      const opened = await openFor(deps, visit, "print");
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
