/** All doors of the house on one server: machines, pages, login, health, and in the demo its own. */
import type { FastifyInstance } from "fastify";
import { openAccounts } from "../access/account.ts";
import { openKeptForms } from "../access/kept-forms.ts";
import { type IdentityProvider, openRelyingParty } from "../access/relying-party.ts";
import { openSessions } from "../access/session.ts";
import { lastYears } from "../admin/calendars.ts";
import type { OrganisationSeals } from "../clinic/seal-draft.ts";
import { chooseTrust } from "../evidence/choose-trust.ts";
import { openClientDesk } from "../http/api/client-desk.ts";
import { apiRoutes } from "../http/api/routes.ts";
import { windowCookies } from "../http/cookies.ts";
import { holdTheDoor, openToAll } from "../http/guard.ts";
import { healthRoutes, readiness, type Vital } from "../http/health.ts";
import { logFileRoutes } from "../http/log-files.ts";
import { metricsRoutes, openMetrics } from "../http/metrics.ts";
import { openServer } from "../http/server.ts";
import { entriesWait } from "../log/age.ts";
import type { CollectorState, WitnessState } from "../log/cosign/collect.ts";
import { patrolState } from "../log/patrol.ts";
import { oldestDue, outsideGauge, outsideState, secondsSince } from "../notify/delivery/state.ts";
import { linkAssets } from "../pages/asset-links.ts";
import { openAssets } from "../pages/assets.ts";
import { addresses } from "../pages/login/addresses.ts";
import { loginRoutes } from "../pages/login/routes.ts";
import { analysesRoutes } from "../pages/routes/analyses.ts";
import { appealsRoutes } from "../pages/routes/appeals.ts";
import { cabinetRoutes, profileRoutes } from "../pages/routes/cabinet.ts";
import { changesRoutes } from "../pages/routes/changes.ts";
import { claimRoutes } from "../pages/routes/claim.ts";
import type { PagesDeps } from "../pages/routes/deps.ts";
import { deskRoutes } from "../pages/routes/desk.ts";
import { clusterRoutes } from "../pages/routes/desk-cluster.ts";
import { documentRoutes } from "../pages/routes/documents.ts";
import { draftSigningRoutes } from "../pages/routes/draft-signing.ts";
import { draftRoutes } from "../pages/routes/drafts.ts";
import { dueRoutes } from "../pages/routes/due.ts";
import { emergencyRoutes } from "../pages/routes/emergency.ts";
import { erasureRoutes } from "../pages/routes/erasures.ts";
import { errorPages } from "../pages/routes/errors.ts";
import { fileRoutes } from "../pages/routes/files.ts";
import { inboxRoutes } from "../pages/routes/inbox.ts";
import { journalRoutes } from "../pages/routes/journal.ts";
import { letterRoutes, pushWorkerRoute } from "../pages/routes/letters.ts";
import { notGivenRoutes } from "../pages/routes/not-given.ts";
import { noticeSettingsRoutes } from "../pages/routes/notice-settings.ts";
import { noticeRoutes } from "../pages/routes/notices.ts";
import { assetRoutes, comfortRoutes, openRoutes } from "../pages/routes/open.ts";
import { organisationRoutes } from "../pages/routes/organisations.ts";
import { paperRoutes } from "../pages/routes/paper.ts";
import { recordsRoutes } from "../pages/routes/records.ts";
import { reportRoutes } from "../pages/routes/report.ts";
import { sessionRoutes } from "../pages/routes/session.ts";
import { signatureCheckRoutes } from "../pages/routes/signature-check.ts";
import { staffRoutes } from "../pages/routes/staff.ts";
import { staffHomeRoutes } from "../pages/routes/staff-home.ts";
import { staffNoticesRoutes } from "../pages/routes/staff-notices.ts";
import { staffPaperRoutes } from "../pages/routes/staff-paper.ts";
import { staffStatementRoutes } from "../pages/routes/staff-statements.ts";
import { statementRoutes } from "../pages/routes/statements.ts";
import { templateRoutes } from "../pages/routes/templates.ts";
import { verifyRoutes } from "../pages/routes/verify.ts";
import { viewerOf } from "../pages/routes/visit.ts";
import { openVerifyAlone } from "../pages/verify-alone.ts";
import type { PrintShop } from "../pdf/print.ts";
import { findOrAddPerson } from "../registry/person.ts";
import { trustAt } from "../registry/trust-at.ts";
import { draftDeps } from "./draft-deps.ts";
import type { House } from "./house.ts";
import { trustFilesOf } from "./trust-files-of.ts";
import { vitalsOf } from "./vitals.ts";
import type { Collectors, Sealers, Work } from "./work.ts";

