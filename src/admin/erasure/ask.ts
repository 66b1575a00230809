/** A court ordered a document destroyed: one administrator asks for it. Nothing happens until another one confirms. */
import { isFresh } from "../../access/fresh.ts";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { uuidOf } from "../../basics/uuid.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Tx } from "../../db/sql.ts";
import { parseNumber } from "../../registry/number.ts";
import { invalid, loginAgain, refuseErased } from "./refusals.ts";
import * as store from "./store.ts";

export interface ErasureDeps {
  readonly keyring: Keyring;
  readonly clock: () => Date;
}

/** After that it must be asked for anew. */
export const ASKED_HOURS = 72;
const FEWEST = 15;
const MOST = 300;

export interface Asking {
  /** UUID of the form. */
  readonly once: string;
  readonly number: string;
  /** «решение Энского районного суда от 01.02.2027 № 2-345/2027»; goes into the log, so it names no person. */
  readonly basis: string;
}

/**
 * In the scope of the desk `erasure`.
 * @throws Refusal "not-allowed" ERASURE_LOGIN · "invalid" ERASURE_NUMBER, ERASURE_BASIS · "conflict" ERASURE_OPEN · "gone" ERASED
 */
export async function askErasure(tx: Tx, deps: ErasureDeps, subject: Subject, sent: Asking): Promise<void> {
  const now = deps.clock();
  if (!isFresh(subject, now)) throw loginAgain();
  const basis = basisOf(sent.basis);
  const number = parseNumber(sent.number.trim());
  const place = number && (await store.documentOf(tx, number));
  if (!number || !place) throw invalid("ERASURE_NUMBER");
  const erasureId = uuidOf(`erasure ${subject.accountId} ${sent.once}`);
  const before = await store.erasures(tx, { documentId: place.document_id }, 50);
  if (before.some((one) => one.erasure_id === erasureId)) return; // the same form, sent twice
  refuseErased(before);
  if (before.some((one) => one.verdict === null && one.ends_at > now))
    throw new Refusal("conflict", "ERASURE_OPEN", {
      ru: "Об удалении этого документа уже просят: запрос ждёт второго администратора",
      en: "The erasure of this document was asked for already: the request waits for a second administrator",
    });
  await store.insertErasure(tx, {
    erasure_id: erasureId,
    number,
    ...place,
    basis,
    account_id: subject.accountId,
    staff_id: subject.staffId ?? "",
    actor: deps.keyring.seal(`erasure ${erasureId}`, subject.name),
    asked_at: now,
    ends_at: new Date(now.getTime() + ASKED_HOURS * 3_600_000),
  });
}

/** One line, as a record can hold it, with the day of the decision in it. */
function basisOf(text: string): string {
  const basis = text
    .toWellFormed()
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  if (basis.length < FEWEST || basis.length > MOST || !/\d{2}\.\d{2}\.\d{4}/.test(basis))
    throw invalid("ERASURE_BASIS");
  return basis;
}
