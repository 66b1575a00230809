/** «Отписаться» in a letter (RFC 8058): one click, without signing in, and it works for ever. */
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import { changeSettings, choices, type NoticeSettings, readSettings } from "./settings.ts";

const CONTEXT = "unsubscribe";

/** Sealed, not stored: nobody can make one up, and it tells nobody whose it is. */
export function unsubscribeToken(keyring: Keyring, patientId: string): string {
  return keyring.seal(CONTEXT, patientId).toString("base64url");
}

/** Null for what the house did not write. */
export function readUnsubscribeToken(keyring: Keyring, token: string): string | null {
  try {
    return keyring.open(CONTEXT, Buffer.from(token, "base64url")) as string;
  } catch {
    return null;
  }
}

/** Letters of every group off; push and the cabinet stay. `database`: of the registry's role. False: no token of ours. */
export async function unsubscribe(database: Database, keyring: Keyring, token: string, now: Date): Promise<boolean> {
  const patientId = readUnsubscribeToken(keyring, token);
  if (!patientId) return false;
  await database.transact(async (tx) => {
    const { muted } = await readSettings(keyring, tx, patientId);
    await changeSettings(tx, keyring, patientId, { muted: withoutLetters(muted) }, now);
  });
  return true;
}

function withoutLetters(muted: NoticeSettings["muted"]): NoticeSettings["muted"] {
  return choices.filter((choice) => choice.endsWith(" email") || muted.includes(choice));
}
