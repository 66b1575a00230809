/** «Ожидаемые документы» of one patient: what is waited for, since when, until when, and what is known of why not. */
import { type Day, dayOf, plusDays } from "../../basics/day.ts";
import { washWords } from "../../cda/wash.ts";
import type { Sql } from "../../db/sql.ts";
import { cardOf } from "../../registry/cards.ts";
import { initials } from "../../registry/initials.ts";
import { whyNotShown } from "../../registry/kinds.ts";
import type { DueDeps } from "../deps.ts";
import type { Service } from "../kinds-due.ts";
import { standing } from "../term.ts";
import { titleOf } from "../title.ts";
import type { WhyNot } from "../why-not.ts";
import * as store from "./store.ts";

export interface Usual {
  readonly median: number;
  readonly p90: number;
}

export interface DueTerm {
  readonly last: Day;
  /** «День 8 из 30» */
  readonly day: number;
  readonly of: number;
  readonly left: number;
  readonly over: boolean;
  readonly provisional: boolean;
}

export interface Due {
  readonly id: string;
  readonly source: "care-record" | "referral";
  /** 1–9 of the leaflet's list: the likeliest. */
  readonly leaflet: number;
  /** «Эхокардиография»; Russian. */
  readonly title: string | null;
  readonly happenedOn: Day;
  readonly doctor: string | null;
  readonly organisation: {
    readonly oid: string;
    readonly name: string;
    readonly region: { readonly code: string; readonly name: string };
    readonly address: string | null;
    readonly phone: string | null;
    readonly hours: string | null;
    readonly electronicSince: string | null;
  } | null;
  readonly state: store.DueRow["state"];
  readonly why: WhyNot | null;
  /** null: of a referral, or the calendar is not known. */
  readonly term: DueTerm | null;
  readonly usual: Usual | null;
  /** The newest that the organisation sent of it and the registry did not take. */
  readonly sending: { readonly state: "refused" | "quarantined"; readonly at: Date } | null;
  readonly document: { readonly number: string; readonly hidden: "kind-not-shown" | "issued-earlier" | null } | null;
  readonly registeredAt: Date | null;
  readonly toldAt: Date;
  readonly raisedAt: Date | null;
  readonly appeal: string | null;
}

const MOST = 200;
const ARRIVED_DAYS = 30;

export async function listDue(deps: DueDeps, sql: Sql, patientId: string): Promise<Due[]> {
  return read(deps, sql, patientId, null);
}

export async function oneDue(deps: DueDeps, sql: Sql, patientId: string, dueId: string): Promise<Due | null> {
  return (await read(deps, sql, patientId, dueId))[0] ?? null;
}

async function read(deps: DueDeps, sql: Sql, patientId: string, only: string | null): Promise<Due[]> {
  const now = deps.clock();
  const arrivedSince = new Date(now.getTime() - ARRIVED_DAYS * 86_400_000);
  const rows = await store.dueOf(sql, patientId, { only, arrivedSince, most: MOST });
  if (rows.length === 0) return [];
  const oids = [...new Set(rows.flatMap((row) => row.organisation_oid ?? []))];
  const [sent, delays, book] = await Promise.all([
    store.sendings(sql, patientId, MOST),
    store.delays(sql, oids),
    deps.calendars.current(),
  ]);
  return rows.map((row) => {
    const happenedOn = row.happened_on as Day;
    const leaflet = row.leaflets[0] ?? 0;
    const today = dayOf(now, row.time_zone ?? "Europe/Moscow");
    const counted = row.term_last === null ? null : standing(book.of(row.region_code), happenedOn, today);
    const told = toldOf(deps, row);
    return {
      id: row.due_id,
      source: row.source,
      leaflet,
      title: told.services ? titleOf(told.services, leaflet) : told.title,
      happenedOn,
      doctor: told.doctor,
      organisation: organisationOf(row),
      state: row.state,
      why: row.why,
      // The day that was promised stands, even where a calendar was amended since.
      term: counted && {
        last: row.term_last as Day,
        day: counted.number,
        of: counted.of,
        left: counted.left,
        over: today > (row.term_last as Day),
        provisional: row.provisional,
      },
      usual: usualOf(delays, row, leaflet),
      sending: sendingOf(sent, row),
      document:
        row.number === null
          ? null
          : {
              number: row.number,
              hidden: whyNotShown(row.shown === false ? { shown: false } : null, row.issued_on ?? "", deps.shownFrom),
            },
      registeredAt: row.registered_at,
      toldAt: row.created_at,
      raisedAt: row.raised_at,
      appeal: row.appeal,
    };
  });
}

function organisationOf(row: store.DueRow): Due["organisation"] {
  if (row.organisation_oid === null) return null;
  return {
    oid: row.organisation_oid,
    name: row.organisation ?? row.organisation_oid,
    region: { code: row.region_code ?? "", name: row.region ?? "" },
    address: row.address,
    phone: row.phone,
    hours: row.hours,
    electronicSince: row.electronic_since,
  };
}

interface Told {
  readonly services: readonly Service[] | null;
  readonly title: string | null;
  readonly doctor: string | null;
}

/** What a hospital's system wrote is shown without signs that turn or hide words. */
function toldOf(deps: DueDeps, row: store.DueRow): Told {
  if (row.care) {
    const told = deps.keyring.open(`care ${row.source_id}`, row.care) as {
      readonly doctor: { readonly family: string; readonly given: string; readonly patronymic?: string };
      readonly services: readonly Service[];
    };
    return {
      services: told.services.map(({ code, name }) => ({ code, name: washWords(name) })),
      title: null,
      doctor: washWords(initials({ ...told.doctor, patronymic: told.doctor.patronymic ?? null })),
    };
  }
  if (!row.card) return { services: null, title: null, doctor: null };
  const card = cardOf(deps.keyring, row.source_id, row.card);
  return { services: null, title: card.title, doctor: card.doctor };
}

/** Of this kind where enough of it came, else of all kinds. */
function usualOf(delays: readonly store.DelayRow[], row: store.DueRow, leaflet: number): Usual | null {
  const own = delays.filter(({ organisation_oid }) => organisation_oid === row.organisation_oid);
  const found = own.find((delay) => delay.leaflet === leaflet) ?? own.find((delay) => delay.leaflet === null);
  return found ? { median: found.median_days, p90: found.p90_days } : null;
}

/** Only what answers this very visit: of anything else the patient could learn of somebody else's. */
function sendingOf(sent: readonly store.SendingRow[], row: store.DueRow): Due["sending"] {
  if (row.state === "arrived" || row.organisation_oid === null) return null;
  const from = plusDays(row.happened_on as Day, -1);
  const found = sent.find(
    (one) =>
      one.organisation_oid === row.organisation_oid &&
      row.leaflets.includes(one.leaflet) &&
      one.issued_on >= from &&
      (row.term_last === null || row.state === "overdue" || one.issued_on <= row.term_last),
  );
  return found ? { state: found.state, at: found.sent_at } : null;
}
