/** The registrar's desk: the queue, a request with its documents to print, and what is done with it. */
import type { FastifyInstance } from "fastify";
import { dayOf } from "../../basics/day.ts";
import { Refusal } from "../../basics/refusal.ts";
import { fullName } from "../../cda/person-words.ts";
import type { Tx } from "../../db/sql.ts";
import { openForPrint } from "../../paper/print.ts";
import { act, holderOf, openRequest, placesOf, queueOf, type RequestDeed } from "../../paper/request.ts";
import { holderOfStatement, statementPlace, statementQueue } from "../../paper/statements/statement.ts";
import { printDocument } from "../../patient/print.ts";
import { initials } from "../../registry/initials.ts";
import { paths } from "../paths.ts";
import { PaperQueuePage, type QueueRow } from "../staff/paper/queue.tsx";
import { StaffPaperRequestPage, type StaffRequestView } from "../staff/paper/request.tsx";
import { nothingTyped } from "../staff/paper/typed.ts";
import { sendPdf } from "./attachment.ts";
import type { PagesDeps } from "./deps.ts";
import { paperDeps, paperOf, turnOf } from "./paper.ts";
import { daysBetween, eventRows, isLate } from "./paper-views.ts";
import { readHanding, readReason } from "./read-desk-form.ts";
import { show, staffPage, type Visit } from "./visit.ts";

type StaffVisit = Visit & { readonly tx: Tx };

export function staffPaperRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/paper",
    staffPage(deps, "issue-paper", async ({ tx, viewer, subject, request }) => {
      const oid = subject.organisationOid ?? "";
      const { done } = request.query as { done?: string };
      const [queue, statements, place] = await Promise.all([
        queueOf(tx, oid, deps.clock()),
        statementQueue(tx, oid),
        statementPlace(tx, oid),
      ]);
      const row = await rowsOf(deps, tx, [...queue.open, ...queue.closed]);
      const view = {
        organisation: place?.name ?? oid,
        open: queue.open.map(row),
        closed: queue.closed.map(row),
        statements: statements.map(({ submitted_at: submittedAt, ...one }) => ({
          ...one,
          who: initials(holderOfStatement(paperDeps(deps), { ...one, submitted_at: submittedAt }).name),
          submittedAt,
        })),
        done: done === "handed" || done === "refused" || done === "accepted" || done === "returned" ? done : null,
      } as const;
      return PaperQueuePage({ viewer, view });
    }),
  );

  app.get(
    "/staff/paper/:paper",
    staffPage(deps, "issue-paper", async (visit) => {
      const kept = await visit.restored();
      const typed = kept ? { ...readHanding(kept).typed, reason: readReason(kept).reason } : nothingTyped;
      return StaffPaperRequestPage({ viewer: visit.viewer, view: await deskView(deps, visit, { typed }) });
    }),
  );
  app.post(
    "/staff/paper/:paper",
    staffPage(deps, "issue-paper", async (visit) => {
      const form = (visit.request.body ?? {}) as Record<string, unknown>;
      const { deed } = form;
      if (deed === "ready") return doOrTell(deps, visit, "ready", null, {});
      if (deed === "handed") {
        const { typed, faults, words } = readHanding(form);
        if (faults.length > 0) return again(deps, visit, { typed, faults });
        return doOrTell(deps, visit, "handed", words, { typed });
      }
      const { reason, fault } = readReason(form);
      const typed = { ...nothingTyped, reason };
      if (fault) return again(deps, visit, { typed, faults: [{ field: "reason", what: fault }] });
      return doOrTell(deps, visit, "refused", reason, { typed });
    }),
  );
  app.get(
    "/staff/paper/:paper/documents/:number",
    staffPage(deps, "issue-paper", async ({ tx, subject, request, reply }) => {
      const { number } = request.params as { number: string };
      const { keyring, content, onDamage } = deps.patient;
      const whole = await openRequest(tx, paperDeps(deps), deskOf(subject), paperOf(request));
      const printing = { keyring, content, onDamage, clock: deps.clock };
      const opened = await openForPrint(tx, printing, { subject, requestId: request.id }, whole, number);
      return async () => sendPdf(reply, await printDocument(deps.patient, opened), number);
    }),
  );
}

