/** «Рабочий стол»: leads each role to its desk; for those of an organisation it is a page of small counts. */
import type { FastifyInstance } from "fastify";
import { type Action, decide } from "../../access/policy.ts";
import type { Role } from "../../access/subject.ts";
import { listOrganisations } from "../../admin/reference.ts";
import { HELPED_DAYS, helpedBy } from "../../clinic/appeals/helped.ts";
import { countAppeals, readLoads } from "../../clinic/appeals/load.ts";
import { listDrafts } from "../../clinic/drafts/drafts.ts";
import { countSent } from "../../clinic/submissions.ts";
import type { DueDeps } from "../../due/deps.ts";
import { listOwed } from "../../due/read/owed.ts";
import { queueOf } from "../../paper/request.ts";
import { initials } from "../../registry/initials.ts";
import type { IconName } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import { type QueueCard, StaffHomePage } from "../staff/home.tsx";
import { words } from "../words.ts";
import type { PagesDeps } from "./deps.ts";
import { staffPage, subjectOf } from "./visit.ts";
import { writerOf } from "./writer.ts";

/** Whose home is elsewhere. */
const elsewhere: Readonly<Partial<Record<Role, string>>> = {
  patient: paths.home(),
  support: paths.staff.desk(),
  region: paths.staff.desk(),
  administrator: paths.staff.organisations(),
};

export function staffHomeRoutes(app: FastifyInstance, deps: PagesDeps): void {
  const { patient, calendars, clock } = deps;
  const due: DueDeps = { keyring: patient.keyring, calendars, clock, shownFrom: patient.shownFrom };
  const home = staffPage(deps, "see-appeals", async ({ tx, viewer, subject }) => {
    const oid = subject.organisationOid ?? "";
    const now = clock();
    const oversees = decide(subject, "oversee-organisation", { consented: false }).permit;
    const may = (action: Action) => decide(subject, action, { consented: false }).permit;
    const [appeals, sent, owed, loads, organisations, drafts, paper, helped] = await Promise.all([
      countAppeals(tx, oid, subject.staffId, now),
      countSent(tx, oid),
      listOwed(due, tx, oid, { leaflet: null, overdue: false, after: null }),
      oversees ? readLoads(tx, deps.patient.keyring, oid, now) : null,
      listOrganisations(deps.reference),
      may("write-documents") ? writerOf(deps, subject).then((writer) => listDrafts(deps.drafts, tx, writer)) : null,
      may("issue-paper") ? queueOf(tx, oid, now) : null,
      helpedBy(tx, oid, now),
    ]);
    const w = words(viewer.language);
    const q = w.inbox.queues;
    const late = owed.counts.reduce((sum, { overdue }) => sum + overdue, 0);
    const queues: QueueCard[] = [
      {
        key: "appeals",
        icon: "help",
        title: w.inbox.home.appeals,
        href: paths.staff.appeals(),
        count: appeals.registered + appeals.working + appeals.asked,
        overdue: appeals.overdue,
        nearest: appeals.nearest,
        about: null,
        parts: [
          { label: q.new, href: paths.staff.appeals({ queue: "new" }), count: appeals.registered },
          { label: q.working, href: paths.staff.appeals({ queue: "working" }), count: appeals.working },
          { label: q.asked, href: paths.staff.appeals({ queue: "asked" }), count: appeals.asked },
          { label: w.inbox.mine, href: paths.staff.appeals({ mine: "1" }), count: appeals.mine },
        ],
      },
      {
        key: "due",
        icon: "history",
        title: w.due.staff.title,
        href: paths.staff.due(),
        count: owed.counts.reduce((sum, { expected, overdue }) => sum + expected + overdue, 0),
        overdue: late,
        nearest: owed.rows[0]?.term?.last ?? null,
        about: null,
        parts: [],
      },
      ...(drafts ? [plain("drafts", "pen", w.frame.places.drafts, paths.staff.drafts(), drafts.length)] : []),
      ...(paper ? [plain("paper", "printer", w.frame.places.paper, paths.staff.paper(), paper.open.length)] : []),
      {
        key: "refused",
        icon: "warning",
        title: w.inbox.home.refused,
        href: paths.staff.submissions({ state: "refused" }),
        count: sent.refused,
        overdue: 0,
        nearest: null,
        about: w.inbox.home.refusedAbout,
        parts: [],
      },
      {
        key: "sent",
        icon: "list",
        title: w.inbox.home.sent,
        href: paths.staff.submissions(),
        count: sent.received + sent.refused + sent.registered,
        overdue: 0,
        nearest: null,
        about: w.inbox.home.sentAbout,
        parts: [],
      },
    ];
    return StaffHomePage({
      viewer,
      view: {
        helped: helped.yes + helped.no > 0 ? { ...helped, days: HELPED_DAYS } : null,
        organisation: organisations.find((one) => one.oid === oid)?.name ?? oid,
        queues,
        loads:
          loads?.map(({ staffId: key, name, role, ...load }) => ({
            key,
            who: initials(name),
            role: role as Role | null, // written by the session of whoever acted
            ...load,
          })) ?? null,
      },
    });
  });

  app.get(paths.staff.home(), async (request, reply) => {
    const subject = await subjectOf(deps, request);
    if (!subject) return reply.redirect(paths.login(paths.staff.home()), 303);
    const there = elsewhere[subject.role];
    return there ? reply.redirect(there, 303) : home(request, reply);
  });
}

/** A queue without terms of its own. */
function plain(key: string, icon: IconName, title: string, href: string, count: number): QueueCard {
  return { key, icon, title, href, count, overdue: 0, nearest: null, about: null, parts: [] };
}
