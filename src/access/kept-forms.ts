/**
 * What was typed is not lost when the session ends in the middle of it: the fields wait under seal for an hour, until the
 * same account comes back in the same browser, and are given out once. Nothing is ever sent on by itself.
 */
import { randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Tx } from "../db/sql.ts";
import { deleteKeptForm, deleteKeptForms, findKeptForms, insertKeptForm } from "./store.ts";
import { type Subject, sha256 } from "./subject.ts";

/** As a form's body came: one text for a name, or several. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** The page that the form stood on and the address that it was sent to: paths of ours. */
interface Place {
  readonly page: string;
  readonly action: string;
}

export interface KeptForms {
  /** Gives the cookie's value: the one that the browser had, or a new one. Null when there is too much to keep. */
  keep(
    accountId: string,
    browser: string | undefined,
    form: Place & { values: FormValues },
    now: Date,
  ): Promise<string | null>;
  /** The newest form of this account and browser for this place, which is then gone when `tx` commits. */
  take(tx: Tx, subject: Subject, browser: string | undefined, place: Place, now: Date): Promise<FormValues | null>;
}

/** How long a form waits. */
export const KEPT_MS = 60 * 60_000;
/** The longest text that a form takes is 20 000 letters, which is 40 kB. */
const LARGEST = 64 * 1024;
/** Of one account: so that nobody fills the table. */
const MOST = 10;

/** `database`: of the portal's role. */
export function openKeptForms(database: Database, keyring: Keyring): KeptForms {
  const context = (accountId: string, digest: Uint8Array) =>
    `kept form ${accountId} ${Buffer.from(digest).toString("hex")}`;

  return {
    async keep(accountId, browser, form, now) {
      if (Buffer.byteLength(JSON.stringify(form.values)) > LARGEST) return null;
      const cookieValue = isCookieValue(browser) ? browser : randomBytes(32).toString("base64url");
      const digest = sha256(cookieValue);
      const sealed = keyring.seal(context(accountId, digest), form);
      await database.transact(async (tx) => {
        await insertKeptForm(tx, { accountId, digest, sealed, now });
        await deleteKeptForms(tx, { accountId, butNewest: MOST });
      });
      return cookieValue;
    },

    async take(tx, { accountId }, browser, place, now) {
      if (!isCookieValue(browser)) return null;
      const digest = sha256(browser);
      for (const row of await findKeptForms(tx, accountId, digest, new Date(now.getTime() - KEPT_MS))) {
        // Sealed by `keep` above.
        const form = keyring.open(context(accountId, digest), row.sealed) as Place & { values: FormValues };
        if (form.page !== place.page || form.action !== place.action) continue;
        await deleteKeptForm(tx, accountId, row.form_id);
        return form.values;
      }
      return null;
    },
  };
}

function isCookieValue(sent: string | undefined): sent is string {
  return sent !== undefined && /^[\w-]{43}$/.test(sent);
}
