/** Appeals that are alike: seen together, and answered together after one more question. */
import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { listOrganisations } from "../../admin/reference.ts";
import { readReason } from "../../appeals/read-reason.ts";
import { proveWords } from "../../appeals/words.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import { statusOf } from "../../http/problem.ts";
import { actOnCluster, type ClusterOf, reachedBy, readCluster } from "../../support/cluster.ts";
import { paths } from "../paths.ts";
import { ClusterPage, type ClusterView } from "../staff/desk/cluster.tsx";
import { staffActor } from "./actor.ts";
import { answerFaults } from "./answer-faults.ts";
import type { PagesDeps } from "./deps.ts";
import { findOrganisations } from "./desk-view.ts";
import { faceOf } from "./inbox-view.ts";
import { type StaffVisit, show, staffPage } from "./visit.ts";

type Filled = Pick<ClusterView, "open" | "sure" | "faults" | "done">;

export function clusterRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(
    "/staff/desk/alike",
    staffPage(deps, "work-desk", async (visit) => {
      const { done, left, deed } = visit.request.query as Readonly<Record<string, string | undefined>>;
      const count = (text: string | undefined) => (/^\d{1,4}$/.test(text ?? "") ? Number(text) : null);
      const [made, kept] = [count(done), count(left)];
      return page(deps, visit, {
        open: deed === "route" ? { deed, words: "", to: null } : null,
        sure: null,
        faults: [],
        done: made !== null && kept !== null ? { done: made, left: kept } : null,
      });
    }),
  );

  app.post(
    "/staff/desk/alike",
    staffPage(deps, "work-desk", async (visit) => {
      const { request, reply, subject, tx, viewer } = visit;
      const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      const text = (name: string) => (typeof form[name] === "string" ? form[name] : "");
      const deed = text("deed") === "route" ? "route" : "message";
      const of = clusterOf(visit);
      const to = deed === "route" ? text("to") || null : null;
      const actor = staffActor(subject);
      const open = { deed, words: text("words"), to } as const;
      try {
        proveWords(text("words"), deed === "message" ? "needed" : "possible");
        if (deed === "route" && (await findOrganisations(deps, "", to, subject.regionCode)).length === 0)
          throw new Refusal("invalid", "ORGANISATION_UNKNOWN", {
            ru: "Выберите организацию, которой передать обращения",
            en: "Choose the organisation to pass the appeals to",
          });
        if (text("sure") !== "1") {
          const rows = await readCluster(tx, of, deps.clock());
          const sure = reachedBy(rows, actor, deed, to).length;
          return page(deps, visit, { open, sure, faults: [], done: null });
        }
        const once = isUuid(text("once")) ? text("once") : randomUUID();
        const outcome = await actOnCluster(tx, deps.appeals, actor, of, {
          deed,
          once,
          words: text("words") || null,
          organisationOid: to,
        });
        const there = { organisation: of.organisationOid, reason: `${of.kind}.${of.reason}`, ...outcome };
        return () => reply.redirect(paths.staff.cluster(there), 303);
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== "invalid") throw error;
        const faults = answerFaults(error, deed, viewer.language);
        const shown = await page(deps, visit, { open, sure: null, faults, done: null });
        return () => show(reply, shown, statusOf[error.kind]);
      }
    }),
  );
}

async function page(deps: PagesDeps, visit: StaffVisit, filled: Filled) {
  const { tx, viewer, subject, request } = visit;
  const { find: asked } = request.query as { find?: string };
  const of = clusterOf(visit);
  const [rows, organisations] = await Promise.all([
    readCluster(tx, of, deps.clock()),
    listOrganisations(deps.reference),
  ]);
  const organisation = organisations.find(({ oid }) => oid === of.organisationOid);
  if (!organisation) throw noCluster();
  const find = (asked ?? "").slice(0, 100);
  return ClusterPage({
    viewer,
    view: {
      ...filled,
      organisation: { oid: organisation.oid, name: organisation.short_name },
      reason: `${of.kind}.${of.reason}`,
      rows: rows.map((row) => faceOf(row, deps.clock())),
      once: sentOnce(request.body) ?? randomUUID(),
      reached: reachedBy(rows, staffActor(subject), "message", null).length,
      choices: await findOrganisations(deps, find, filled.open?.to ?? of.organisationOid, subject.regionCode),
      find,
    },
  });
}

/** The same form goes on to its second step: sent twice, it is still one deed. */
function sentOnce(body: unknown): string | null {
  const once = typeof body === "object" && body !== null ? (body as Record<string, unknown>)["once"] : null;
  return typeof once === "string" && isUuid(once) ? once : null;
}

function clusterOf({ request }: StaffVisit): ClusterOf {
  const asked = request.query as { organisation?: string; reason?: string };
  const [kind, reason] = readReason(asked.reason)?.split(".") ?? [];
  if (!kind || !reason || !asked.organisation) throw noCluster();
  return { organisationOid: asked.organisation, kind, reason };
}

const noCluster = () =>
  new Refusal("not-found", "NO_CLUSTER", { ru: "Таких обращений нет", en: "There are no such appeals" });
