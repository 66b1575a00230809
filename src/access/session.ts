/**
 * Sessions, kept on our side. The browser holds 32 random bytes; the table only their SHA-256, so a stolen dump opens
 * no session. Every login and every change of role makes a new value: one that was planted beforehand is worth nothing.
 */
import { randomBytes } from "node:crypto";
import { Refusal } from "../basics/refusal.ts";
import type { PersonName } from "../cda/facts.ts";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Tx } from "../db/sql.ts";
import { type Account, accountOf } from "./account.ts";
import { newFormToken } from "./form-token.ts";
import { KEPT_MS } from "./kept-forms.ts";
import {
  deleteOldAttempts,
  deleteOldKeptForms,
  deleteOldSessions,
  deleteOtherSessions,
  deleteSession,
  findSession,
  findSessions,
  insertSession,
  type SessionRow,
  touchSession,
} from "./store.ts";
import { type Role, type Subject, sha256 } from "./subject.ts";

const minute = 60_000;
/** OWASP ASVS 5 V7.3: people at work leave screens open among others. */
const idleEnd: Record<Role, number> = {
  patient: 30 * minute,
  doctor: 15 * minute,
  registrar: 15 * minute,
  head: 15 * minute,
  support: 15 * minute,
  region: 15 * minute,
  administrator: 15 * minute,
};
const absoluteEnd = 12 * 60 * minute;
/** A session is marked as seen at most once in this time; idle ends may come earlier by as much, never later. */
const seenEvery = minute;

/** Whom to act as: a patient, or one's post by its `staffId`. */
export type ActingAs = "patient" | { readonly staffId: string };

interface Opening {
  readonly account: Account;
  readonly as: ActingAs;
  /** For logout at the provider; kept under seal. */
  readonly idToken: string | null;
  /** A few words for the list of sessions, such as «Chrome, Windows». */
  readonly device: string | null;
  /** The session that this browser had before: it ends here. */
  readonly replaces: string | undefined;
}

interface Opened {
  readonly cookieValue: string;
  readonly subject: Subject;
}

