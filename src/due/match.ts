/**
 * Which document answers what is due. The registry is told of visits and of documents apart, and nothing in a document names
 * its visit: organisation, kind and day have to do. A later version of a document that ticked something off ticks nothing.
 */
import { type Day, plusDays } from "../basics/day.ts";

/** Who says that something is due: an organisation, a document that refers, or the patient. */
export const sources = ["care-record", "referral", "claim"] as const;
export type Source = (typeof sources)[number];

export interface Open {
  readonly dueId: string;
  readonly source: Source;
  /** null: anybody's document will do. */
  readonly organisationOid: string | null;
  readonly leaflets: readonly number[];
  readonly happenedOn: Day;
  /** null: not counted. */
  readonly termLast: Day | null;
  /** The term is over and somebody was told so: what comes now is late, and welcome. */
  readonly overdue: boolean;
}

export interface Arrival {
  readonly documentId: string;
  /** Of all versions of one document. */
  readonly set: string;
  readonly version: number;
  readonly organisationOid: string;
  readonly leaflet: number;
  readonly issuedOn: Day;
}

export interface Tick {
  readonly dueId: string;
  readonly documentId: string;
}

/** `taken`: sets that ticked something off before, by what it was. A document answers one visit, one referral and one claim. */
export function match(
  open: readonly Open[],
  arrivals: readonly Arrival[],
  taken: Readonly<Record<Source, ReadonlySet<string>>>,
): Tick[] {
  const first = new Map<string, Arrival>();
  for (const arrival of arrivals)
    if ((first.get(arrival.set)?.version ?? Number.POSITIVE_INFINITY) > arrival.version)
      first.set(arrival.set, arrival);
  const inOrder = [...first.values()].sort(
    (a, b) => order(a.issuedOn, b.issuedOn) || order(a.documentId, b.documentId),
  );
  return sources.flatMap((source) => {
    const waiting = open
      .filter((due) => due.source === source)
      .sort((a, b) => order(a.happenedOn, b.happenedOn) || order(a.dueId, b.dueId));
    return inOrder
      .filter(({ set }) => !taken[source].has(set))
      .flatMap((arrival) => {
        const fitting = waiting.filter((due) => fits(due, arrival));
        // Written on the very day of a visit, it is of that visit; else the one that waits longest has it.
        const due = fitting.find(({ happenedOn }) => happenedOn === arrival.issuedOn) ?? fitting[0];
        if (!due) return [];
        waiting.splice(waiting.indexOf(due), 1);
        return [{ dueId: due.dueId, documentId: arrival.documentId }];
      });
  });
}

function fits(due: Open, { organisationOid, leaflet, issuedOn }: Arrival): boolean {
  if (!due.leaflets.includes(leaflet)) return false;
  if (due.organisationOid !== null && due.organisationOid !== organisationOid) return false;
  // A day before: some systems date a document by the evening it was begun. What answers a referral comes after it.
  const from = due.source === "referral" ? plusDays(due.happenedOn, 1) : plusDays(due.happenedOn, -1);
  if (issuedOn < from) return false;
  return due.overdue || due.termLast === null || issuedOn <= due.termLast;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
