/** The whole window for tests: real PostgreSQL, the real provider, real HTTP on one port, and a clock that stands still. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { type Accounts, openAccounts, type PersonDesk, snilsDigest } from "../../src/access/account.ts";
import { openRelyingParty, type RelyingParty } from "../../src/access/relying-party.ts";
import { openSessions, type Sessions } from "../../src/access/session.ts";
import type { Subject } from "../../src/access/subject.ts";
import { parseSnils } from "../../src/basics/snils.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { type Keyring, openKeyring } from "../../src/db/keyring.ts";
import { world } from "../../src/demo/people/world.ts";
import { peopleOf } from "../../src/demo/provider/from-world.ts";
import { mountDemoProvider } from "../../src/demo/provider/mount.ts";
import { type DemoProvider, openDemoProvider } from "../../src/demo/provider/provider.ts";
import type { Look } from "../../src/demo/provider/shell.tsx";
import { type WindowCookies, windowCookies } from "../../src/http/cookies.ts";
import { openServer } from "../../src/http/server.ts";
import { assetHref, linkAssets } from "../../src/pages/asset-links.ts";
import { openAssets } from "../../src/pages/assets.ts";
import { parseComfort, plainComfort } from "../../src/pages/comfort.ts";
import { addresses } from "../../src/pages/login/addresses.ts";
import { type LoginDeps, loginRoutes } from "../../src/pages/login/routes.ts";
import { paths } from "../../src/pages/paths.ts";
import type { Viewer } from "../../src/pages/viewer.ts";
import { findOrAddPerson } from "../../src/registry/person.ts";
import { openTestDatabase } from "../kit/database.ts";
import { Browser } from "./browser.ts";

export interface Portal {
  readonly origin: string;
  readonly app: FastifyInstance;
  readonly registry: Database;
  readonly portal: Database;
  readonly keyring: Keyring;
  readonly provider: DemoProvider;
  readonly relyingParty: RelyingParty;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly cookies: WindowCookies;
  readonly viewer: LoginDeps["viewer"];
  readonly people: PersonDesk;
  /** Stands still until it is set. A Friday before holidays. */
  readonly clock: { now: Date };
  /** Every line that the server has logged. */
  readonly log: readonly string[];
  browser(): Browser;
  /** Logs a demo person in and gives the page where that ends. */
  logIn(login: string, at?: { browser?: Browser; to?: string }): Promise<{ browser: Browser; url: URL; html: string }>;
  /** Who a browser is logged in as, by its session cookie. */
  subject(browser: Browser): Promise<Subject | null>;
  close(): Promise<void>;
}

