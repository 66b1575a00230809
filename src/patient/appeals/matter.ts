/** What a patient is about to report, found by its address: a document, a visit, a line of the journal; and what is open about it. */
import type { AppealRow } from "../../appeals/store.ts";
import { openOnMatter } from "../../appeals/store.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { Sql } from "../../db/sql.ts";
import type { PatientDeps } from "../deps.ts";
import type { ListedDocument } from "../documents.ts";
import { findShown } from "../open.ts";
import { type Visit, visitOf } from "../records.ts";
import * as store from "./store.ts";

export interface Found<About> {
  readonly about: About;
  /** The appeal that what is written now will be added to; null: it will be a new one. */
  readonly open: AppealRow | null;
}

/** @throws Refusal "not-found" NO_DOCUMENT · "not-allowed" KIND_NOT_SHOWN, ISSUED_EARLIER */
export async function documentMatter(
  deps: PatientDeps,
  sql: Sql,
  patientId: string,
  number: string,
): Promise<Found<ListedDocument>> {
  const about = await findShown(deps, sql, patientId, number);
  return { about, open: await openOnMatter(sql, patientId, "problem", { documentId: about.documentId }) };
}

/** @throws Refusal "not-found" NO_VISIT */
export async function visitMatter(deps: PatientDeps, sql: Sql, patientId: string, id: string): Promise<Found<Visit>> {
  const row = isUuid(id) ? await store.visitById(sql, patientId, id) : null;
  if (!row)
    throw new Refusal("not-found", "NO_VISIT", {
      ru: "Такой записи в ваших сведениях нет",
      en: "Your records hold no such entry",
    });
  return { about: visitOf(deps, row), open: await openOnMatter(sql, patientId, "visit", { careRecordId: id }) };
}

export interface AskedLine {
  readonly accessEventId: string;
  /** Of the organisation whose person looked. */
  readonly regionCode: string | null;
}

/** @throws Refusal "not-found" NO_LINE, also of one's own readings */
export async function lineMatter(sql: Sql, patientId: string, id: string): Promise<Found<AskedLine>> {
  const row = isUuid(id) ? await store.lineOfOthers(sql, patientId, id) : null;
  if (!row)
    throw new Refusal("not-found", "NO_LINE", {
      ru: "Такой записи в вашем журнале нет",
      en: "Your journal holds no such line",
    });
  const open = await openOnMatter(sql, patientId, "access", { accessEventId: id });
  return { about: { accessEventId: id, regionCode: row.region_code }, open };
}
