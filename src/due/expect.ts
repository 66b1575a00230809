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