export function deskOf({ organisationOid }: Visit["subject"]): { readonly organisationOid: string } {
  return { organisationOid: organisationOid ?? "" };
}

async function rowsOf(deps: PagesDeps, tx: Tx, requests: Parameters<typeof placesOf>[1]) {
  const [places, book] = [await placesOf(tx, requests), await deps.calendars.current()];
  const now = deps.clock();
  return (request: (typeof requests)[number]): QueueRow => {
    const place = places.get(request.organisation_oid);
    const { number, comes_on: day, asked_at: askedAt, documents, printed, state } = request;
    return {
      number,
      who: initials(holderOf(paperDeps(deps), request).name),
      day,
      ahead: place ? daysBetween(dayOf(now, place.zone), day) : 0,
      late: place ? isLate(place, book, now, request) : false,
      askedAt,
      documents,
      printed,
      state,
    };
  };
}

async function deskView(
  deps: PagesDeps,
  { tx, subject, request }: StaffVisit,
  change: Partial<StaffRequestView> = {},
): Promise<StaffRequestView> {
  const whole = await openRequest(tx, paperDeps(deps), deskOf(subject), paperOf(request));
  const { done } = request.query as { done?: string };
  const row = (await rowsOf(deps, tx, [whole.request]))(whole.request);
  const kinds = deps.patient.kinds();
  return {
    ...row,
    who: fullName(whole.holder.name),
    birthDate: whole.holder.birthDate,
    turn: whole.request.turn,
    documents: whole.items.map((item) => ({
      number: item.number,
      kind: item.kind_system ? (kinds.find(item.kind_system, item.kind_code ?? "")?.name ?? item.kind_code) : null,
      issued: item.issued_on,
      printedAt: item.printed_at,
      replacedBy: item.replaced_by,
    })),
    events: eventRows(whole.events, null),
    typed: nothingTyped,
    faults: [],
    moved: false,
    done: done === "ready" && row.state === "ready" ? done : null,
    ...change,
  };
}

/** The form once more, with what was typed. */
async function again(deps: PagesDeps, visit: StaffVisit, change: Partial<StaffRequestView>) {
  const view = await deskView(deps, visit, change);
  return () => show(visit.reply, StaffPaperRequestPage({ viewer: visit.viewer, view }), 422);
}

/**
 * Does it; or, when a colleague was quicker, tells who and keeps what was typed. Pressed twice by one person it is done
 * once, and they are told that it is done.
 */
async function doOrTell(
  deps: PagesDeps,
  visit: StaffVisit,
  deed: Exclude<RequestDeed, "cancelled">,
  words: string | null,
  typed: Partial<StaffRequestView>,
) {
  const { tx, subject, request, reply, viewer } = visit;
  const number = paperOf(request);
  const whole = await openRequest(tx, paperDeps(deps), deskOf(subject), number);
  const there = deed === "ready" ? paths.staff.paperRequest(number) : paths.staff.paper();
  const done = () => reply.redirect(`${there}?done=${deed}`, 303);
  try {
    const said = { turn: turnOf(request), words };
    await act(tx, paperDeps(deps), whole, { role: "registrar", name: subject.name }, deed, said);
    return done;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "PAPER_MOVED_ON") throw error;
    const view = await deskView(deps, visit, { ...typed, moved: true });
    const last = view.events.findLast((event) => event.deed !== "printed");
    if (last?.deed === deed && last.who === fullName(subject.name)) return done;
    return () => show(reply, StaffPaperRequestPage({ viewer, view }), 409);
  }
}
