/** A visit is told, or a referral registered: what is due from now on, in the same transaction. Safe to repeat. */
import { type Day, dayOf } from "../basics/day.ts";
import { uuidOf } from "../basics/uuid.ts";
import type { Tx } from "../db/sql.ts";
import { initials } from "../registry/initials.ts";
import type { DueDeps } from "./deps.ts";
import { kindsDue, kindsOfReferral, type Service } from "./kinds-due.ts";
import * as store from "./store.ts";
import { termOf } from "./term.ts";
import { type Ticked, tickOff } from "./tick-off.ts";
import { whyNot } from "./why-not.ts";

export interface Visit {
  readonly patientId: string;
  readonly careRecordId: string;
  readonly organisationOid: string;
  /** In the organisation's own zone. */
  readonly visitedOn: Day;
  readonly patient: { readonly family: string; readonly given: string; readonly patronymic: string | null };
  readonly services: readonly Service[];
}

/** Documents that came before their visit was told tick off what they answer at once. */
export async function expectOfVisit(tx: Tx, deps: DueDeps, visit: Visit): Promise<Ticked[]> {
  const due = kindsDue(visit.services);
  const place = due.length > 0 ? await store.place(tx, visit.organisationOid) : null;
  if (!place) return [];
  const now = deps.clock();
  const book = await deps.calendars.current();
  const today = dayOf(now, place.time_zone);
  const why = whyNot(
    { connected: place.connected, electronicSince: place.electronic_since },
    visit.visitedOn,
    today,
    deps.shownFrom,
  );
  const term = termOf(book.of(place.region_code), visit.visitedOn);
  for (const leaflets of due) {
    const dueId = uuidOf(`due ${visit.careRecordId} ${leaflets[0]}`);
    await store.insertDue(tx, {
      patientId: visit.patientId,
      dueId,
      source: "care-record",
      sourceId: visit.careRecordId,
      organisationOid: visit.organisationOid,
      leaflets,
      happenedOn: visit.visitedOn,
      term,
      why,
      initials: deps.keyring.seal(`due ${dueId}`, initials(visit.patient)),
      now,
    });
  }
  return tickOff(tx, deps, [visit.patientId]);
}

const anyKind = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** A patient says that they were there: their document is awaited as any other, whoever told of the visit or not. */
export async function expectOfClaim(
  tx: Tx,
  deps: DueDeps,
  claim: {
    readonly patientId: string;
    readonly dueId: string;
    readonly organisationOid: string;
    readonly regionCode: string;
    readonly happenedOn: Day;
    /** 0: the patient does not know. */
    readonly leaflet: number;
    readonly today: Day;
  },
): Promise<void> {
  const term = termOf((await deps.calendars.current()).of(claim.regionCode), claim.happenedOn);
  // Of a kind that is known whatever comes later is welcome; of any kind, only what was written in time.
  const overdue = claim.leaflet !== 0 && term !== null && claim.today > term.last;
  await store.insertDue(tx, {
    ...claim,
    source: "claim",
    sourceId: claim.dueId,
    leaflets: claim.leaflet === 0 ? anyKind : [claim.leaflet],
    term,
    why: null,
    state: overdue ? "overdue" : "expected",
    initials: null,
    now: deps.clock(),
  });
}

/** Of the delivered documents, those that refer the patient to somebody. They have no term: it begins with the visit. */
export async function expectOfReferrals(
  tx: Tx,
  deps: DueDeps,
  patientIds: readonly string[],
  documentIds: readonly string[],
): Promise<void> {
  const now = deps.clock();
  for (const row of await store.referrals(tx, patientIds, documentIds)) {
    const leaflets = kindsOfReferral(row.family, row.leaflet);
    if (!leaflets) continue;
    const why = whyNot(
      { connected: true, electronicSince: "" },
      row.issued_on as Day,
      dayOf(now, "UTC"),
      deps.shownFrom,
    );
    await store.insertDue(tx, {
      patientId: row.patient_id,
      dueId: uuidOf(`due ${row.document_id}`),
      source: "referral",
      sourceId: row.document_id,
      organisationOid: null,
      leaflets,
      happenedOn: row.issued_on as Day,
      term: null,
      why,
      initials: null,
      now,
    });
  }
}
