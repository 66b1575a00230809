/** What the room of paper gives, as the views of its pages. */
import type { CalendarBook } from "../../basics/calendar.ts";
import { type Day, dayOf } from "../../basics/day.ts";
import { openOrUnknown, parseHours, sayMinute } from "../../basics/opening-hours.ts";
import { fullName } from "../../cda/person-words.ts";
import type { PaperEvent } from "../../paper/event.ts";
import { type ComingDay, isOver, type PaperPlace } from "../../paper/organisation.ts";
import type { Request, WholeRequest } from "../../paper/request.ts";
import { cardOf } from "../../registry/cards.ts";
import { whyNotShown } from "../../registry/kinds.ts";
import type { EventRow, PlaceRow, WhenRow } from "../patient/paper/rows.ts";
import type { PagesDeps } from "./deps.ts";

export function placeRow({ oid, name, shortName, address, phone, hours }: PaperPlace): PlaceRow {
  return { oid, name, shortName, address, phone, hours };
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function comingRow(place: PaperPlace, now: Date, { day, hours }: ComingDay): WhenRow {
  const said = hours && { from: sayMinute(hours.from), until: sayMinute(hours.until) };
  return { day, ahead: daysBetween(dayOf(now, place.zone), day), hours: said };
}

/** The day that the patient comes on, as it is seen today. */
export function comesRow(place: PaperPlace, book: CalendarBook, now: Date, day: string): WhenRow {
  const week = parseHours(place.hours);
  const hours = week === null ? "unknown" : openOrUnknown(week, book.of(place.regionCode), day as Day);
  return comingRow(place, now, { day: day as Day, today: false, hours: hours === "unknown" ? null : hours });
}

export function isLate(place: PaperPlace, book: CalendarBook, now: Date, request: Request): boolean {
  return request.state === "asked" && isOver(place, book, request.comes_on as Day, now);
}

/** `self`: the role whose own deeds are told as «вы». */
export function eventRows(events: readonly PaperEvent[], self: "patient" | null): EventRow[] {
  return events.map(({ at, deed, role, name, words }) => ({
    at,
    deed,
    words,
    who: role === self ? null : fullName(name),
  }));
}

interface NamedDocument {
  readonly document_id: string;
  readonly kind_system: string | null;
  readonly kind_code: string | null;
  readonly issued_on: string | null;
  readonly sealed: Uint8Array | null;
}

/** As its patient knows it; of what the cabinet does not show, the name of its kind alone. */
export function documentWords(deps: PagesDeps, row: NamedDocument) {
  const { kinds, keyring, shownFrom } = deps.patient;
  const kind = kinds().find(row.kind_system ?? "", row.kind_code ?? "");
  const shown = whyNotShown(kind, row.issued_on ?? "", shownFrom) === null;
  const card = shown && row.sealed ? cardOf(keyring, row.document_id, row.sealed) : null;
  const official = card?.officialTitle ?? kind?.name ?? "";
  return { title: card?.title ?? official, official, shown };
}

/** Why it was refused or returned: the last word about it. */
export function reasonOf({ events }: Pick<WholeRequest, "events">, deed: string): string | null {
  return events.findLast((event) => event.deed === deed)?.words ?? null;
}
