/**
 * «Запросить бумажную копию»: a patient asks organisations for copies of documents that these have issued, and says on which
 * day they come. Several organisations: a request for each. What is asked for already is not asked for twice.
 */
import { randomUUID } from "node:crypto";
import type { CalendarBook } from "../basics/calendar.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { parseNumber } from "../registry/number.ts";
import type { Actor, Holder, PaperDeps } from "./deps.ts";
import { tell } from "./event.ts";
import { makePaperNumber } from "./number.ts";
import { comingDays, type PaperPlace, placeOf } from "./organisation.ts";
import { insertItems, insertRequest } from "./requests/store.ts";
import * as store from "./store.ts";

/** A person takes home what they can carry; and an address has an end. */
export const MOST_DOCUMENTS = 30;

export interface Wanted {
  readonly place: PaperPlace;
  /** Not asked for yet. */
  readonly documents: readonly store.DocumentRow[];
  /** Asked for already, in the request of this number. */
  readonly asked: readonly store.DocumentRow[];
}

/**
 * What the numbers name, by organisation.
 * @throws Refusal "not-found" NO_DOCUMENT when one of them is not the patient's; "invalid" TOO_MANY_DOCUMENTS
 */
export async function wantedOf(sql: Sql, patientId: string, texts: readonly string[]): Promise<Wanted[]> {
  const numbers = [...new Set(texts)];
  if (numbers.length > MOST_DOCUMENTS) throw tooMany();
  const proved = numbers.map((text) => parseNumber(text) ?? noDocument());
  const rows = await store.ownByNumbers(sql, patientId, proved);
  if (rows.length < proved.length) throw noDocument();
  const organisations = await store.organisationsBy(sql, [...new Set(rows.map((row) => row.organisation_oid))]);
  return organisations.map((organisation) => {
    const those = rows.filter((row) => row.organisation_oid === organisation.oid);
    return {
      place: placeOf(organisation),
      documents: those.filter((row) => row.asked_in === null),
      asked: those.filter((row) => row.asked_in !== null),
    };
  });
}

export interface Asking {
  readonly patientId: string;
  readonly holder: Holder;
  readonly numbers: readonly string[];
  /** The day for each organisation, by its OID. */
  readonly days: ReadonlyMap<string, string>;
}

export interface Asked {
  /** Of requests made now, and of those that asked for the same already. */
  readonly numbers: readonly string[];
  readonly made: number;
}

/** @throws Refusal what `wantedOf` throws; "invalid" NO_SUCH_DAY when the window is closed on the day that was chosen */
export async function askForCopies(tx: Tx, deps: PaperDeps, book: CalendarBook, asking: Asking): Promise<Asked> {
  const { patientId } = asking;
  await store.waitTurn(tx, patientId);
  const wanted = await wantedOf(tx, patientId, asking.numbers);
  const made: string[] = [];
  for (const { place, documents } of wanted) {
    if (documents.length === 0) continue;
    const chosen = asking.days.get(place.oid);
    const day = comingDays(place, book, deps.clock()).find((one) => one.day === chosen);
    if (!day) throw noSuchDay();
    made.push(await ask(tx, deps, asking, place, day.day, documents));
  }
  const there = wanted.flatMap(({ asked }) => asked.map((row) => row.asked_in ?? ""));
  return { numbers: [...new Set([...made, ...there])], made: made.length };
}

async function ask(
  tx: Tx,
  deps: PaperDeps,
  { patientId, holder }: Asking,
  place: PaperPlace,
  comesOn: string,
  documents: readonly store.DocumentRow[],
): Promise<string> {
  const [requestId, at] = [randomUUID(), deps.clock()];
  const number = makePaperNumber("copies", at, await store.nextSequence(tx));
  const sealed = deps.keyring.seal(`paper ${requestId}`, holder);
  await insertRequest(tx, { patientId, requestId, number, organisationOid: place.oid, comesOn, at, sealed });
  const documentIds = documents.map((row) => row.document_id);
  await insertItems(tx, { patientId, requestId }, documentIds);
  const actor: Actor = { role: "patient", name: holder.name };
  await tell(tx, deps, { patientId, aboutId: requestId }, actor, "asked");
  return number;
}

function noDocument(): never {
  throw new Refusal("not-found", "NO_DOCUMENT", { ru: "Такого документа у вас нет", en: "You have no such document" });
}

function tooMany(): Refusal {
  return new Refusal("invalid", "TOO_MANY_DOCUMENTS", {
    ru: `За один раз можно запросить не больше ${MOST_DOCUMENTS} документов`,
    en: `No more than ${MOST_DOCUMENTS} documents can be asked for at once`,
  });
}

function noSuchDay(): Refusal {
  return new Refusal("invalid", "NO_SUCH_DAY", {
    ru: "В этот день регистратура закрыта. Выберите другой день",
    en: "The reception is closed on that day. Choose another day",
  });
}
