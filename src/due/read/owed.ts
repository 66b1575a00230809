/** What one organisation owes to its patients: kind, day, initials and term; no word of medicine. */
import { type Day, dayOf } from "../../basics/day.ts";
import { readDayMark } from "../../basics/list-mark.ts";
import type { Sql } from "../../db/sql.ts";
import type { DueDeps } from "../deps.ts";
import { place } from "../store.ts";
import { standing } from "../term.ts";
import type { DueTerm } from "./list.ts";
import * as store from "./store.ts";

export interface Owed {
  readonly id: string;
  readonly leaflet: number;
  readonly happenedOn: Day;
  readonly initials: string;
  readonly overdue: boolean;
  readonly raisedAt: Date | null;
  readonly appeal: string | null;
  readonly term: DueTerm | null;
}

export interface OwedList {
  readonly rows: readonly Owed[];
  /** Mark of the last row, for the next page; null at the end. */
  readonly next: string | null;
  readonly counts: readonly { readonly leaflet: number; readonly expected: number; readonly overdue: number }[];
}

export interface OwedWish {
  readonly leaflet: number | null;
  readonly overdue: boolean;
  readonly after: string | null;
}

const PAGE = 50;

export async function listOwed(deps: DueDeps, sql: Sql, organisationOid: string, wish: OwedWish): Promise<OwedList> {
  const mark = readDayMark(wish.after);
  const filter = { ...wish, after: mark && { term: mark.day, dueId: mark.id } };
  const [rows, counts, where, book] = await Promise.all([
    store.owed(sql, organisationOid, filter, PAGE + 1),
    store.owedCounts(sql, organisationOid),
    place(sql, organisationOid),
    deps.calendars.current(),
  ]);
  const today = dayOf(deps.clock(), where?.time_zone ?? "Europe/Moscow");
  const calendar = book.of(where?.region_code ?? null);
  const page = rows.slice(0, PAGE);
  return {
    rows: page.map((row) => {
      const happenedOn = row.happened_on as Day;
      const counted = row.term_last === null ? null : standing(calendar, happenedOn, today);
      const last = row.term_last as Day;
      return {
        id: row.due_id,
        leaflet: row.leaflets[0] ?? 0,
        happenedOn,
        initials: row.initials ? String(deps.keyring.open(`due ${row.due_id}`, row.initials)) : "",
        overdue: row.state === "overdue",
        raisedAt: row.raised_at,
        appeal: row.appeal,
        term: counted && {
          last,
          day: counted.number,
          of: counted.of,
          left: counted.left,
          over: today > last,
          provisional: row.provisional,
        },
      };
    }),
    next: rows.length > PAGE ? (page.at(-1)?.mark ?? null) : null,
    counts,
  };
}