export interface Doors {
  readonly app: FastifyInstance;
  readonly vitals: readonly Vital[];
}

export async function openDoors(
  house: House,
  { sealers, collectors }: Omit<Work, "stop">,
  printShop: PrintShop,
  provider: IdentityProvider,
  seals: OrganisationSeals,
  version: string,
): Promise<Doors> {
  const { config, clock, keyring, registry, intake } = house;
  const secure = config.publicUrl.startsWith("https:");
  const app = await openServer({
    log: house.log,
    maxDocumentBytes: config.maxDocumentBytes,
    secure,
    formOrigin: config.oidc && new URL(config.oidc.issuer).origin,
  });
  holdTheDoor(app);
  const vitals = vitalsOf(house, sealers, collectors);
  const metrics = openMetrics();
  metrics.gauge("medkarta_queue_jobs", "Jobs waiting, by queue", () => intake.queue.depth());
  metrics.gauge("medkarta_log_size", "Entries sealed", () => ({
    docs: sealers.docs.state().size,
    access: sealers.access.state().size,
  }));
  metrics.gauge("medkarta_log_quorum", "0 while too few witnesses have cosigned the latest checkpoint", () =>
    perLog(collectors, ({ quorum }) => Number(quorum !== "missing")),
  );
  metrics.gauge("medkarta_witness_troubles", "How often a witness did not cosign, since the start", () =>
    perWitness(collectors, ({ troubles }) => troubles),
  );
  metrics.gauge("medkarta_witness_size", "Entries that a witness has cosigned", () =>
    perWitness(collectors, ({ size }) => size),
  );
  metrics.gauge("medkarta_log_pending_seconds", "Age of the oldest entry that waits for its place", async () => ({
    docs: await entriesWait(registry.sql, "docs"),
    access: await entriesWait(registry.sql, "access"),
  }));
  metrics.gauge("medkarta_fsck_findings", "Damage found since the last full pass, by code", async () => ({
    none: 0,
    ...(await patrolState(registry.sql)).open,
  }));
  metrics.gauge("medkarta_fsck_checked", "Documents that the steady check has looked at", async () => ({
    docs: (await patrolState(registry.sql)).checked,
  }));
  metricsRoutes(app, metrics);
  healthRoutes(app, vitals);
  logFileRoutes(app, house.reference.sql);

  const clients = openClientDesk({
    database: registry,
    keyring,
    publicUrl: config.publicUrl,
    secretsAllowed: config.demo,
  });
  apiRoutes(app, { intake, clients, waiters: house.waiters }, version);

  const assets = await openAssets();
  linkAssets(assets.href);
  assetRoutes(app, assets);
  const pages = pagesDeps(house, sealers, printShop, seals, vitals);
  pushWorkerRoute(app, assets);
  const { sql } = pages.outside.database;
  metrics.gauge("medkarta_deliveries", "Letters and pushes, by channel and state", async () =>
    outsideGauge(await outsideState(sql, clock())),
  );
  metrics.gauge("medkarta_delivery_oldest_seconds", "Age of the oldest delivery that is due", async () => ({
    all: secondsSince(await oldestDue(sql, clock()), clock()),
  }));
  metrics.gauge(
    "medkarta_calendar_year",
    "Last year whose production calendar is decreed, and known at all",
    async () => lastYears(await pages.calendars.current()),
  );
  errorPages(app, pages);
  openRoutes(app, pages);
  verifyRoutes(app, pages, await openVerifyAlone());
  comfortRoutes(app, pages, secure);
  sessionRoutes(app, pages);
  recordsRoutes(app, pages);
  cabinetRoutes(app, pages);
  profileRoutes(app, pages);
  documentRoutes(app, pages);
  signatureCheckRoutes(app, pages);
  fileRoutes(app, pages);
  analysesRoutes(app, pages);
  changesRoutes(app, pages);
  journalRoutes(app, pages);
  dueRoutes(app, pages);
  noticeRoutes(app, pages);
  noticeSettingsRoutes(app, pages);
  letterRoutes(app, pages);
  staffNoticesRoutes(app, pages);
  reportRoutes(app, pages);
  appealsRoutes(app, pages);
  staffHomeRoutes(app, pages);
  inboxRoutes(app, pages);
  templateRoutes(app, pages);
  organisationRoutes(app, pages);
  paperRoutes(app, pages);
  notGivenRoutes(app, pages);
  statementRoutes(app, pages);
  staffPaperRoutes(app, pages);
  staffStatementRoutes(app, pages);
  deskRoutes(app, pages);
  clusterRoutes(app, pages);
  emergencyRoutes(app, pages);
  erasureRoutes(app, pages);
  claimRoutes(app, pages);
  staffRoutes(app, pages);
  draftRoutes(app, pages);
  draftSigningRoutes(app, pages);

  await openToAll(app, (open) =>
    loginRoutes(open, {
      relyingParty: openRelyingParty(house.window, keyring, provider, {
        redirectUri: `${config.publicUrl}${addresses.back}`,
        afterLogoutUri: `${config.publicUrl}${addresses.left}`,
      }),
      accounts: pages.accounts,
      sessions: pages.sessions,
      cookies: pages.cookies,
      publicUrl: config.publicUrl,
      clock,
      viewer: (request, subject) => viewerOf(pages, request, subject),
    }),
  );
  return { app, vitals };
}

