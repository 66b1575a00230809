/** An organisation's appeals as their pages show them. Pure: everything was fetched before. */
import type { AppealEvent } from "../../appeals/read/one.ts";
import { isOpen, rules } from "../../appeals/states.ts";
import type { AppealRow } from "../../appeals/store.ts";
import type { Language } from "../../basics/words.ts";
import { renderHtml } from "../../cda/html.tsx";
import { type InboxRow, isOverdue } from "../../clinic/appeals/inbox.ts";
import type { OrganisationAppeal } from "../../clinic/appeals/one.ts";
import { initials } from "../../registry/initials.ts";
import type { Looked } from "../../registry/readable.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import type { AppealFace, StaffStep } from "../staff/appeal-said.tsx";
import { type BesideDocument, type StaffAppealView, type StaffDeed, staffDeeds } from "../staff/appeal-view.ts";
import type { InboxRowView } from "../staff/appeals.tsx";
import type { Role } from "../viewer.ts";
import { words } from "../words.ts";
import { type Beginning, offeredTo } from "./beginnings.ts";
import { kindKeyOf } from "./kind-key.ts";

export function faceOf(appeal: AppealRow, now: Date): AppealFace {
  return {
    number: appeal.number,
    reason: `${appeal.kind}.${appeal.reason}`,
    severity: appeal.severity,
    state: appeal.state,
    holder: appeal.holder,
    disputes: appeal.disputes && appeal.state !== "closed",
    reopened: appeal.reopened > 0 && isOpen(appeal.state),
    dueOn: appeal.due_on,
    provisional: appeal.due_provisional,
    overdue: isOverdue(appeal, now),
    openedAt: appeal.opened_at,
  };
}

export function inboxRow({ appeal, patient, handler }: InboxRow, now: Date): InboxRowView {
  return {
    face: faceOf(appeal, now),
    patient: patient && initials(patient),
    handler: handler && initials(handler),
  };
}

/** `fileHref`: null where files are not shown; `patients`: whether this reader sees who the patient is. */
export function stepsOf(
  events: readonly AppealEvent[],
  fileHref: ((id: string) => string) | null,
  patients: boolean,
): StaffStep[] {
  return events.map(({ seq, at, deed, by, name, role, organisation, cause, words: said, files }) => ({
    seq,
    at,
    deed,
    by,
    who: name && (by !== "patient" || patients) ? initials(name) : null,
    role: by === "patient" ? null : (role as Role | null), // the house wrote it, by the session of whoever acted
    organisation,
    cause: deed === "register" ? null : cause,
    words: said,
    files: fileHref ? files.map(({ file_id: id, media_type: type, size }) => ({ href: fileHref(id), type, size })) : [],
  }));
}

export interface Filled {
  readonly open: StaffAppealView["open"];
  readonly faults: readonly FieldFault[];
  readonly movedSince: number | null;
  readonly done: StaffDeed | null;
}

export function staffAppealView(
  one: OrganisationAppeal,
  more: Filled & {
    readonly language: Language;
    readonly now: Date;
    readonly once: string;
    readonly beside: BesideDocument;
    readonly draft: string | null;
    readonly helped: StaffAppealView["helped"];
    readonly templates: readonly Beginning[];
    readonly fileHref: (id: string) => string;
  },
): StaffAppealView {
  const { appeal, events, patient, document, candidates, neighbours } = one;
  const { language, now, once, beside, draft, fileHref, open, faults, movedSince, done } = more;
  const held = appeal.holder === "organisation";
  const idle = !isOpen(appeal.state) ? (appeal.state === "closed" ? "closed" : "answered") : held ? null : "held";
  return {
    face: faceOf(appeal, now),
    version: appeal.version,
    once,
    patient: patient && { name: patient, birthDate: patient.birthDate, snils: patient.snils },
    steps: stepsOf(events, fileHref, true),
    about: document ? "document" : appeal.kind === "missing" ? "missing" : appeal.document_id ? "foreign" : "none",
    document,
    missing: {
      kind: appeal.leaflet === null ? null : words(language).documents.kinds[kindKeyOf(appeal.leaflet)].plain,
      visitedOn: appeal.happened_on,
    },
    beside,
    candidates,
    ...neighbours,
    idle,
    deeds: idle ? [] : staffDeeds.filter((deed) => rules[deed].from.includes(appeal.state)),
    draft,
    helped: more.helped,
    templates: offeredTo(staffDeeds, more.templates, language),
    open,
    faults,
    movedSince,
    done,
  };
}

export function besideOf(appealed: Looked): BesideDocument {
  // Files that lie inside are not handed out here: the page shows what is to be read.
  return typeof appealed === "string" ? appealed : { html: renderHtml(appealed, () => null) };
}
