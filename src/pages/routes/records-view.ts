/** Visits and documents brought together: what the leaflet promises of the page «Сведения». Pure. */
import type { ListedDocument } from "../../patient/documents.ts";
import type { Visit } from "../../patient/records.ts";
import { initials } from "../../registry/initials.ts";
import type { DatedRow, RecordsView, VisitRow } from "../patient/records-view.ts";
import { kindKeyOf } from "./kind-key.ts";
import { aboutOf } from "./rows.ts";

const examinations = new Set(["imaging", "lab", "checkup"]);

/** The query of the page, as it came. */
export interface RecordsAsked {
  readonly year?: string;
  readonly organisation?: string;
  readonly all?: string;
}

export function recordsView(
  patient: RecordsView["patient"],
  visits: readonly Visit[],
  documents: readonly ListedDocument[],
  query: RecordsAsked,
  now: Date,
  disputed: ReadonlySet<string>,
): RecordsView {
  const year = /^\d{4}$/.test(query.year ?? "") ? Number(query.year) : null;
  const organisation = query.organisation || null;
  const current = documents.filter((document) => !document.replaced);
  const seen = visits.filter(
    (visit) =>
      (year === null || visit.visitedOn.startsWith(String(year))) &&
      (organisation === null || visit.organisationOid === organisation),
  );
  const shown = current.filter(
    (document) =>
      (year === null || document.issuedOn.startsWith(String(year))) &&
      (organisation === null ||
        visits.some(
          (visit) => visit.organisationOid === organisation && visit.organisation === document.card.organisation,
        )),
  );
  const years = [...visits.map((visit) => visit.visitedOn), ...current.map((document) => document.issuedOn)].map(
    (day) => Number(day.slice(0, 4)),
  );
  return {
    patient,
    visits: seen.map((visit) => ({ ...visitRow(visit, current), disputed: disputed.has(visit.id) })),
    diagnoses: diagnoses(seen, shown),
    examinations: shown.filter((document) => examinations.has(kindKeyOf(document.leaflet))).map(documentLine),
    prescriptions: shown.filter((document) => kindKeyOf(document.leaflet) === "prescription").map(documentLine),
    all: query.all === "1",
    filter: {
      year,
      organisation,
      years: [...new Set(years)].sort((a, b) => b - a),
      organisations: [...new Map(visits.map((visit) => [visit.organisationOid, visit.organisation]))]
        .map(([oid, name]) => ({ oid, name }))
        .sort((a, b) => a.name.localeCompare(b.name, "ru")),
    },
    updated: now,
  };
}

/** Documents of a visit: of the same organisation and day. */
function visitRow(visit: Visit, documents: readonly ListedDocument[]): VisitRow {
  return {
    id: visit.id,
    date: visit.visitedOn,
    organisation: visit.organisation,
    doctor: initials(visit.doctor),
    position: visit.doctor.position ?? null,
    diagnosis: visit.diagnosis,
    services: visit.services.map((service) => service.name),
    documents: documents
      .filter((document) => document.issuedOn === visit.visitedOn && document.card.organisation === visit.organisation)
      .map((document) => ({ number: document.number, title: document.card.title })),
  };
}

/** Each diagnosis once, where it was last written, with the document that says so. */
function diagnoses(visits: readonly Visit[], documents: readonly ListedDocument[]): DatedRow[] {
  const rows = new Map<string, DatedRow>();
  for (const document of documents) {
    for (const { code, name } of document.card.diagnoses) {
      const link = { number: document.number, title: document.card.title };
      const row = {
        id: code,
        date: document.issuedOn,
        name,
        about: null,
        code,
        organisation: document.card.organisation,
        document: link,
      };
      if (!rows.has(code)) rows.set(code, row);
    }
  }
  for (const visit of visits) {
    if (!visit.diagnosis || rows.has(visit.diagnosis.code)) continue;
    const { code, name } = visit.diagnosis;
    const { visitedOn: date, organisation } = visit;
    rows.set(code, { id: code, date, name, about: null, code, organisation, document: null });
  }
  return [...rows.values()].sort((a, b) => (a.date < b.date ? 1 : -1));
}

function documentLine(document: ListedDocument): DatedRow {
  return {
    id: document.number,
    date: document.issuedOn,
    name: document.card.title,
    about: aboutOf(document),
    code: null,
    organisation: document.card.organisation,
    document: { number: document.number, title: document.card.title },
  };
}
