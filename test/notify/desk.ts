/** A house that only notifies: a real database, people who may be told, a clock that stands still, a mail server. */
import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { type Keyring, openKeyring } from "../../src/db/keyring.ts";
import type { OutsideDeps } from "../../src/notify/delivery/deps.ts";
import { routeSome } from "../../src/notify/delivery/route.ts";
import { deliverSome } from "../../src/notify/delivery/work.ts";
import type { Channel, NoticeKind } from "../../src/notify/kinds.ts";
import { openMailServer as openMail } from "../../src/notify/mail/post.ts";
import { notify } from "../../src/notify/notify.ts";
import { changeSettings, type NoticeSettings } from "../../src/notify/settings/settings.ts";
import { openTestDatabase } from "../kit/database.ts";
import { type MailServer, openMailServer } from "../kit/mail-server.ts";

export const NOW = new Date("2026-12-25T09:00:00Z"); // a Friday, noon in Moscow
export const CONSENT = "2026-11";

export interface NotifyDesk {
  readonly registryUrl: string;
  readonly registry: Database;
  readonly portal: Database;
  readonly owner: pg.Client;
  readonly keyring: Keyring;
  readonly mail: MailServer;
  readonly clock: { now: Date };
  readonly deps: OutsideDeps;
  /** A confirmed account with consent and an address; `settings` null: nothing was ever chosen. */
  person(settings?: Partial<NoticeSettings> | null): Promise<string>;
  tell(
    patientId: string,
    kind: NoticeKind,
    more?: { about?: string; documentId?: string; event?: string },
  ): Promise<void>;
  /** Routes everything, then empties the channel until nothing is due. */
  deliver(channel?: Channel): Promise<Partial<Record<string, number>>>;
  /** «sent», «dropped consent», … of each delivery, in their order. */
  endings(): Promise<string[]>;
  later(minutes: number): void;
  close(): Promise<void>;
}

export async function openNotifyDesk(more: Partial<OutsideDeps> = {}): Promise<NotifyDesk> {
  const database = await openTestDatabase();
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const registry = openDatabase(database.registryUrl, { max: 6 });
  const portal = openDatabase(database.portalUrl, { max: 3 });
  const keyring = openKeyring(Buffer.alloc(32, 7));
  const mail = await openMailServer();
  const post = openMail({ url: mail.url, from: "notices@medkarta.example" });
  const clock = { now: NOW };
  const deps: OutsideDeps = {
    database: registry,
    keyring,
    clock: () => clock.now,
    random: (bytes) => randomBytes(bytes),
    post,
    push: null,
    links: testLinks,
    consentVersion: CONSENT,
    shownFrom: null,
    leaseMs: 120_000,
    ...more,
  };
  let events = 0;
  return {
    registryUrl: database.registryUrl,
    registry,
    portal,
    owner,
    keyring,
    mail,
    clock,
    deps,
    async person(settings = {}) {
      const patientId = randomUUID();
      await portal.transact(
        async (tx) => {
          await tx.run`
            INSERT INTO account (account_id, level, patient_id, sealed, created_at, last_seen_at)
            VALUES (${randomUUID()}, 'confirmed', ${patientId}, ${Buffer.from("x")}, ${NOW}, ${NOW})`;
          await tx.run`
            INSERT INTO consent_event (patient_id, event_id, action, text_version, at)
            VALUES (${patientId}, ${randomUUID()}, 'given', ${CONSENT}, ${NOW})`;
          const email = `${patientId.slice(0, 8)}@example.ru`;
          if (settings) await changeSettings(tx, keyring, patientId, { email, ...settings }, NOW);
        },
        { patient: patientId },
      );
      return patientId;
    },
    async tell(patientId, kind, { about, documentId, event = `test ${++events}` } = {}) {
      const at = clock.now;
      await registry.transact((tx) =>
        notify(tx, { patientId, kind, event, about: about ?? null, documentId: documentId ?? null, at }),
      );
    },
    async deliver(channel = "email") {
      while ((await routeSome(deps)) > 0);
      const all: Partial<Record<string, number>> = {};
      for (;;) {
        const { found, away, outcomes } = await deliverSome(deps, channel);
        for (const [outcome, count] of Object.entries(outcomes)) all[outcome] = (all[outcome] ?? 0) + count;
        if (found === 0 || away) return all;
      }
    },
    async endings() {
      const { rows } = await registry.pool.query(
        "SELECT concat_ws(' ', state, reason) AS ending FROM notice_delivery ORDER BY seq, channel, device_id",
      );
      return rows.map(({ ending }) => ending);
    },
    later(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    async close() {
      post.close();
      await mail.down();
      await owner.end();
      await registry.close();
      await portal.close();
      await database.close();
    },
  };
}

const testLinks = {
  cabinet: "https://medkarta.example/notices",
  settings: "https://medkarta.example/profile/notices",
  confirm: (token: string) => `https://medkarta.example/notices/email/${token}`,
  unsubscribe: (token: string) => `https://medkarta.example/notices/unsubscribe/${token}`,
};
