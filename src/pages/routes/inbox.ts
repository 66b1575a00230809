/** «Обращения пациентов»: the organisation's inbox, one appeal, its files, and the answers to it. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { decide } from "../../access/policy.ts";
import { listOrganisations } from "../../admin/reference.ts";
import { act } from "../../appeals/act.ts";
import { askHelped } from "../../appeals/helped/say.ts";
import { openFile } from "../../appeals/read/file.ts";
import { readReason } from "../../appeals/read-reason.ts";
import { reasonsOf, type Severity } from "../../appeals/reasons.ts";
import { isOpen } from "../../appeals/states.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { openAppealed } from "../../clinic/appeals/document.ts";
import { type Queue, queues, readInbox } from "../../clinic/appeals/inbox.ts";
import { type OrganisationAppeal, organisationAppeal } from "../../clinic/appeals/one.ts";
import { templatesOf } from "../../clinic/appeals/templates.ts";
import { statusOf } from "../../http/problem.ts";
import { paths } from "../paths.ts";
import { StaffAppealPage } from "../staff/appeal.tsx";
import { type BesideDocument, type StaffDeed, staffDeeds } from "../staff/appeal-view.ts";
import { InboxPage } from "../staff/appeals.tsx";
import { staffActor } from "./actor.ts";
import { answerFaults, hasMoved } from "./answer-faults.ts";
import { type Beginning, ownBeginnings } from "./beginnings.ts";
import type { PagesDeps } from "./deps.ts";
import { besideOf, type Filled, inboxRow, staffAppealView } from "./inbox-view.ts";
import { type StaffVisit, show, staffPage, type Visit } from "./visit.ts";

const allReasons = Object.entries(reasonsOf).flatMap(([kind, codes]) =>
  Object.keys(codes).map((code) => `${kind}.${code}`),
);
const nothingFilled: Filled = { open: null, faults: [], movedSince: null, done: null };

export function inboxRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/appeals",
    staffPage(deps, "see-appeals", async ({ tx, viewer, subject, request }) => {
      const asked = request.query as Readonly<Record<string, string | undefined>>;
      const oid = subject.organisationOid ?? "";
      const queue: Queue = queues.find((one) => one === asked["queue"]) ?? "open";
      const reason = readReason(asked["reason"]);
      const severity = ([1, 2, 3] as const).find((one) => String(one) === asked["severity"]) ?? null;
      const mine = asked["mine"] === "1";
      const [{ rows, next, counts }, organisation] = await Promise.all([
        readInbox(
          tx,
          deps.patient.keyring,
          { organisationOid: oid, staffId: subject.staffId },
          {
            queue,
            reason,
            severity: severity as Severity | null,
            mine: mine ? subject.staffId : null,
            after: asked["after"] ?? null,
          },
          deps.clock(),
        ),
        organisationOf(deps, oid),
      ]);
      const { registered, working, asked: waiting, overdue, answered, moved } = counts;
      return InboxPage({
        viewer,
        view: {
          organisation: organisation?.name ?? oid,
          queue,
          counts: {
            open: registered + working + waiting,
            new: registered,
            working,
            asked: waiting,
            overdue,
            answered,
            moved,
          },
          filter: { reason, severity: severity && String(severity), mine },
          reasons: allReasons.filter((one) => !one.startsWith("service.") && !one.startsWith("access.")),
          rows: rows.map((row) => inboxRow(row, deps.clock())),
          next,
          keepsTemplates: decide(subject, "keep-templates", { consented: false }).permit,
        },
      });
    }),
  );

  app.get(
    "/staff/appeals/:number",
    staffPage(deps, "see-appeals", async (visit) => {
      const { request, subject, tx, restored } = visit;
      const asked = request.query as Readonly<Record<string, string | undefined>>;
      const one = await organisationAppeal(oneDeps(deps), tx, subject.organisationOid ?? "", numberOf(visit));
      const kept = await restored();
      const opened = staffDeeds.find((deed) => deed === (kept?.["deed"] ?? asked["deed"]));
      const templates = await templatesFor(deps, visit, one);
      const template = templates.find(({ key, deed }) => key === asked["template"] && deed === opened);
      return page(
        deps,
        visit,
        one,
        {
          ...nothingFilled,
          open: opened
            ? {
                deed: opened,
                words: String(kept?.["words"] ?? template?.text ?? ""),
                cause: kept ? String(kept["cause"] ?? "") : null,
                documentId: kept ? String(kept["answer"] ?? "") : null,
              }
            : null,
          done: staffDeeds.find((deed) => deed === asked["done"]) ?? null,
        },
        asked["document"] === "show",
        templates,
      );
    }),
  );

  app.post(
    "/staff/appeals/:number",
    staffPage(deps, "answer-appeals", async (visit) => {
      const { request, reply, subject, tx } = visit;
      const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
      const oid = subject.organisationOid ?? "";
      const number = numberOf(visit);
      const one = await organisationAppeal(oneDeps(deps), tx, oid, number);
      const deed = staffDeeds.find((one) => one === text("deed")) ?? unknownDeed();
      const version = Number(text("version"));
      const beside = text("document") === "show" ? ("show" as const) : undefined;
      try {
        await act(tx, deps.appeals, staffActor(subject), refOf(one), {
          deed,
          once: isUuid(text("once")) ? text("once") : randomUUID(),
          version: Number.isInteger(version) ? version : 0,
          words: text("words"),
          cause: text("cause"),
          documentId: deed === "correct" ? answerOf(one, text("answer"), text("words")) : null,
        });
        return () => reply.redirect(paths.staff.appeal(number, { done: deed, document: beside }), 303);
      } catch (error) {
        if (!(error instanceof Refusal) || !(error.kind === "invalid" || hasMoved(error))) throw error;
        const now = await organisationAppeal(oneDeps(deps), tx, oid, number);
        const filled: Filled = {
          open: { deed, words: text("words"), cause: text("cause"), documentId: text("answer") },
          faults: answerFaults(error, deed, visit.viewer.language),
          movedSince: hasMoved(error) ? version : null,
          done: null,
        };
        const shown = await page(deps, visit, now, filled, beside === "show", await templatesFor(deps, visit, now));
        return () => show(reply, shown, statusOf[error.kind]);
      }
    }),
  );

  app.get(
    "/staff/appeals/:number/files/:file",
    staffPage(deps, "see-appeals", async (visit) => {
      const { reply, subject, tx } = visit;
      const { file } = visit.request.params as { file: string };
      const { appeal } = await organisationAppeal(oneDeps(deps), tx, subject.organisationOid ?? "", numberOf(visit));
      const { mediaType, bytes, name } = await openFile(tx, deps.patient.keyring, appeal, file);
      const shown = mediaType === "application/pdf" ? "attachment" : "inline"; // a PDF opens in a program of its own
      return () =>
        reply
          .headers({
            "content-disposition": `${shown}; filename="${name}"`,
            "content-security-policy": "sandbox; default-src 'none'",
          })
          .type(mediaType)
          .send(bytes);
    }),
  );
}

async function page(
  deps: PagesDeps,
  visit: StaffVisit,
  one: OrganisationAppeal,
  filled: Filled,
  shown: boolean,
  templates: readonly Beginning[],
) {
  const { viewer } = visit;
  const { number } = one.appeal;
  const view = staffAppealView(one, {
    ...filled,
    language: viewer.language,
    now: deps.clock(),
    once: randomUUID(),
    beside: await beside(deps, visit, one, shown),
    draft: one.document && writes(visit) ? paths.staff.correct(one.document.documentId) : null,
    helped: (await askHelped(visit.tx, deps.appeals.keyring, one.appeal, deps.clock()))?.said ?? null,
    templates,
    fileHref: (id) => paths.staff.appealFile(number, id),
  });
  return StaffAppealPage({ viewer, view });
}

function writes({ subject }: StaffVisit): boolean {
  return decide(subject, "write-documents", { consented: false }).permit;
}

/** The document itself, for who may read it and asked for it: that writes its line in the patient's journal. */
async function beside(
  deps: PagesDeps,
  { tx, subject, request }: StaffVisit,
  { appeal, document }: OrganisationAppeal,
  shown: boolean,
): Promise<BesideDocument> {
  if (document === null) return "none";
  if (!decide(subject, "read-appealed-document", { consented: false }).permit) return "head-only";
  if (!isOpen(appeal.state)) return "closed";
  if (!shown) return "none";
  const { keyring, content } = deps.patient;
  const reading = { subject, requestId: request.id };
  return besideOf(await openAppealed({ keyring, content, clock: deps.clock }, tx, reading, appeal));
}

