/** A request as a visit: who it is, how they read, and whether the policy lets them see what they ask for. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { VNode } from "preact";
import type { FormValues } from "../../access/kept-forms.ts";
import { type Action, type Decision, decide } from "../../access/policy.ts";
import { quietEnd } from "../../access/session.ts";
import type { Role, Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Language, Words } from "../../basics/words.ts";
import type { Scope } from "../../db/database.ts";
import type { Tx } from "../../db/sql.ts";
import { waiting } from "../../patient/appeals/store.ts";
import { type ConsentEvent, consentHistory, isConsented } from "../../patient/consent.ts";
import { type Counts, countsOf } from "../../patient/news.ts";
import { initials } from "../../registry/initials.ts";
import { runningGrants } from "../../support/emergency/read.ts";
import { comfortCookie, parseComfort } from "../comfort.ts";
import { paths } from "../paths.ts";
import { renderPage } from "../render.ts";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";
import { keepForLogin, pageOf, proveForm, readParts, restoredFor } from "./form.ts";

const roleLabels: Record<Role, Words> = {
  patient: { ru: "Пациент", en: "Patient" },
  doctor: { ru: "Врач", en: "Doctor" },
  registrar: { ru: "Регистратор", en: "Registrar" },
  head: { ru: "Руководитель", en: "Head" },
  support: { ru: "Служба поддержки", en: "Support" },
  region: { ru: "Оператор региона", en: "Region’s operator" },
  administrator: { ru: "Администратор", en: "Administrator" },
};

/** A reader who may yet be told that their form was kept. */
type Told = Viewer & { restored?: boolean };

export const languageCookie = "language";

export function languageOf(request: FastifyRequest): Language {
  return request.cookies[languageCookie] === "en" ? "en" : "ru";
}

/** The reader of a page; the counts of a patient's cabinet are added when the page is made. */
export function viewerOf(deps: Pick<PagesDeps, "clock">, request: FastifyRequest, subject: Subject | null): Told {
  const language = languageOf(request);
  const now = deps.clock();
  return {
    language,
    comfort: parseComfort(request.cookies[comfortCookie]),
    person: subject && {
      initials: initials(subject.name),
      role: subject.role,
      roleLabel: roleLabels[subject.role][language],
    },
    // A page that answers a form has no address to come back to: the page of the form has.
    path: pageOf(request) ?? request.url,
    csrf: subject?.csrf ?? "",
    now,
    ...(subject ? { sessionEnds: quietEnd(subject, now) } : {}),
  };
}

/** The reader of a page that is open to everybody: logged in or not. */
export async function readerOf(deps: PagesDeps, request: FastifyRequest): Promise<Viewer> {
  return viewerOf(deps, request, await subjectOf(deps, request));
}

export function show(reply: FastifyReply, page: VNode, status = reply.statusCode): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

export function subjectOf(deps: PagesDeps, request: FastifyRequest): Promise<Subject | null> {
  // A page looks for news by itself, also when its reader has long gone: that keeps no session open.
  const as = request.routeOptions.url === paths.news() ? "glance" : "visit";
  return deps.sessions.of(deps.cookies.session(request), deps.clock(), as);
}

export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly subject: Subject;
  readonly viewer: Viewer;
  /** What was typed into the form of this page when the session ended: see `form.ts`. `action`: where it is sent. */
  readonly restored: (action?: string) => Promise<FormValues | null>;
}

export interface PatientVisit extends Visit {
  readonly patientId: string;
  /** Bound by row-level security to this patient; commits when the page is made. */
  readonly tx: Tx;
  /** What the policy judged by, the newest first. */
  readonly consents: readonly ConsentEvent[];
  /** What is new, and how many documents of each sort there are; asked once, and only by who needs it. */
  readonly counts: () => Promise<Counts>;
}

/** Without consent nothing is counted. */
const nothingCounted: Counts = { news: { unread: 0, newDocuments: 0, mark: "" }, facets: [] };

/** What to do once everything is committed: redirect, or send bytes. Nothing leaves before the commit. */
type Deed = () => Promise<FastifyReply> | FastifyReply;

/** A page for the reader as they are when it is made: with the counts after what the page itself changed. */
interface Shown {
  readonly page: (viewer: Viewer) => VNode;
}

