/** An appeal of the room, as the pages show it. Pure. */
import type { Role } from "../../access/subject.ts";
import type { AppealEvent } from "../../appeals/read/one.ts";
import { type RefusalCause, refusalCauses } from "../../appeals/reasons.ts";
import type { MyAppeal } from "../../patient/appeals/mine.ts";
import { initials } from "../../registry/initials.ts";
import type { AppealHead } from "../parts/appeal-line.tsx";
import type { AppealStep } from "../patient/appeal-view.ts";
import { kindKeyOf } from "./kind-key.ts";

export function headOf({ row, organisation, document, visitedOn, daysLeft, overdue }: MyAppeal): AppealHead {
  return {
    number: row.number,
    kind: row.kind,
    reason: row.reason,
    state: row.state,
    holder: row.holder,
    organisation,
    document,
    missing: row.leaflet === null ? null : kindKeyOf(row.leaflet),
    visitedOn,
    dueOn: row.due_on,
    provisional: row.due_provisional,
    daysLeft,
    overdue,
    answeredAt: row.answered_at,
    changedAt: row.changed_at,
  };
}

export function stepOf(event: AppealEvent): AppealStep {
  const { seq, at, deed, by, organisation, holder, dueOn, cause, words } = event;
  return {
    seq,
    at,
    deed,
    by,
    who: event.name && initials(event.name),
    role: event.role as Role | null, // the house wrote it, from a session
    organisation,
    holder,
    dueOn,
    cause: causeOf(cause),
    words,
    files: event.files.map(({ file_id: id, media_type: type, size }) => ({ id, type, size })),
  };
}

/** Of a refusal; of a report it is a reason, which the page's title says. */
function causeOf(code: string | null): RefusalCause | null {
  return refusalCauses.find((one) => one === code) ?? null;
}
