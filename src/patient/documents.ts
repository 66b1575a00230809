/** «Медицинские документы»: the list, what it can be narrowed by, and what exists but is not shown. */
import { readDayMark } from "../basics/list-mark.ts";
import type { Sql } from "../db/sql.ts";
import { cardOf } from "../registry/cards.ts";
import type { DocumentCard } from "../registry/document.ts";
import { whyNotShown } from "../registry/kinds.ts";
import type { PatientDeps } from "./deps.ts";
import * as store from "./store.ts";

export interface ListedDocument {
  readonly documentId: string;
  readonly number: string;
  /** 1–9 of the leaflet's list, 0 for others. */
  readonly leaflet: number;
  readonly kindName: string;
  readonly card: DocumentCard;
  readonly issuedOn: string;
  readonly organisationOid: string;
  readonly version: number;
  readonly isNew: boolean;
  readonly replaced: boolean;
  /** Its patient says that it is not theirs, or that the visit never happened; until the appeal is closed. */
  readonly disputed: boolean;
}

export interface HiddenDocument {
  readonly kindName: string;
  readonly issuedOn: string;
  readonly organisation: string;
  readonly why: "kind-not-shown" | "issued-earlier";
}

export interface DocumentList {
  readonly documents: readonly ListedDocument[];
  /** How many documents of the filter come before this page. */
  readonly before: number;
  /** Mark of the last document, for the next page; null at the end. */
  readonly next: string | null;
  readonly hidden: readonly HiddenDocument[];
}

export interface ListWish {
  readonly leaflet: number | null;
  readonly year: number | null;
  readonly organisationOid: string | null;
  readonly after: string | null;
}

const PAGE = 20;
const MOST_HIDDEN = 50;

export async function listDocuments(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
  wish: ListWish,
): Promise<DocumentList> {
  const mark = readDayMark(wish.after);
  const filter = { ...wish, after: mark && { issuedOn: mark.day, documentId: mark.id }, shownFrom: deps.shownFrom };
  const [rows, before, hidden] = await Promise.all([
    store.documentsPage(sql, patientId, filter, PAGE + 1),
    filter.after ? store.countBefore(sql, patientId, filter) : 0,
    store.hiddenDocuments(sql, patientId, deps.shownFrom, MOST_HIDDEN),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const kinds = deps.kinds();
  return {
    documents: page.map((row) => listed(deps, row)),
    before,
    next: last ? `${last.issued_on}_${last.document_id}` : null,
    hidden: hidden.map((row) => {
      const kind = kinds.find(row.kind_system, row.kind_code);
      return {
        kindName: kind?.name ?? row.kind_code,
        issuedOn: row.issued_on,
        organisation: row.organisation,
        why: whyNotShown(kind, row.issued_on, deps.shownFrom) ?? "kind-not-shown",
      };
    }),
  };
}

/** The newest documents, for the cabinet's home. */
export async function newestDocuments(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
  most: number,
): Promise<ListedDocument[]> {
  const filter = { leaflet: null, year: null, organisationOid: null, after: null, shownFrom: deps.shownFrom };
  return (await store.documentsPage(sql, patientId, filter, most)).map((row) => listed(deps, row));
}

export function listed(deps: PatientDeps, row: store.DocumentRow): ListedDocument {
  const kind = deps.kinds().find(row.kind_system, row.kind_code);
  return {
    documentId: row.document_id,
    number: row.number,
    leaflet: kind?.leaflet ?? 0,
    kindName: kind?.name ?? row.kind_code,
    card: cardOf(deps.keyring, row.document_id, row.sealed),
    issuedOn: row.issued_on,
    organisationOid: row.organisation_oid,
    version: row.version,
    isNew: !row.opened,
    replaced: row.replaced,
    disputed: row.disputed,
  };
}

/** All shown documents that the filter lets through, on every page. */
export function totalOf(facets: readonly store.FacetRow[], wish: ListWish): number {
  return facets.filter((facet) => fits(facet, wish)).reduce((sum, facet) => sum + facet.documents, 0);
}

function fits(facet: store.FacetRow, wish: ListWish): boolean {
  return (
    (wish.leaflet === null || facet.leaflet === wish.leaflet) &&
    (wish.year === null || facet.year === wish.year) &&
    (wish.organisationOid === null || facet.organisation_oid === wish.organisationOid)
  );
}
