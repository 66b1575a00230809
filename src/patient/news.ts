/** What is new for a patient: counts for the badge, and the notices themselves. */
import type { Sql, Tx } from "../db/sql.ts";
import { cardOf } from "./cards.ts";
import type { PatientDeps } from "./deps.ts";
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
  const [notices, facets] = await Promise.all([
    store.unreadNotices(sql, patientId),
    store.facets(sql, patientId, deps.shownFrom),
  ]);
  const newDocuments = facets.reduce((sum, facet) => sum + facet.unopened, 0);
  const mark = `${notices.newest?.getTime() ?? 0}.${newDocuments}`;
  return { news: { unread: notices.unread, newDocuments, mark }, facets };
}

export type Facet = store.FacetRow;
export interface Notice extends Omit<store.NoticeRow, "sealed"> {
  /** Title of the document that it tells of. */
  readonly title: string | null;
}

export async function listNotices(deps: PatientDeps, sql: Sql, patientId: string): Promise<Notice[]> {
  const rows = await store.notices(sql, patientId, 100);
  return rows.map(({ sealed, ...notice }) => {
    const card = sealed && notice.document_id ? cardOf(deps.keyring, notice.document_id, sealed) : null;
    return { ...notice, title: card?.title ?? null };
  });
}

export async function readAllNotices(tx: Tx, patientId: string, now: Date): Promise<void> {
  await store.markNoticesRead(tx, patientId, null, now);
}