/** A page of the cabinet. Whoever may not see it is led to what is missing: login, level, consent. */
export function patientPage(
  deps: PagesDeps,
  action: Action,
  make: (visit: PatientVisit) => Promise<Shown | Deed> | Shown | Deed,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const subject = await arrive(deps, request, reply);
    if (!subject) return reply;
    const { patientId } = subject;
    const answer = await deps.patient.portal.transact(
      async (tx): Promise<VNode | Deed> => {
        const consents = patientId ? await consentHistory(tx, patientId) : [];
        const consented = isConsented(consents);
        const decision = decide(subject, action, { consented });
        if (!decision.permit || !patientId) return leadOn(decision, request, reply);
        request.permitted = true;
        const viewer = viewerOf(deps, request, subject);
        let counted: Promise<Counts> | undefined;
        const counts = () => {
          counted ??= consented ? countsOf(deps.patient, tx, patientId) : Promise.resolve(nothingCounted);
          return counted;
        };
        const restored = restoring(deps, { request, subject, tx }, viewer);
        const made = await make({ request, reply, subject, viewer, patientId, tx, consents, counts, restored });
        if (typeof made === "function") return made;
        const [{ news }, appealsWaiting] = await Promise.all([counts(), waiting(tx, patientId)]);
        const { unread, newDocuments } = news;
        return made.page({ ...viewer, unread, newDocuments, appealsWaiting });
      },
      patientId ? { patient: patientId } : {},
    );
    return send(reply, answer);
  };
}

export type StaffVisit = Visit & { readonly tx: Tx };

/** A page of the staff, bound by row-level security to their organisation. */
export function staffPage(
  deps: PagesDeps,
  action: Action,
  make: (visit: StaffVisit) => Promise<VNode | Deed> | VNode | Deed,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const subject = await arrive(deps, request, reply);
    if (!subject) return reply;
    const decision = decide(subject, action, { consented: false });
    if (!decision.permit) return send(reply, leadOn(decision, request, reply));
    request.permitted = true;
    const scope = scopeOf(subject, action);
    const told = viewerOf(deps, request, subject);
    const answer = await deps.patient.portal.transact(async (tx): Promise<VNode | Deed> => {
      const viewer = { ...told, ...(await brokenGlass(deps, tx, subject)) };
      return make({ request, reply, subject, viewer, tx, restored: restoring(deps, { request, subject, tx }, viewer) });
    }, scope);
    return send(reply, answer);
  };
}

/** For the banner that stands on every page of whoever has broken the glass. */
async function brokenGlass(deps: PagesDeps, tx: Tx, { role, staffId }: Subject): Promise<Pick<Viewer, "emergency">> {
  if (role !== "support" || staffId === null) return {};
  const [emergency] = await runningGrants(tx, staffId, deps.clock());
  return emergency ? { emergency } : {};
}

/** What row-level security binds a member of staff to: their organisation, their desk. */
function scopeOf({ role, organisationOid, regionCode }: Subject, action: Action): Scope {
  if (organisationOid) return { organisation: organisationOid };
  if (role === "support") return { desk: "support" };
  if (role === "region" && regionCode) return { desk: `region:${regionCode}` };
  if (action === "erase-documents") return { desk: "erasure" };
  return action === "review-emergencies" ? { desk: "review" } : {};
}

/** Who asks, with the form they bring read and proved; null: they have been led elsewhere. */
async function arrive(deps: PagesDeps, request: FastifyRequest, reply: FastifyReply): Promise<Subject | null> {
  const subject = await subjectOf(deps, request);
  await readParts(request, subject);
  const elsewhere = subject ? await proveForm(deps, request, reply, subject) : await keepForLogin(deps, request, reply);
  if (elsewhere === null) return subject;
  await reply.redirect(elsewhere, 303);
  return null;
}

/** Given out, the reader is told. */
function restoring(deps: PagesDeps, visit: Pick<PatientVisit, "request" | "subject" | "tx">, viewer: Told) {
  return async (action?: string) => {
    const values = await restoredFor(deps, visit, action);
    viewer.restored = values !== null;
    return values;
  };
}

function send(reply: FastifyReply, answer: VNode | Deed): Promise<FastifyReply> | FastifyReply {
  return typeof answer === "function" ? answer() : show(reply, answer);
}

function leadOn(decision: Decision, request: FastifyRequest, reply: FastifyReply): () => FastifyReply {
  const reason = decision.permit ? "role" : decision.reason;
  const back = request.method === "GET" ? request.url : undefined;
  if (reason === "level") return () => reply.redirect("/login/level", 303);
  if (reason === "consent") return () => reply.redirect(paths.consent(back), 303);
  throw new Refusal("not-allowed", "ROLE", {
    ru: "Эта страница не для той роли, в которой вы вошли",
    en: "This page is not for the role that you are logged in as",
  });
}
