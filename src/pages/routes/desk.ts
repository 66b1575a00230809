/** The registry's own desks, support's and the regions': the queue, one appeal, the answers to it, the quality board. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { decide } from "../../access/policy.ts";
import { listRegions } from "../../admin/reference.ts";
import { act } from "../../appeals/act.ts";
import { readReason } from "../../appeals/read-reason.ts";
import { reasonsOf } from "../../appeals/reasons.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { statusOf } from "../../http/problem.ts";
import { initials } from "../../registry/initials.ts";
import { accessLineOf } from "../../support/access-line.ts";
import { deskCase } from "../../support/one.ts";
import { DAYS_BACK, readQuality } from "../../support/quality.ts";
import { readQueue, type Shelf, shelves } from "../../support/queue.ts";
import { deskTemplates } from "../../support/templates.ts";
import { paths } from "../paths.ts";
import { DeskCasePage } from "../staff/desk/case.tsx";
import { type DeskDeed, deskDeeds } from "../staff/desk/case-view.ts";
import { QualityPage } from "../staff/desk/quality.tsx";
import { QueuePage } from "../staff/desk/queue.tsx";
import { staffActor } from "./actor.ts";
import { answerFaults, hasMoved } from "./answer-faults.ts";
import { type Beginning, ownBeginnings } from "./beginnings.ts";
import type { PagesDeps } from "./deps.ts";
import { type DeskFilled, deskCaseView, findOrganisations, queueRow } from "./desk-view.ts";
import { type StaffVisit, show, staffPage } from "./visit.ts";

const allReasons = Object.entries(reasonsOf).flatMap(([kind, codes]) =>
  Object.keys(codes).map((code) => `${kind}.${code}`),
);
const nothingFilled: DeskFilled = { open: null, faults: [], movedSince: null, done: null };

export function deskRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/desk",
    staffPage(deps, "work-desk", async ({ tx, viewer, subject, request }) => {
      const asked = request.query as Readonly<Record<string, string | undefined>>;
      const { by } = staffActor(subject);
      const shelf: Shelf = shelves.find((one) => one === asked["shelf"]) ?? (by === "region" ? "region" : "support");
      const reason = readReason(asked["reason"]);
      const severity = ([1, 2, 3] as const).find((one) => String(one) === asked["severity"]) ?? null;
      const now = deps.clock();
      const [{ rows, next, counts }, regions] = await Promise.all([
        readQueue(tx, by, { shelf, severity, reason, after: asked["after"] ?? null }, now),
        subject.regionCode ? listRegions(deps.reference) : [],
      ]);
      const countOf = (holder: string) => counts.find((one) => one.holder === holder);
      return QueuePage({
        viewer,
        view: {
          shelf,
          region:
            subject.regionCode && (regions.find(({ code }) => code === subject.regionCode)?.name ?? subject.regionCode),
          counts: {
            support: countOf("support")?.open ?? 0,
            region: countOf("region")?.open ?? 0,
            organisation: countOf("organisation")?.open ?? 0,
            overdue: countOf("organisation")?.overdue ?? 0,
          },
          filter: { reason, severity: severity && String(severity) },
          reasons: allReasons,
          rows: rows.map((row) => queueRow(row, now)),
          next,
          keepsTemplates: decide(subject, "keep-templates", { consented: false }).permit,
        },
      });
    }),
  );

  app.get(
    paths.staff.quality(),
    staffPage(deps, "work-desk", async ({ tx, viewer }) =>
      QualityPage({ viewer, view: { days: DAYS_BACK, rows: await readQuality(tx, deps.clock()) } }),
    ),
  );

  app.get(
    "/staff/desk/cases/:number",
    staffPage(deps, "work-desk", async (visit) => {
      const asked = visit.request.query as Readonly<Record<string, string | undefined>>;
      const kept = await visit.restored();
      const opened = deskDeeds.find((deed) => deed === (kept?.["deed"] ?? asked["deed"]));
      return page(deps, visit, (templates) => {
        const template = templates.find(({ key, deed }) => key === asked["template"] && deed === opened);
        return {
          ...nothingFilled,
          open: opened
            ? {
                deed: opened,
                words: String(kept?.["words"] ?? template?.text ?? ""),
                cause: kept ? String(kept["cause"] ?? "") : null,
                to: kept ? String(kept["to"] ?? "") || null : null,
              }
            : null,
          done: deskDeeds.find((deed) => deed === asked["done"]) ?? null,
        };
      });
    }),
  );

  app.post(
    "/staff/desk/cases/:number",
    staffPage(deps, "work-desk", async (visit) => {
      const { request, reply, subject, tx } = visit;
      const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
      const number = numberOf(visit);
      const deed = deskDeeds.find((one) => one === text("deed")) ?? unknownDeed();
      const version = Number(text("version"));
      const { appeal } = await deskCase(deps.patient.keyring, tx, number, deps.clock());
      try {
        if (deed === "correct" && text("words").trim() === "") throw saySo();
        await act(
          tx,
          deps.appeals,
          staffActor(subject),
          { patientId: appeal.patient_id, appealId: appeal.appeal_id },
          {
            deed,
            once: isUuid(text("once")) ? text("once") : randomUUID(),
            version: Number.isInteger(version) ? version : 0,
            words: text("words"),
            cause: text("cause"),
            organisationOid: deed === "route" ? await provedOrganisation(deps, visit, text("to")) : null,
          },
        );
        return () => reply.redirect(paths.staff.deskCase(number, { done: deed }), 303);
      } catch (error) {
        if (!(error instanceof Refusal) || !(error.kind === "invalid" || hasMoved(error))) throw error;
        const shown = await page(deps, visit, () => ({
          open: { deed, words: text("words"), cause: text("cause"), to: text("to") || null },
          faults: answerFaults(error, deed, visit.viewer.language),
          movedSince: hasMoved(error) ? version : null,
          done: null,
        }));
        return () => show(reply, shown, statusOf[error.kind]);
      }
    }),
  );
}

async function page(deps: PagesDeps, visit: StaffVisit, fillWith: (templates: readonly Beginning[]) => DeskFilled) {
  const { tx, viewer, subject, request } = visit;
  const { find: asked } = request.query as { find?: string };
  const now = deps.clock();
  const one = await deskCase(deps.patient.keyring, tx, numberOf(visit), now);
  const find = (asked ?? "").slice(0, 100);
  const templates = [...(await ownBeginnings(tx, one.appeal, null)), ...deskTemplates];
  const filled = fillWith(templates);
  const own = filled.open?.to ?? one.appeal.organisation_oid;
  const line = await accessLineOf(tx, deps.patient.keyring, one.appeal);
  return DeskCasePage({
    viewer,
    view: deskCaseView(one, {
      ...filled,
      templates,
      language: viewer.language,
      now,
      actor: staffActor(subject),
      once: randomUUID(),
      find,
      choices: await findOrganisations(deps, find, own, subject.regionCode),
      accessLine: line && { at: line.at, who: initials(line.name), role: line.role },
      glass: decide(subject, "break-glass", { consented: false }).permit
        ? paths.staff.emergency({ appeal: one.appeal.number })
        : null,
    }),
  });
}

/** One that the registry knows; of a region's operator, one of the region. */
async function provedOrganisation(deps: PagesDeps, { subject }: StaffVisit, oid: string): Promise<string> {
  const [found] = await findOrganisations(deps, "", oid, subject.regionCode);
  if (found) return found.oid;
  throw new Refusal("invalid", "ORGANISATION_UNKNOWN", {
    ru: "Выберите организацию, которой передать обращение",
    en: "Choose the organisation to pass the appeal to",
  });
}

function numberOf({ request }: StaffVisit): string {
  return (request.params as { number: string }).number;
}

const saySo = () => new Refusal("invalid", "WORDS_NEEDED", { ru: "Напишите, что сделано", en: "Say what was done" });

function unknownDeed(): DeskDeed {
  throw new Refusal("misshapen", "DEED", { ru: "Неизвестное действие", en: "An unknown deed" });
}
