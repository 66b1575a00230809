/** The house, opened: everything that lives as long as the process, wired once. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Logger } from "pino";
import { type CalendarDesk, openCalendarDesk } from "../admin/calendars.ts";
import type { AppealDeps } from "../appeals/deps.ts";
import { readPolicy } from "../cms/policy-file.ts";
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { startEmbedded } from "../db/embedded/start.ts";
import type { Keyring } from "../db/keyring.ts";
import { migrate } from "../db/migrate.ts";
import { openWaiters, type Waiters } from "../http/waiters.ts";
import { openAtHand } from "../intake/at-hand.ts";
import type { IntakeDeps } from "../intake/deps.ts";
import { openOrganisationDesk } from "../intake/organisation-desk.ts";
import { openTrustDesk } from "../intake/trust-desk.ts";
import { openVerifier } from "../intake/verify-many.ts";
import { openGate } from "../log/age.ts";
import type { Policy } from "../merkle/policy.ts";
import type { OutsideDeps } from "../notify/delivery/deps.ts";
import { openQueue } from "../queue/queue.ts";
import { contentInPostgres } from "../registry/content.ts";
import { openKindBook } from "../registry/kinds.ts";
import { kinds } from "../registry/store.ts";
import { openKeyringIn } from "./open-keyring.ts";
import { openOutside } from "./open-outside.ts";
import { openPolicy } from "./open-policy.ts";
import { publishLogKeys } from "./publish-log-keys.ts";
import { seedKinds } from "./seed-kinds.ts";
import { openSigners, type Signers } from "./signers.ts";

export interface House {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly keyring: Keyring;
  /** Role of the intake, the jobs and the log. */
  readonly registry: Database;
  /** The registry's role again, for look-ups of what belongs to nobody: kinds, organisations, trust. */
  readonly reference: Database;
  /** Role of people's pages, for accounts, sessions and logins. */
  readonly window: Database;
  /** Role of people's pages. */
  readonly portal: Database;
  readonly intake: IntakeDeps;
  /** Which days are worked: for terms in working days. */
  readonly calendars: CalendarDesk;
  readonly appeals: AppealDeps;
  readonly waiters: Waiters;
  /** E-mail and Web Push. */
  readonly outside: OutsideDeps;
  readonly signers: Signers;
  /** The logs of the house, and the witnesses that their checkpoints are brought to. */
  readonly policy: Policy;
  /** Wakes the sealer after a registration; the roof fills it in when sealing starts here. */
  readonly sealing: { kick: () => void };
  /** The kinds were changed in the database: what is listed and what opens must be of one mind. */
  reloadKinds(): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(config: Config, log: Logger, say: (words: string) => void): Promise<House> {
  const clock = () => new Date();
  const closing: (() => Promise<unknown>)[] = [];
  const urls = config.database ?? (await embedded(config, say, closing));
  await migrate(urls.ownerUrl);

  const onIdleError = (error: Error) => log.warn({ err: error }, "a database connection was lost");
  const registry = openDatabase(urls.registryUrl, { max: 16, onIdleError });
  // Look-ups made inside another transaction have connections of their own: were they the same, transactions that hold
  // every connection could each wait for one more, for ever.
  const reference = openDatabase(urls.registryUrl, { max: 3, onIdleError });
  // Likewise who is at the window is asked while a page's own transaction is open.
  const window = openDatabase(urls.portalUrl, { max: 6, onIdleError });
  const portal = openDatabase(urls.portalUrl, { max: 12, onIdleError });
  closing.push(
    () => registry.close(),
    () => reference.close(),
    () => window.close(),
    () => portal.close(),
  );

  const keyring = await openKeyringIn(config.dataDir);
  let kindBook = openKindBook(await seedKinds(registry));
  const queue = await openQueue(registry.pool, (error) => log.error({ err: error }, "the job queue complains"));
  closing.push(() => queue.stop());
  const waiters = openWaiters();
  const outside = await openOutside(config, {
    database: registry,
    keyring,
    clock,
    random: (bytes) => randomBytes(bytes),
  });
  closing.push(async () => outside.post?.close());
  const sealing = { kick: () => {} };
  const random = (bytes: number) => randomBytes(bytes);
  const calendars = openCalendarDesk(reference.sql, clock);
  const signers = await openSigners({ ...config, random });
  await publishLogKeys(config.dataDir, Object.values(signers));
  const { policy, close } = await openPolicy(config, Object.values(signers), { clock, random, log });
  closing.push(close);
  const verifier = openVerifier({
    threads: config.verifyThreads,
    onFault: (error) => log.error({ err: error }, "verifying in a thread"),
  });
  closing.push(() => verifier.close());

  return {
    config,
    log,
    clock,
    keyring,
    registry,
    reference,
    window,
    portal,
    waiters,
    outside,
    signers,
    policy,
    sealing,
    calendars,
    appeals: { keyring, calendars, clock },
    intake: {
      database: registry,
      keyring,
      content: contentInPostgres(keyring),
      queue,
      kinds: () => kindBook,
      organisations: openOrganisationDesk(reference.sql, clock),
      trust: openTrustDesk(reference.sql, clock),
      verifier,
      atHand: openAtHand(),
      clock,
      due: { keyring, calendars, clock, shownFrom: config.shownFrom },
      random,
      rules: {
        kindDates: config.kindDates,
        maxDocumentBytes: config.maxDocumentBytes,
        ...(config.signaturePolicy && { signatures: readPolicy(await readFile(config.signaturePolicy, "utf8")) }),
      },
      mayTake: openGate(reference.sql, clock),
      onDecided: (documentId) => waiters.wake(documentId),
      onRegistered: () => sealing.kick(),
    },
    async reloadKinds() {
      kindBook = openKindBook(await kinds(registry.sql));
    },
    async close() {
      for (const close of closing.reverse()) await close().catch((error) => log.error({ err: error }, "closing"));
    },
  };
}

async function embedded(config: Config, say: (words: string) => void, closing: (() => Promise<unknown>)[]) {
  const postgres = await startEmbedded({ dataDir: config.dataDir, onProgress: say });
  closing.push(() => postgres.stop());
  return postgres;
}