/** Which document answers: one of those that are offered, and no other. Without one, words say what was done. */
function answerOf({ candidates }: OrganisationAppeal, answer: string, said: string): string | null {
  if (candidates.some(({ documentId }) => documentId === answer)) return answer;
  if (answer !== "none" && answer !== "")
    throw new Refusal("invalid", "ANSWER_UNKNOWN", {
      ru: "Выберите документ из списка",
      en: "Choose a document of the list",
    });
  if (said.trim() === "")
    throw new Refusal("invalid", "WORDS_NEEDED", {
      ru: "Напишите, что исправлено",
      en: "Say what was corrected",
    });
  return null;
}

async function organisationOf(deps: PagesDeps, oid: string) {
  return (await listOrganisations(deps.reference)).find((one) => one.oid === oid) ?? null;
}

async function templatesFor(
  deps: PagesDeps,
  { tx, subject }: StaffVisit,
  { appeal }: OrganisationAppeal,
): Promise<readonly Beginning[]> {
  const organisation = await organisationOf(deps, subject.organisationOid ?? "");
  if (!organisation) return [];
  const head = { ...organisation, name: organisation.short_name };
  return [...(await ownBeginnings(tx, appeal, head)), ...templatesOf(head)];
}

function oneDeps({ patient: { keyring, kinds } }: PagesDeps) {
  return { keyring, kinds };
}

function numberOf({ request }: Pick<Visit, "request">): string {
  return (request.params as { number: string }).number;
}

function refOf({ appeal }: OrganisationAppeal) {
  return { patientId: appeal.patient_id, appealId: appeal.appeal_id };
}

function unknownDeed(): StaffDeed {
  throw new Refusal("misshapen", "DEED", { ru: "Неизвестное действие", en: "An unknown deed" });
}
