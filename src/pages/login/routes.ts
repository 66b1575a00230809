/** The window's doors: to the identity provider, back from it, «Войти как», and out. They translate and decide nothing. */
import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { VNode } from "preact";
import type { Accounts } from "../../access/account.ts";
import { staleForm } from "../../access/login-refusals.ts";
import type { RelyingParty } from "../../access/relying-party.ts";
import { returnPath } from "../../access/return-path.ts";
import type { ActingAs, Sessions } from "../../access/session.ts";
import { isCsrf, type Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { WindowCookies } from "../../http/cookies.ts";
import { statusOf } from "../../http/problem.ts";
import { paths } from "../paths.ts";
import { renderPage } from "../render.ts";
import type { Viewer } from "../viewer.ts";
import { addresses } from "./addresses.ts";
import { AsPage } from "./as.tsx";
import { deviceOf } from "./device.ts";
import { EndedPage } from "./ended.tsx";
import { loggedIn, loggedOut, loginRefused, tookRole } from "./events.ts";
import { FailedPage } from "./failed.tsx";
import { LeftPage } from "./left.tsx";
import { LevelPage } from "./level.tsx";

export interface LoginDeps {
  readonly relyingParty: RelyingParty;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly cookies: WindowCookies;
  /** Where people reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly clock: () => Date;
  /** The page's reader: language and comfort from the request, the person from the session. */
  readonly viewer: (request: FastifyRequest, subject: Subject | null) => Viewer | Promise<Viewer>;
}

/** Needs `@fastify/cookie` and `@fastify/formbody` registered on `app`. */
export function loginRoutes(app: FastifyInstance, deps: LoginDeps): void {
  const { relyingParty, accounts, sessions, cookies, clock } = deps;
  const own = new URL(deps.publicUrl);

  app.get(paths.login(), async (request, reply) => {
    const to = askedFor(request);
    if (isOtherLoopback(request.host)) return reply.redirect(`${own.origin}${paths.login(to ?? undefined)}`, 302);
    const presented = cookies.session(request);
    const subject = await sessions.of(presented, clock());
    if (subject) return reply.redirect(to ?? homeOf(subject), 303);
    if (presented) {
      cookies.dropSession(reply);
      const kept = cookies.form(request) !== undefined;
      return show(reply, 200, EndedPage({ viewer: await deps.viewer(request, null), to, kept }));
    }
    // One secret for all logins that this browser has begun, so that two tabs do not spoil each other's.
    const known = cookies.attempt(request);
    const browser = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString("base64url");
    try {
      const there = await relyingParty.start(browser, to, clock());
      cookies.keepAttempt(reply, browser);
      return reply.header("cache-control", "no-store").redirect(there.href, 303);
    } catch (error) {
      return failed(request, reply, error, to);
    }
  });

  app.get("/login/again", async (request, reply) => {
    const subject = await sessions.of(cookies.session(request), clock());
    if (!subject?.staffId) return reply.redirect(paths.login(), 303);
    const to = askedFor(request);
    const browser = randomBytes(32).toString("base64url");
    try {
      const there = await relyingParty.start(browser, to, clock(), { staffId: subject.staffId });
      cookies.keepAttempt(reply, browser);
      return reply.header("cache-control", "no-store").redirect(there.href, 303);
    } catch (error) {
      return failed(request, reply, error, to);
    }
  });

  app.get(addresses.back, async (request, reply) => {
    const presented = cookies.session(request);
    try {
      const answer = new URL(request.url, deps.publicUrl).searchParams;
      const arrival = await relyingParty.finish(answer, cookies.attempt(request), clock());
      const account = await accounts.arrive(arrival.issuer, arrival.subject, arrival.claims, clock());
      const device = deviceOf(request.headers["user-agent"]);
      const { cookieValue, subject } = await sessions.open(
        {
          account,
          as: arrival.staffId ? { staffId: arrival.staffId } : "patient",
          idToken: arrival.idToken,
          device,
          replaces: presented,
        },
        clock(),
      );
      loggedIn(request.log, subject);
      cookies.keepSession(reply, cookieValue);
      cookies.dropAttempt(reply);
      if (arrival.staffId) return reply.redirect(arrival.to ?? homeOf(subject), 303);
      if (account.level !== "confirmed") return reply.redirect(addresses.level, 303);
      if (account.posts.length > 0) return reply.redirect(addresses.as(arrival.to), 303);
      return reply.redirect(arrival.to ?? homeOf(subject), 303);
    } catch (error) {
      // «Back» after a login, or the link opened twice: whoever is in stays in.
      const subject = await sessions.of(presented, clock());
      if (subject && error instanceof Refusal && error.code === "LOGIN_EXPIRED") {
        return reply.redirect(homeOf(subject), 303);
      }
      return failed(request, reply, error, null);
    }
  });

  app.get(addresses.level, async (request, reply) => {
    const subject = await sessions.of(cookies.session(request), clock());
    if (!subject) return reply.redirect(paths.login(addresses.level), 303);
    return show(reply, 200, LevelPage({ viewer: await deps.viewer(request, subject), level: subject.level }));
  });

  app.get(addresses.as(), async (request, reply) => {
    const subject = await sessions.of(cookies.session(request), clock());
    const to = askedFor(request);
    if (!subject) return reply.redirect(paths.login(addresses.as(to)), 303);
    const { posts, level } = await accounts.of(subject.accountId);
    if (posts.length === 0)
      return reply.redirect(level === "confirmed" ? (to ?? homeOf(subject)) : addresses.level, 303);
    return show(reply, 200, AsPage({ viewer: await deps.viewer(request, subject), posts, to }));
  });

  app.post<{ Body: Readonly<Record<string, unknown>> | undefined }>(addresses.as(), async (request, reply) => {
    const subject = await sessions.of(cookies.session(request), clock());
    if (!subject) return reply.redirect(paths.login(), 303);
    const { csrf, as, to } = request.body ?? {};
    if (!isCsrf(subject, csrf)) return failed(request, reply, staleForm(), null);
    const acting: ActingAs = as === "patient" ? "patient" : { staffId: String(as) };
    try {
      const { cookieValue, subject: now } = await sessions.switchRole(subject, acting, clock());
      tookRole(request.log, now);
      cookies.keepSession(reply, cookieValue);
      const home = homeOf(now);
      // The page asked for before the login belongs to one of the two sides; the other side's home is the safe place.
      const there = returnPath(to, home);
      return reply.redirect(isOfStaff(there) === (now.role !== "patient") ? there : home, 303);
    } catch (error) {
      return failed(request, reply, error, null);
    }
  });

  app.post<{ Body: Readonly<Record<string, unknown>> | undefined }>(paths.logout(), async (request, reply) => {
    const subject = await sessions.of(cookies.session(request), clock());
    if (subject && !isCsrf(subject, request.body?.csrf)) return failed(request, reply, staleForm(), null);
    cookies.dropSession(reply);
    // Not "cookies": they hold how a person likes to read, and on this host the provider's session, needed below.
    reply.header("clear-site-data", '"cache", "storage"').header("cache-control", "no-store");
    if (!subject) return reply.redirect(addresses.left, 303);
    const { idToken } = await sessions.end(subject);
    loggedOut(request.log, subject);
    const there = idToken ? await relyingParty.logoutUrl(idToken).catch(() => null) : null; // we have let go either way
    return reply.redirect(there?.href ?? addresses.left, 303);
  });

  app.get(addresses.left, async (request, reply) =>
    show(reply, 200, LeftPage({ viewer: await deps.viewer(request, null) })),
  );

  /** Cookies belong to one name: begun at 127.0.0.1, a login would come back to localhost and find nothing. */
  function isOtherLoopback(host: string): boolean {
    return (
      own.host !== host && [own.host, host].every((one) => loopback.test(one)) && portOf(own.host) === portOf(host)
    );
  }

  function askedFor(request: FastifyRequest): string | null {
    const { to } = request.query as { to?: unknown };
    return returnPath(to, "") || null;
  }

  async function failed(request: FastifyRequest, reply: FastifyReply, error: unknown, to: string | null) {
    if (!(error instanceof Refusal)) throw error;
    loginRefused(request.log, error);
    const viewer = await deps.viewer(request, null);
    const status = error.kind === "unauthenticated" ? 400 : statusOf[error.kind]; // 401 would ask for a scheme
    return show(reply, status, FailedPage({ viewer, refusal: error, to, reference: request.id }));
  }

  function show(reply: FastifyReply, status: number, vnode: VNode): FastifyReply {
    return reply
      .code(status)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(renderPage(vnode));
  }
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

function portOf(host: string): string {
  return /:(\d+)$/.exec(host)?.[1] ?? "";
}

function isOfStaff(path: string): boolean {
  return path === paths.staff.home() || path.startsWith(`${paths.staff.home()}/`);
}

/** The first page of each role. */
function homeOf(subject: Subject): string {
  if (subject.level !== "confirmed") return addresses.level;
  return subject.role === "patient" ? paths.home() : paths.staff.home();
}