/** `assets`: with the style sheet, for a real browser. */
export async function openPortal({ assets = false } = {}): Promise<Portal> {
  const database = await openTestDatabase();
  const registry = openDatabase(database.registryUrl, { max: 3 });
  const portal = openDatabase(database.portalUrl, { max: 3 });
  const keyring = openKeyring(randomBytes(32));
  const dataDir = await mkdtemp(path.join(tmpdir(), "medkarta-login-"));
  const origin = `http://localhost:${await freePort()}`;
  const log: string[] = [];
  const clock = { now: new Date("2026-12-25T09:00:00Z") };

  const own = { redirectUri: origin + addresses.back, afterLogoutUri: origin + addresses.left };
  const provider = await openDemoProvider({
    ...own,
    issuer: `${origin}/demo/id`,
    startUri: `${origin}/login`,
    dataDir,
    people: peopleOf(world),
    look: lookOf,
  });
  const people: PersonDesk = (person, now) =>
    registry.transact((tx) => findOrAddPerson(tx, keyring, { ...person, policy: null }, "login", now));
  const accounts = openAccounts(portal, keyring, people);
  const sessions = openSessions(portal, keyring);
  const relyingParty = openRelyingParty(portal, keyring, provider.client, own);
  const cookies = windowCookies(origin);
  const viewer: LoginDeps["viewer"] = (request, subject) => viewerOf(request.url, subject, clock.now);

  const app = await openServer({
    log: pino({ level: "trace" }, { write: (line: string) => log.push(line) }),
    maxDocumentBytes: 1_000_000,
    secure: false,
    formOrigin: null,
  });
  await mountDemoProvider(app, provider, () => clock.now);
  loginRoutes(app, {
    relyingParty,
    accounts,
    sessions,
    cookies,
    publicUrl: origin,
    clock: () => clock.now,
    viewer,
  });
  // A page behind the window, such as the cabinet has many.
  for (const address of ["/cabinet", "/documents", "/staff"]) {
    app.get(address, async (request, reply) => {
      const subject = await sessions.of(cookies.session(request), clock.now);
      if (!subject) return reply.redirect(`/login?to=${encodeURIComponent(request.url)}`, 303);
      return { role: subject.role, patient: subject.patientId, staff: subject.staffId };
    });
  }
  if (assets) await serveAssets(app);
  await addStaff(registry, keyring);
  await app.listen({ port: Number(new URL(origin).port), host: "localhost" });

  return {
    origin,
    app,
    registry,
    portal,
    keyring,
    provider,
    relyingParty,
    accounts,
    sessions,
    cookies,
    viewer,
    people,
    clock,
    log,
    browser: () => new Browser(origin),
    async logIn(login, { browser = new Browser(origin), to } = {}) {
      const form = await browser.get(to ? `/login?to=${encodeURIComponent(to)}` : "/login");
      const { url, html } = await browser.post(form.url, { login });
      return { browser, url, html };
    },
    subject: (browser) => sessions.of(browser.value("medkarta"), clock.now),
    async close() {
      await app.close();
      await Promise.all([registry.close(), portal.close()]);
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** As the real doors do it: how a person likes to read stands in a cookie. */
function lookOf(cookies: string | undefined): Look {
  const { text, typeface, scheme, spacing, leading, images } = parseComfort(/comfort=([^;]+)/.exec(cookies ?? "")?.[1]);
  const html = {
    "data-text": text,
    "data-typeface": typeface,
    "data-scheme": scheme,
    "data-spacing": spacing,
    "data-leading": leading,
    "data-images": images,
  };
  return {
    css: assetHref("app.css"),
    icon: assetHref("icon.svg"),
    language: /language=en/.test(cookies ?? "") ? "en" : "ru",
    html,
  };
}

async function serveAssets(app: FastifyInstance): Promise<void> {
  const assets = await openAssets();
  linkAssets(assets.href);
  app.get<{ Params: { name: string } }>(paths.asset(":name"), async (request, reply) => {
    const asset = assets.get(request.params.name);
    return asset ? reply.type(asset.type).send(asset.body) : reply.code(404).send();
  });
}

function viewerOf(path: string, subject: Subject | null, now: Date): Viewer {
  const person = subject && {
    initials: `${subject.name.family} ${subject.name.given[0]}.`,
    role: subject.role,
    roleLabel: subject.role,
  };
  const quiet = { language: "ru", comfort: plainComfort, unread: 0, newDocuments: 0 } as const;
  return { ...quiet, person, path, csrf: subject?.csrf ?? "", now };
}

async function addStaff(registry: Database, keyring: Keyring): Promise<void> {
  await registry.transact(async (tx) => {
    for (const { code, name, connected } of world.regions) {
      await tx.run`INSERT INTO region (code, name, connected) VALUES (${code}, ${name}, ${connected})`;
    }
    for (const { oid, name, shortName, regionCode, timeZone } of world.organisations) {
      await tx.run`INSERT INTO organisation (oid, name, short_name, region_code, time_zone)
                   VALUES (${oid}, ${name}, ${shortName}, ${regionCode}, ${timeZone})`;
    }
    for (const { snils, role, organisationOid, regionCode, position } of world.staff) {
      const number = parseSnils(snils);
      if (!number) throw new Error("the demo's staff have СНИЛС");
      await tx.run`INSERT INTO staff (staff_id, snils_digest, role, organisation_oid, region_code, position)
                   VALUES (gen_random_uuid(), ${snilsDigest(keyring, number)}, ${role}, ${organisationOid}, ${regionCode ?? null}, ${position.name})`;
    }
  });
}

/** The provider's issuer names its port, so the port is chosen before listening. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "localhost", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
