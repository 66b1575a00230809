/** «Мои обращения»: what each is about, by name, and how long an answer may still take. */
import { isTooLate } from "../../appeals/act.ts";
import type { AppealDeps } from "../../appeals/deps.ts";
import { DAYS_TO_OBJECT } from "../../appeals/states.ts";
import type { AppealRow } from "../../appeals/store.ts";
import { registryPlace } from "../../appeals/terms.ts";
import { type CalendarBook, whereTold } from "../../basics/calendar.ts";
import { dayOf, parseDay } from "../../basics/day.ts";
import { countWorkingDays } from "../../basics/working-days.ts";
import type { Sql } from "../../db/sql.ts";
import { cardOf } from "../../registry/cards.ts";
import * as store from "./store.ts";

export interface MyAppeal {
  readonly row: AppealRow;
  /** Short name; null: the registry's support answers. */
  readonly organisation: string | null;
  /** `title` is null for who has not consented to see documents. */
  readonly document: { readonly number: string; readonly title: string | null } | null;
  /** Number of what came in its place. */
  readonly answerNumber: string | null;
  /** YYYY-MM-DD */
  readonly visitedOn: string | null;
  /** Working days after today in which the answer is to come; null: no term, or a calendar is missing. */
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  /** Until when the answer can be objected to; null: there is none. */
  readonly objectUntil: Date | null;
  /** That time is over, or there is no answer. */
  readonly tooLate: boolean;
}

export interface MineDeps extends AppealDeps {
  /** Whether documents may be named. */
  readonly consented: boolean;
}

const MOST = 200;

export async function listMine(deps: MineDeps, sql: Sql, patientId: string): Promise<MyAppeal[]> {
  const [rows, book] = await Promise.all([store.ofPatient(sql, patientId, null, MOST), deps.calendars.current()]);
  return rows.map((row) => named(deps, book, row));
}

/** null: there is none of that number for this patient. */
export async function findMine(deps: MineDeps, sql: Sql, patientId: string, number: string): Promise<MyAppeal | null> {
  const [[row], book] = await Promise.all([store.ofPatient(sql, patientId, number, 1), deps.calendars.current()]);
  return row ? named(deps, book, row) : null;
}

function named({ keyring, clock, consented }: MineDeps, book: CalendarBook, row: store.NamedRow): MyAppeal {
  const { document_id: id, document_number: number, document_card: card, answered_at: answeredAt } = row;
  const now = clock();
  const title = consented && id && card ? cardOf(keyring, id, card).title : null;
  return {
    row,
    organisation: row.organisation,
    document: number === null ? null : { number, title },
    answerNumber: row.answer_number,
    visitedOn: row.visited_on ?? row.happened_on,
    daysLeft: daysLeft(book, row, now),
    overdue: row.due_at !== null && row.due_at < now,
    objectUntil: answeredAt && new Date(answeredAt.getTime() + DAYS_TO_OBJECT * 86_400_000),
    tooLate: isTooLate(row, now),
  };
}

function daysLeft(book: CalendarBook, row: store.NamedRow, now: Date): number | null {
  const due = row.due_on === null ? null : parseDay(row.due_on);
  if (due === null) return null;
  const [region, zone] =
    row.holder === "organisation" && row.zone !== null
      ? [row.region_code, row.zone]
      : [registryPlace.regionCode, registryPlace.zone];
  return whereTold(() => countWorkingDays(book.of(region), dayOf(now, zone), due));
}
