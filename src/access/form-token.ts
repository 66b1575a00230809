/**
 * The token that every form of a session carries. It is fresh for each session, so a form from elsewhere does nothing;
 * and under its seal stands whose form it is, so that what was typed finds its owner again when the session is over.
 */
import type { Keyring } from "../db/keyring.ts";

const context = "form token";

export function newFormToken(keyring: Keyring, accountId: string): string {
  return keyring.seal(context, accountId).toString("base64url");
}

/** The account that this form was made for, whether or not its session is still there; null for what we did not seal. */
export function formOwner(keyring: Keyring, sent: unknown): string | null {
  if (typeof sent !== "string" || sent.length > 200 || !/^[\w-]{60,}$/.test(sent)) return null;
  try {
    const accountId = keyring.open(context, Buffer.from(sent, "base64url"));
    return typeof accountId === "string" ? accountId : null;
  } catch {
    return null;
  }
}
