/** Pages for everybody: the front, the services, help, regions, how one likes to read; and the assets. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { returnPath } from "../../access/return-path.ts";
import { daysToAnswer } from "../../appeals/terms.ts";
import { dayOf } from "../../basics/day.ts";
import { isDatabaseAway } from "../../db/away.ts";
import { waitOf } from "../../patient/wait.ts";
import type { Assets } from "../assets.ts";
import { changeComfort, comfortCookie, formatComfort, parseComfort } from "../comfort.ts";
import { AccessibilityPage } from "../guest/accessibility.tsx";
import { ComfortPage } from "../guest/comfort.tsx";
import { FrontPage } from "../guest/front.tsx";
import { RegionsPage } from "../guest/regions.tsx";
import { RulesPage } from "../guest/rules.tsx";
import type { BrowserView } from "../help/browser-check.tsx";
import { browserOf } from "../help/browser-of.ts";
import { findAnswers, LONGEST_QUESTION } from "../help/find.ts";
import { LeafletPage } from "../help/leaflet.tsx";
import { HelpPage } from "../help/questions.tsx";
import { HelpTopicPage } from "../help/topic.tsx";
import { helpTopics, paths } from "../paths.ts";
import { HealthPage } from "../patient/health.tsx";
import { ServicesPage } from "../patient/services.tsx";
import type { PagesDeps } from "./deps.ts";
import { regionRows } from "./region-rows.ts";
import { languageCookie, readerOf, show, subjectOf, viewerOf } from "./visit.ts";

const open = { config: { open: true } };
const YEAR = 31_536_000;

export function openRoutes(app: FastifyInstance, deps: PagesDeps): void {
  app.get(paths.front(), open, async (request, reply) => {
    const subject = await subjectOf(deps, request);
    if (subject?.level === "confirmed")
      return reply.redirect(subject.role === "patient" ? paths.home() : paths.staff.home(), 303);
    return show(reply, FrontPage({ viewer: viewerOf(deps, request, subject), view: { incident: null } }));
  });
  app.get(paths.services(), open, async (request, reply) =>
    show(reply, ServicesPage({ viewer: await readerOf(deps, request), view: {} })),
  );
  app.get(paths.health(), open, async (request, reply) =>
    show(reply, HealthPage({ viewer: await readerOf(deps, request), view: {} })),
  );
  app.get(paths.help(), open, async (request, reply) =>
    show(reply, HelpPage({ viewer: await readerOf(deps, request), view: { asked: "", answers: [] } })),
  );
  app.post<{ Body: Record<string, unknown> | undefined }>(paths.helpFind(), open, async (request, reply) => {
    const sent = request.body?.["question"];
    const asked = typeof sent === "string" ? sent.trim().slice(0, LONGEST_QUESTION) : "";
    const reader = await readerOf(deps, request);
    return show(reply, HelpPage({ viewer: reader, view: { asked, answers: findAnswers(reader.language, asked) } }));
  });
  // A page that was loaded anew, or an address that somebody kept, has no question with it.
  app.get(paths.helpFind(), open, async (_, reply) => reply.redirect(paths.help(), 303));
  app.get(paths.helpLeaflet(), open, async (request, reply) =>
    show(reply, LeafletPage({ viewer: await readerOf(deps, request) })),
  );
  for (const topic of helpTopics) {
    app.get(paths.help(topic), open, async (request, reply) => {
      const wait = topic === "missing" ? await longestWait(deps) : null;
      const browser = topic === "browser" ? { browser: browserView(deps, request, reply) } : {};
      return show(reply, HelpTopicPage({ viewer: await readerOf(deps, request), view: { topic, wait, ...browser } }));
    });
  }
  app.get(paths.rules(), open, async (request, reply) => {
    const view = { urgent: daysToAnswer("organisation", 1), usual: daysToAnswer("organisation", 2) };
    return show(reply, RulesPage({ viewer: await readerOf(deps, request), view }));
  });
  app.get(paths.regions(), open, async (request, reply) => {
    const rows = await regionRows(deps);
    return show(reply, RegionsPage({ viewer: await readerOf(deps, request), view: { rows, updated: deps.clock() } }));
  });
}

/** What the reader's browser tells of itself; and if this installation has a site to ask, this page alone may ask it. */
function browserView({ rootProbe }: PagesDeps, request: FastifyRequest, reply: FastifyReply): BrowserView {
  const { headers, query } = request;
  const probe = rootProbe === null || rootProbe === "own" ? rootProbe : { url: rootProbe };
  if (probe !== null && probe !== "own") {
    const { origin } = new URL(probe.url);
    const policy = String(reply.getHeader("content-security-policy"));
    reply.header(
      "content-security-policy",
      policy.replace(/img-src [^;]*|connect-src [^;]*/g, (directive) => `${directive} ${origin}`),
    );
  }
  return {
    browser: browserOf(headers["user-agent"], String(headers["sec-ch-ua"] ?? "")),
    probe,
    byPicture: (query as { by?: string }).by === "picture",
  };
}

