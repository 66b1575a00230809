/** Documents came: what they answer is due no longer. Safe to repeat, and to run beside a visit that is just being told. */
import { type Day, dayOf } from "../basics/day.ts";
import type { Tx } from "../db/sql.ts";
import type { DueDeps } from "./deps.ts";
import { type Arrival, match, type Open, type Source } from "./match.ts";
import * as store from "./store.ts";
import { delayOf } from "./term.ts";

export interface Ticked {
  readonly patientId: string;
  readonly dueId: string;
  readonly documentId: string;
}

export async function tickOff(tx: Tx, deps: DueDeps, patientIds: readonly string[]): Promise<Ticked[]> {
  const patients = [...new Set(patientIds)].sort(); // in one order: two batches never wait for each other
  // A visit and its document may come at the same moment: whoever is second sees what the first has written.
  await store.lockPatients(tx, patients);
  const open = await store.openDue(tx, patients);
  if (open.length === 0) return [];
  const waiting = [...new Set(open.map((row) => row.patient_id))];
  const [documents, taken] = await Promise.all([store.arrivals(tx, waiting), store.takenSets(tx, waiting)]);
  const book = await deps.calendars.current();
  const ticked: Ticked[] = [];
  for (const patientId of waiting) {
    const rows = open.filter((row) => row.patient_id === patientId);
    const came = documents.filter((row) => row.patient_id === patientId);
    const sets = (source: Source) =>
      new Set(
        taken.filter((row) => row.patient_id === patientId && row.source === source).map((row) => hex(row.set_digest)),
      );
    const pairs = match(rows.map(openOf), came.map(arrivalOf), {
      "care-record": sets("care-record"),
      referral: sets("referral"),
      claim: sets("claim"),
    });
    for (const { dueId, documentId } of pairs) {
      const due = rows.find((row) => row.due_id === dueId)!;
      const document = came.find((row) => row.document_id === documentId)!;
      const registeredOn = dayOf(document.registered_at, due.time_zone ?? "Europe/Moscow");
      const delay =
        due.source === "care-record" ? delayOf(book.of(due.region_code), due.happened_on as Day, registeredOn) : null;
      await store.arrive(tx, patientId, dueId, document, delay);
      ticked.push({ patientId, dueId, documentId });
    }
  }
  return ticked;
}

function openOf(row: store.OpenRow): Open {
  return {
    dueId: row.due_id,
    source: row.source,
    organisationOid: row.organisation_oid,
    leaflets: row.leaflets,
    happenedOn: row.happened_on as Day,
    termLast: row.term_last as Day | null,
    overdue: row.state !== "expected",
  };
}

function arrivalOf(row: store.ArrivalRow): Arrival {
  return {
    documentId: row.document_id,
    set: hex(row.set_digest),
    version: row.version,
    organisationOid: row.organisation_oid,
    leaflet: row.leaflet,
    issuedOn: row.issued_on as Day,
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