function perLog(collectors: Collectors, ask: (state: CollectorState) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(collectors).map(([log, collector]) => [log, ask(collector.state())]));
}

function perWitness(collectors: Collectors, ask: (state: WitnessState) => number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(collectors).flatMap(([log, collector]) =>
      collector.state().witnesses.map((one) => [`${log} ${one.name}`, ask(one)]),
    ),
  );
}

function rootProbeOf({ rootProbe, publicUrl }: House["config"]): string | "own" | null {
  return rootProbe && new URL(rootProbe).origin === new URL(publicUrl).origin ? "own" : rootProbe;
}

function pagesDeps(
  house: House,
  sealers: Sealers,
  printShop: PrintShop,
  seals: OrganisationSeals,
  vitals: readonly Vital[],
): PagesDeps {
  const { config, clock, keyring, portal, window, registry, reference, intake } = house;
  return {
    patient: {
      portal,
      keyring,
      content: intake.content,
      kinds: intake.kinds,
      printShop,
      clock,
      shownFrom: config.shownFrom,
      publicUrl: config.publicUrl,
      logKeys: Object.values(house.signers).flatMap(({ vkeys }) => vkeys),
      trustFor: async (signatures, at) => chooseTrust(signatures, await trustAt(reference.sql, at), at),
      onDamage: (error) => {
        house.log.error({ err: error }, "evidence does not hold: run fsck");
        return null;
      },
    },
    accounts: openAccounts(window, keyring, (person, now) =>
      registry.transact((tx) => findOrAddPerson(tx, keyring, { ...person, policy: null }, "login", now)),
    ),
    sessions: openSessions(window, keyring),
    keptForms: openKeptForms(window, keyring),
    cookies: windowCookies(config.publicUrl),
    clock,
    rootProbe: rootProbeOf(config),
    reference: reference.sql,
    trustFiles: () => trustFilesOf(house),
    changeReference: (deed) => registry.transact(deed),
    sealing: { seals, trust: () => intake.trust.current() },
    erase: (deed) => registry.transact((tx) => deed(tx, intake.random)),
    calendars: house.calendars,
    appeals: house.appeals,
    outside: house.outside,
    drafts: draftDeps(house, seals),
    readiness: () => readiness(vitals),
    queueDepth: () => intake.queue.depth(),
    logState: () => sealers.docs.state(),
  };
}
