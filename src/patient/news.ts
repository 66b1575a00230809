/** What is new for a patient: counts for the badge, and the notices themselves. */
import type { Database } from "../db/database.ts";
import type { Sql } from "../db/sql.ts";
import type { PatientDeps } from "./deps.ts";
import * as store from "./store.ts";

export interface News {
  readonly unread: number;
  readonly newDocuments: number;
  /** Changes when something came. */
  readonly mark: string;
}

/** `facets`: how many shown documents of each sort there are; asked once for the badge, the filter and the total. */
export async function newsOf(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
): Promise<{ news: News; facets: readonly Facet[] }> {
  const [notices, facets] = await Promise.all([
    store.unreadNotices(sql, patientId),
    store.facets(sql, patientId, deps.shownFrom),
  ]);
  const newDocuments = facets.reduce((sum, facet) => sum + facet.unopened, 0);
  const mark = `${notices.newest?.getTime() ?? 0}.${newDocuments}`;
  return { news: { unread: notices.unread, newDocuments, mark }, facets };
}

export type Facet = store.FacetRow;
export type Notice = store.NoticeRow;

export async function listNotices(sql: Sql, patientId: string): Promise<Notice[]> {
  return store.notices(sql, patientId, 100);
}

export async function readAllNotices(portal: Database, patientId: string, now: Date): Promise<void> {
  await portal.transact((tx) => store.markNoticesRead(tx, patientId, null, now), { patient: patientId });
}
