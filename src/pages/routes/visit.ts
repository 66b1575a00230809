/** A request as a visit: who it is, how they read, and whether the policy lets them see what they ask for. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { VNode } from "preact";
import { type Action, type Decision, decide } from "../../access/policy.ts";
import { isCsrf, type Role, type Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Language, Words } from "../../basics/words.ts";
import type { Tx } from "../../db/sql.ts";
import { type ConsentEvent, consentHistory, isConsented } from "../../patient/consent.ts";
import { type Counts, countsOf } from "../../patient/news.ts";
import { initials } from "../../registry/initials.ts";
import { comfortCookie, parseComfort } from "../comfort.ts";
import { paths } from "../paths.ts";
import { renderPage } from "../render.ts";
import type { Viewer } from "../viewer.ts";
import type { PagesDeps } from "./deps.ts";

const roleLabels: Record<Role, Words> = {
  patient: { ru: "Пациент", en: "Patient" },
  doctor: { ru: "Врач", en: "Doctor" },
  registrar: { ru: "Регистратор", en: "Registrar" },
  support: { ru: "Служба поддержки", en: "Support" },
  administrator: { ru: "Администратор", en: "Administrator" },
};

export const languageCookie = "language";

export function languageOf(request: FastifyRequest): Language {
  return request.cookies[languageCookie] === "en" ? "en" : "ru";
}

/** The reader of a page; the counts of a patient's cabinet are added when the page is made. */
export function viewerOf(deps: Pick<PagesDeps, "clock">, request: FastifyRequest, subject: Subject | null): Viewer {
  const language = languageOf(request);
  return {
    language,
    comfort: parseComfort(request.cookies[comfortCookie]),
    person: subject && {
      initials: initials(subject.name),
      role: subject.role,
      roleLabel: roleLabels[subject.role][language],
    },
    unread: 0,
    newDocuments: 0,
    path: request.url,
    csrf: subject?.csrf ?? "",
    now: deps.clock(),
  };
}

export function show(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").send(renderPage(page));
}

export function subjectOf(deps: PagesDeps, request: FastifyRequest): Promise<Subject | null> {
  return deps.sessions.of(deps.cookies.session(request), deps.clock());
}

export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly subject: Subject;
  readonly viewer: Viewer;
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
    const subject = await subjectOf(deps, request);
    if (!subject) return toLogin(request, reply);
    proveForm(request, subject);
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
        const made = await make({ request, reply, subject, viewer, patientId, tx, consents, counts });
        if (typeof made === "function") return made;
        const { unread, newDocuments } = (await counts()).news;
        return made.page({ ...viewer, unread, newDocuments });
      },
      patientId ? { patient: patientId } : {},
    );
    return send(reply, answer);
  };
}

/** A page of the staff, bound by row-level security to their organisation. */
export function staffPage(
  deps: PagesDeps,
  action: Action,
  make: (visit: Visit & { tx: Tx }) => Promise<VNode | Deed> | VNode | Deed,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const subject = await subjectOf(deps, request);
    if (!subject) return toLogin(request, reply);
    proveForm(request, subject);
    const decision = decide(subject, action, { consented: false });
    if (!decision.permit) return send(reply, leadOn(decision, request, reply));
    request.permitted = true;
    const scope = subject.organisationOid ? { organisation: subject.organisationOid } : {};
    const visit = { request, reply, subject, viewer: viewerOf(deps, request, subject) };
    const answer = await deps.patient.portal.transact(
      async (tx): Promise<VNode | Deed> => make({ ...visit, tx }),
      scope,
    );
    return send(reply, answer);
  };
}

function send(reply: FastifyReply, answer: VNode | Deed): Promise<FastifyReply> | FastifyReply {
  return typeof answer === "function" ? answer() : show(reply, answer);
}

function toLogin(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(paths.login(request.method === "GET" ? request.url : undefined), 303);
}

/** Every form of a session carries its token; a form from elsewhere does nothing. */
function proveForm(request: FastifyRequest, subject: Subject): void {
  if (request.method !== "POST") return;
  const sent = (request.body as Record<string, unknown> | undefined)?.["csrf"];
  if (!isCsrf(subject, sent)) {
    throw new Refusal("not-allowed", "STALE_FORM", {
      ru: "Страница устарела. Обновите её и отправьте форму ещё раз",
      en: "The page is out of date. Reload it and send the form again",
    });
  }
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