/**
 * For whoever reads the help, of no organisation: by the country's calendar, in Moscow, as all our times are told. The help
 * is for trouble, so it is there without the database too; then no day is told.
 */
async function longestWait(deps: PagesDeps) {
  const book = await deps.calendars.current().catch((error: unknown) => {
    if (isDatabaseAway(error)) return null;
    throw error;
  });
  return book && waitOf(book.of(null), dayOf(deps.clock(), "Europe/Moscow"));
}

/** Text size, colours, language: cookies of one's own, no account and no script needed. */
export function comfortRoutes(app: FastifyInstance, deps: PagesDeps, secure: boolean): void {
  const armour = { path: "/", maxAge: YEAR, sameSite: "lax", httpOnly: true, secure } as const;
  type Form = { Body: Record<string, unknown> | undefined };

  app.get<{ Querystring: { back?: string; saved?: string } }>("/comfort", open, async (request, reply) => {
    const back = returnPath(request.query.back, "") || null;
    const viewer = await readerOf(deps, request);
    return show(reply, ComfortPage({ viewer, view: { back, saved: request.query.saved === "1" } }));
  });
  app.get(paths.accessibility(), open, async (request, reply) => {
    const viewer = await readerOf(deps, request);
    return show(reply, AccessibilityPage({ viewer }));
  });
  app.post<Form>("/comfort", open, async (request, reply) => {
    const form = request.body ?? {};
    const chosen = changeComfort(parseComfort(request.cookies[comfortCookie]), form);
    const there = returnPath(form["return"], paths.comfort());
    const saved = there.startsWith("/comfort") ? `${there}${there.includes("?") ? "&" : "?"}saved=1` : there;
    return reply.setCookie(comfortCookie, formatComfort(chosen), armour).redirect(saved, 303);
  });
  app.post<Form>(paths.language(), open, async (request, reply) => {
    const form = request.body ?? {};
    const language = form["language"] === "en" ? "en" : "ru";
    return reply.setCookie(languageCookie, language, armour).redirect(returnPath(form["return"], paths.front()), 303);
  });
}

export function assetRoutes(app: FastifyInstance, assets: Assets): void {
  app.get<{ Params: { name: string } }>("/assets/:name", open, async (request, reply) => {
    const asset = assets.get(request.params.name);
    if (!asset) return reply.callNotFound();
    const accepts = String(request.headers["accept-encoding"] ?? "");
    const encoding = asset.encodings && (/\bbr\b/.test(accepts) ? "br" : /\bgzip\b/.test(accepts) ? "gzip" : null);
    if (encoding) reply.header("content-encoding", encoding);
    return reply
      .headers({ "cache-control": "public, max-age=31536000, immutable", vary: "accept-encoding" })
      .type(asset.type)
      .send(encoding && asset.encodings ? asset.encodings[encoding] : asset.body);
  });
}
