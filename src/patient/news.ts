/** What is new for a patient: counts for the badge, and the latest notices. */
import type { Sql } from "../db/sql.ts";
import { cardOf } from "../registry/cards.ts";
import type { PatientDeps } from "./deps.ts";
import * as notices from "./notices/store.ts";
import * as store from "./store.ts";

export interface News {
  readonly unread: number;
  readonly newDocuments: number;
  /** Changes when something came. */
  readonly mark: string;
}

export interface Counts {
  readonly news: News;
  /** How many shown documents of each sort there are: for the badge, the filter and the total. */
  readonly facets: readonly Facet[];
}

export async function countsOf(deps: PatientDeps, sql: Sql, patientId: string): Promise<Counts> {
  const [{ unread, newest }, facets] = await Promise.all([
    notices.unreadNotices(sql, patientId),
    store.facets(sql, patientId, deps.shownFrom),
  ]);
  const newDocuments = facets.reduce((sum, facet) => sum + facet.unopened, 0);
  const mark = `${newest?.getTime() ?? 0}.${newDocuments}`;
  return { news: { unread, newDocuments, mark }, facets };
}

export type Facet = store.FacetRow;
export interface Notice extends Omit<notices.NoticeRow, "sealed"> {
  /** Title of the document that it tells of. */
  readonly title: string | null;
}

/** The newest, for the cabinet's home. */
export async function latestNotices(deps: PatientDeps, sql: Sql, patientId: string, most: number): Promise<Notice[]> {
  return told(deps, await notices.notices(sql, patientId, { kinds: null, unread: false, after: null }, most));
}

export function told(deps: PatientDeps, rows: readonly notices.NoticeRow[]): Notice[] {
  return rows.map(({ sealed, ...notice }) => {
    const card = sealed && notice.document_id ? cardOf(deps.keyring, notice.document_id, sealed) : null;
    return { ...notice, title: card?.title ?? null };
  });
}
