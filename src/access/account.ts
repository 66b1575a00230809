/** After a login: whose account it is, which person stands behind it, and which posts that person holds. */
import { Refusal } from "../basics/refusal.ts";
import type { Snils } from "../basics/snils.ts";
import { uuidFromDigest } from "../basics/uuid.ts";
import type { PersonName } from "../cda/facts.ts";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql } from "../db/sql.ts";
import type { ConfirmedClaims, LoginClaims } from "./claims.ts";
import { findAccount, findPosts, keepAccount } from "./store.ts";
import type { Level, StaffRole } from "./subject.ts";

/** A person as the state vouches for them. */
interface VouchedPerson {
  readonly snils: Snils;
  readonly family: string;
  readonly given: string;
  readonly patronymic: string | null;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly sex: "male" | "female" | null;
}

/**
 * The registry's desk: finds the person of exactly this СНИЛС, name and birth date, or adds one. Where somebody else
 * already stands under that СНИЛС it adds a second person, so that nobody is ever shown another's documents. The desk
 * works in a transaction of the registry's own role: the portal's may not look at people other than the reader.
 */
export type PersonDesk = (person: VouchedPerson, now: Date) => Promise<{ readonly patientId: string | null }>;

/** One place of work. */
export interface Post {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly organisationOid: string | null;
  /** Of a region's operator only. */
  readonly regionCode: string | null;
  /** Short name; of a region's operator the region's; null for staff of the registry itself. */
  readonly organisation: string | null;
  readonly position: string | null;
}

export interface Account {
  readonly accountId: string;
  readonly level: Level;
  /** Of a confirmed account only. */
  readonly patientId: string | null;
  readonly name: PersonName;
  /** As the login said it; null where it said none. */
  readonly snils: Snils | null;
  /** As the provider vouched for it at the last login; null where it gave none. */
  readonly email: string | null;
  /** Of a confirmed account only: a claimed СНИЛС that nobody checked against a face makes no doctor. */
  readonly posts: readonly Post[];
}

export interface Accounts {
  /** The account of this login, made or renewed by what the identity provider says today. */
  arrive(issuer: string, subject: string, claims: LoginClaims, now: Date): Promise<Account>;
  /** The account as it stands. Throws a Refusal when there is none. */
  of(accountId: string): Promise<Account>;
}

/** `database`: of the portal's role. */
export function openAccounts(database: Database, keyring: Keyring, people: PersonDesk): Accounts {
  return {
    async arrive(issuer, subject, claims, now) {
      const accountId = uuidFromDigest(keyring.digest("account", `${issuer} ${subject}`));
      // The person first, in the registry's own transaction: repeated after a failure it finds what it added.
      const patientId = claims.level === "confirmed" ? await personOf(people, claims, now) : null;
      const { name, snils, email = null } = claims;
      const sealed = keyring.seal(`account ${accountId}`, { name, snils, email });
      await database.transact((tx) =>
        keepAccount(tx, accountId, { level: claims.level, patient_id: patientId, sealed }, now),
      );
      return accountOf(database.sql, keyring, accountId);
    },
    of: (accountId) => accountOf(database.sql, keyring, accountId),
  };
}

async function personOf(people: PersonDesk, claims: ConfirmedClaims, now: Date): Promise<string> {
  const { snils, name, birthDate, sex } = claims;
  const { patientId } = await people({ snils, ...name, birthDate, sex }, now);
  if (!patientId) throw new Error("the registry found no person for a confirmed account");
  return patientId;
}

interface Sealed {
  readonly name: PersonName;
  readonly snils: Snils | null;
  /** Not there in accounts of before. */
  readonly email?: string | null;
}

/** For this room: the same within a transaction. */
export async function accountOf(sql: Sql, keyring: Keyring, accountId: string): Promise<Account> {
  const row = await findAccount(sql, accountId);
  if (!row) throw new Refusal("not-found", "NO_ACCOUNT", { ru: "Такой учётной записи нет.", en: "No such account." });
  // Sealed by `arrive` above, and opened only if nobody has changed it.
  const { name, snils, email } = keyring.open(`account ${accountId}`, row.sealed) as Sealed;
  const posts = row.level === "confirmed" && snils ? await findPosts(sql, snilsDigest(keyring, snils)) : [];
  return {
    accountId,
    level: row.level,
    patientId: row.patient_id,
    name,
    snils,
    email: email ?? null,
    posts: posts.flatMap(({ staff_id, role, organisation_oid, region_code, organisation, position }) =>
      role === "patient"
        ? []
        : [
            {
              staffId: staff_id,
              role,
              organisationOid: organisation_oid,
              regionCode: region_code,
              organisation,
              position,
            },
          ],
    ),
  };
}

/** Under which a member of staff is found; also the `person.snils_digest` of the registry. */
export function snilsDigest(keyring: Keyring, snils: Snils): Buffer {
  return keyring.digest("snils", snils);
}