/** One line of «Где выполнен вход». */
interface SessionLine {
  /** Names the session in an address or a form; opens nothing. */
  readonly id: string;
  readonly role: Role;
  readonly device: string | null;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

export interface Sessions {
  /**
   * Who this cookie stands for, or null: unknown, ended, or its post taken away. A `glance` is what a page does by itself,
   * such as looking for news: it does not count as somebody being there.
   */
  of(cookieValue: string | undefined, now: Date, as?: "visit" | "glance"): Promise<Subject | null>;
  /** When it ends if nobody does anything; null when it is over. */
  endOf(cookieValue: string | undefined, now: Date): Promise<Date | null>;
  open(opening: Opening, now: Date): Promise<Opened>;
  /** Gives the id_token of the login, for logout at the provider. Safe to repeat. */
  end(subject: Subject): Promise<{ readonly idToken: string | null }>;
  /** Live sessions, the latest seen first. */
  list(accountId: string, now: Date): Promise<SessionLine[]>;
  /** The id by which `list` names the subject's own session. */
  idOf(subject: Subject): string;
  /** Ends one session of the subject's account; false when there was none of that id. */
  endOne(subject: Subject, id: string): Promise<boolean>;
  /** Ends all sessions of the account but this one; gives their number. */
  endOthers(subject: Subject): Promise<number>;
  /** Same account, other role, new cookie; the absolute end stays. Refuses a post that is not this person's. */
  switchRole(subject: Subject, to: ActingAs, now: Date): Promise<Opened>;
}

interface Sealed {
  readonly name: PersonName;
  readonly idToken: string | null;
  readonly device: string | null;
}

/** `database`: of the portal's role. */
export function openSessions(database: Database, keyring: Keyring): Sessions {
  const context = (digest: Uint8Array) => `session ${Buffer.from(digest).toString("hex")}`;
  // Written by `begin` below under the digest of its own row.
  const unseal = (digest: Uint8Array, sealed: Uint8Array) => keyring.open(context(digest), sealed) as Sealed;
  const idOf = (digest: Uint8Array) => keyring.digest("session id", context(digest)).toString("base64url").slice(0, 22);

  async function begin(tx: Tx, account: Account, as: ActingAs, sealed: Sealed, times: Times): Promise<Opened> {
    const cookieValue = randomBytes(32).toString("base64url");
    const digest = sha256(cookieValue);
    const row: SessionRow = {
      session_digest: digest,
      account_id: account.accountId,
      level: account.level,
      ...roleColumns(account, as),
      csrf: newFormToken(keyring, account.accountId),
      sealed: keyring.seal(context(digest), sealed),
      created_at: times.startedAt,
      seen_at: times.now,
      ends_at: times.endsAt,
    };
    await insertSession(tx, row);
    return { cookieValue, subject: subjectOf(row, sealed.name) };
  }

  async function live(cookieValue: string | undefined, now: Date): Promise<SessionRow | null> {
    if (!cookieValue || !/^[\w-]{43}$/.test(cookieValue)) return null;
    const row = await findSession(database.sql, sha256(cookieValue));
    return row && !isOver(row, now) ? row : null;
  }

  return {
    async of(cookieValue, now, as = "visit") {
      const row = await live(cookieValue, now);
      if (!row) return null;
      const digest = Buffer.from(row.session_digest);
      const seenBefore = new Date(now.getTime() - seenEvery);
      if (as === "visit" && row.seen_at <= seenBefore)
        await database.transact((tx) => touchSession(tx, digest, now, seenBefore));
      return subjectOf(row, unseal(digest, row.sealed).name);
    },

    async endOf(cookieValue, now) {
      const row = await live(cookieValue, now);
      return row && new Date(Math.min(row.ends_at.getTime(), row.seen_at.getTime() + idleEnd[row.role]));
    },

    open: ({ account, as, idToken, device, replaces }, now) =>
      database.transact(async (tx) => {
        if (replaces) await deleteSession(tx, sha256(replaces));
        const endsAt = new Date(now.getTime() + absoluteEnd);
        return begin(tx, account, as, { name: account.name, idToken, device }, { startedAt: now, now, endsAt });
      }),

    async end(subject) {
      const sealed = await database.transact((tx) => deleteSession(tx, subject.sessionDigest));
      return { idToken: sealed && unseal(subject.sessionDigest, sealed).idToken };
    },

    async list(accountId, now) {
      const rows = await findSessions(database.sql, accountId);
      return rows
        .filter((row) => !isOver(row, now))
        .map((row) => ({
          id: idOf(row.session_digest),
          role: row.role,
          device: unseal(row.session_digest, row.sealed).device,
          startedAt: row.created_at,
          seenAt: row.seen_at,
        }));
    },

    idOf: (subject) => idOf(subject.sessionDigest),

    endOne: (subject, id) =>
      database.transact(async (tx) => {
        const rows = await findSessions(tx, subject.accountId);
        const named = rows.find((row) => idOf(row.session_digest) === id);
        return named !== undefined && (await deleteSession(tx, Buffer.from(named.session_digest))) !== null;
      }),

    endOthers: (subject) =>
      database.transact((tx) => deleteOtherSessions(tx, subject.accountId, subject.sessionDigest)),

    switchRole: (subject, to, now) =>
      database.transact(async (tx) => {
        const sealed = await deleteSession(tx, subject.sessionDigest);
        if (!sealed) throw sessionEnded();
        const account = await accountOf(tx, keyring, subject.accountId);
        return begin(tx, account, to, unseal(subject.sessionDigest, sealed), {
          startedAt: subject.startedAt,
          now,
          endsAt: subject.endsAt,
        });
      }),
  };
}

/** When a session that is seen now ends at the latest if nobody comes again: a minute early rather than late. */
export function quietEnd({ role, endsAt }: Pick<Subject, "role" | "endsAt">, now: Date): Date {
  return new Date(Math.min(endsAt.getTime(), now.getTime() + idleEnd[role] - seenEvery));
}

/** The broom, in the registry's role: rows that can open nothing any more. */
export async function sweepWindow(tx: Tx, now: Date): Promise<{ sessions: number; attempts: number; forms: number }> {
  return {
    sessions: await deleteOldSessions(tx, now, new Date(now.getTime() - idleEnd.patient)),
    attempts: await deleteOldAttempts(tx, new Date(now.getTime() - 60 * minute)),
    forms: await deleteOldKeptForms(tx, new Date(now.getTime() - KEPT_MS)),
  };
}

interface Times {
  readonly startedAt: Date;
  readonly now: Date;
  readonly endsAt: Date;
}

function isOver(row: SessionRow, now: Date): boolean {
  return row.ends_at <= now || now.getTime() - row.seen_at.getTime() >= idleEnd[row.role];
}

function roleColumns(account: Account, as: ActingAs) {
  if (as === "patient") {
    return {
      role: "patient",
      patient_id: account.patientId,
      staff_id: null,
      organisation_oid: null,
      region_code: null,
    } as const;
  }
  const post = account.posts.find(({ staffId }) => staffId === as.staffId);
  if (!post) {
    throw new Refusal("not-allowed", "NOT_YOUR_POST", {
      ru: "Такого места работы за вами не числится.",
      en: "You do not hold this post.",
    });
  }
  return {
    role: post.role,
    patient_id: null,
    staff_id: post.staffId,
    organisation_oid: post.organisationOid,
    region_code: post.regionCode,
  } as const;
}

function subjectOf(row: SessionRow, name: PersonName): Subject {
  return {
    accountId: row.account_id,
    role: row.role,
    level: row.level,
    patientId: row.patient_id,
    staffId: row.staff_id,
    organisationOid: row.organisation_oid,
    regionCode: row.region_code,
    name,
    csrf: row.csrf,
    sessionDigest: Buffer.from(row.session_digest),
    startedAt: row.created_at,
    endsAt: row.ends_at,
  };
}

function sessionEnded(): Refusal {
  return new Refusal("unauthenticated", "SESSION_ENDED", {
    ru: "Сеанс закончился. Войдите снова.",
    en: "Your session has ended. Please sign in again.",
  });
}
