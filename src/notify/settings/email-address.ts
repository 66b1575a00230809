/** An address for letters: typed, then confirmed by a link that only its owner gets. */
import { Refusal } from "../../basics/refusal.ts";
import type { Language } from "../../basics/words.ts";
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { changeSettings } from "./settings.ts";
import * as store from "./store.ts";

const LINK_LIVES_MS = 24 * 3_600_000;
/** Letters to addresses that a person types: so many in a day, lest the house be used to pester somebody. */
const MOST_A_DAY = 5;
const DAY_MS = 24 * 3_600_000;

export interface Confirmation {
  readonly address: string;
  readonly language: Language;
  /** Null once the letter has left: the house cannot tell the link any more. */
  readonly token: string | null;
}

/** RFC 5321 lengths; one plain mailbox, nothing that a header or a second address could hide in. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{4,190}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** Null for what is no address. An international domain is written as it is sent: xn--… */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  const domain = at > 0 ? domainOf(trimmed.slice(at + 1)) : null;
  const address = domain && `${trimmed.slice(0, at)}@${domain}`;
  return address && ADDRESS.test(address) ? address : null;
}

function domainOf(text: string): string | null {
  if (!/^[\p{L}\p{N}.-]+$/u.test(text)) return null;
  return URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`).hostname : null;
}

/** Makes the link; the worker mails it. An earlier link is void from now on. @throws Refusal ADDRESS_WAIT */
export async function askToConfirm(
  tx: Tx,
  deps: { readonly keyring: Keyring; readonly random: (bytes: number) => Buffer },
  patientId: string,
  wish: { readonly address: string; readonly language: Language },
  now: Date,
): Promise<void> {
  const before = await store.confirmationOf(tx, patientId);
  const today = before && now.getTime() - before.asked_since.getTime() < DAY_MS ? before : null;
  if (today && today.asked >= MOST_A_DAY) throw tooMany();
  const token = deps.random(32).toString("base64url");
  await store.writeConfirmation(
    tx,
    digestOf(deps.keyring, token),
    {
      patient_id: patientId,
      sealed: sealConfirmation(deps.keyring, patientId, { ...wish, token }),
      expires_at: new Date(now.getTime() + LINK_LIVES_MS),
      asked: (today?.asked ?? 0) + 1,
      asked_since: today?.asked_since ?? now,
    },
    now,
  );
}

/** The address that a link is on its way to; null when none is. */
export async function awaitedAddress(keyring: Keyring, sql: Sql, patientId: string, now: Date): Promise<string | null> {
  const row = await store.confirmationOf(sql, patientId);
  return row && row.expires_at > now ? openConfirmation(keyring, row).address : null;
}

/** Whether the link would do something; asking changes nothing, for programs follow links in letters by themselves. */
export async function isLinkAlive(database: Database, keyring: Keyring, token: string, now: Date): Promise<boolean> {
  const row = await store.confirmationBy(database.sql, digestOf(keyring, token));
  return row !== null && row.expires_at > now;
}

/** `database`: of the registry's role, for whoever follows the link need not be signed in. False: no such link, or too late. */
export function confirmAddress(database: Database, keyring: Keyring, token: string, now: Date): Promise<boolean> {
  return database.transact(async (tx) => {
    const digest = digestOf(keyring, token);
    const row = await store.confirmationBy(tx, digest);
    if (!row || (await store.endConfirmation(tx, row.patient_id, digest, now)) === 0) return false;
    const { address, language } = openConfirmation(keyring, row);
    await changeSettings(tx, keyring, row.patient_id, { email: address, language }, now);
    return true;
  });
}

/** No letters any more, and no link that could bring them back. */
export async function forgetAddress(tx: Tx, keyring: Keyring, patientId: string, now: Date): Promise<void> {
  await store.voidConfirmation(tx, patientId, now);
  await changeSettings(tx, keyring, patientId, { email: null }, now);
}

export function digestOf(keyring: Keyring, token: string): Buffer {
  return keyring.digest("email confirmation", token);
}

export function sealConfirmation(keyring: Keyring, patientId: string, confirmation: Confirmation): Buffer {
  return keyring.seal(`email confirmation ${patientId}`, confirmation);
}

export function openConfirmation(
  keyring: Keyring,
  row: Pick<store.ConfirmationRow, "patient_id" | "sealed">,
): Confirmation {
  return keyring.open(`email confirmation ${row.patient_id}`, row.sealed) as Confirmation;
}

function tooMany(): Refusal {
  return new Refusal("not-allowed", "ADDRESS_WAIT", {
    ru: "Сегодня мы уже отправили пять писем со ссылкой. Попробуйте завтра",
    en: "Five letters with a link were sent today. Try again tomorrow",
  });
}
