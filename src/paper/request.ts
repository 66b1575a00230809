/** A request for copies as its patient and its desk see it, and what each of them may do with it. */
import { dayOf } from "../basics/day.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { notify } from "../notify/notify.ts";
import type { Actor, Holder, PaperDeps } from "./deps.ts";
import { eventsOf, type PaperEvent, tell } from "./event.ts";
import { parsePaperNumber } from "./number.ts";
import { type PaperPlace, placeOf } from "./organisation.ts";
import * as store from "./requests/store.ts";
import { organisationsBy } from "./store.ts";

export type Request = store.RequestRow;
export type RequestState = store.RequestState;
export type Item = store.ItemRow;

export interface WholeRequest {
  readonly request: Request;
  readonly place: PaperPlace;
  readonly holder: Holder;
  readonly items: readonly Item[];
  readonly events: readonly PaperEvent[];
}

type Whose = { readonly patientId: string } | { readonly organisationOid: string };

/** @throws Refusal "not-found" NO_PAPER_REQUEST: none, somebody else's, or put to another organisation: one and the same */
export async function openRequest(tx: Tx, deps: PaperDeps, whose: Whose, numberText: string): Promise<WholeRequest> {
  const number = parsePaperNumber("copies", numberText);
  const request = number ? await store.requestByNumber(tx, whose, number) : null;
  if (!request) throw noRequest();
  const { patient_id: patientId, request_id: requestId } = request;
  if ("organisationOid" in whose) await store.nameRequest(tx, requestId);
  const [items, events, [organisation]] = await Promise.all([
    store.itemsOf(tx, patientId, requestId),
    eventsOf(tx, deps.keyring, patientId, requestId),
    organisationsBy(tx, [request.organisation_oid]),
  ]);
  if (!organisation) throw noRequest();
  return { request, place: placeOf(organisation), holder: holderOf(deps, request), items, events };
}

export function holderOf(deps: Pick<PaperDeps, "keyring">, request: Request): Holder {
  return deps.keyring.open(`paper ${request.request_id}`, request.sealed) as Holder; // sealed by `askForCopies`
}

export async function listOwn(sql: Sql, patientId: string): Promise<Request[]> {
  return store.requestsOf(sql, patientId, 100);
}

const KEEP_DAYS = 30;

/** The desk's queue, the day of coming first; and what was closed in the last thirty days, the newest first. */
export async function queueOf(sql: Sql, organisationOid: string, now: Date) {
  const since = new Date(now.getTime() - KEEP_DAYS * 86_400_000);
  const [open, closed] = await Promise.all([
    store.openRequestsAt(sql, organisationOid, 200),
    store.closedRequestsAt(sql, organisationOid, since, 50),
  ]);
  return { open, closed };
}

export type RequestDeed = "ready" | "handed" | "refused" | "cancelled";

const moves = {
  ready: { from: ["asked"], closes: false, notice: "paper-ready" },
  handed: { from: ["asked", "ready"], closes: true, notice: "paper-handed" },
  refused: { from: ["asked", "ready"], closes: true, notice: "paper-refused" },
  cancelled: { from: ["asked", "ready"], closes: true, notice: null },
} as const satisfies Record<RequestDeed, { from: readonly RequestState[]; closes: boolean; notice: string | null }>;

/**
 * Moves a request on, if it still stands as whoever acts saw it (`turn`). The patient is told in the same transaction.
 * @throws Refusal "conflict" PAPER_MOVED_ON: somebody was quicker; nothing is changed
 */
export async function act(
  tx: Tx,
  deps: PaperDeps,
  { request }: Pick<WholeRequest, "request">,
  actor: Actor,
  deed: RequestDeed,
  said: { readonly turn: number; readonly words: string | null },
): Promise<void> {
  const { patient_id: patientId, request_id: requestId, number } = request;
  const { from, closes, notice } = moves[deed];
  const at = deps.clock();
  if (!(await store.changeRequest(tx, request, { from, to: deed, turn: said.turn, at }))) throw movedOn();
  await tell(tx, deps, { patientId, aboutId: requestId }, actor, deed, said.words);
  if (notice) await notify(tx, { patientId, kind: notice, event: `paper ${requestId} ${deed}`, about: number, at });
  // Last: once it is closed, its documents are nothing to the desk any more.
  if (closes) await store.closeItems(tx, patientId, requestId);
}

export function movedOn(): Refusal {
  return new Refusal("conflict", "PAPER_MOVED_ON", {
    ru: "Пока вы смотрели, это изменил кто-то другой",
    en: "Somebody else has changed this while you were looking",
  });
}

export function noRequest(): Refusal {
  return new Refusal("not-found", "NO_PAPER_REQUEST", { ru: "Такого запроса нет", en: "There is no such request" });
}

/** The organisations of these requests, by OID. */
export async function placesOf(sql: Sql, requests: readonly Request[]): Promise<ReadonlyMap<string, PaperPlace>> {
  const rows = await organisationsBy(sql, [...new Set(requests.map((one) => one.organisation_oid))]);
  return new Map(rows.map((row) => [row.oid, placeOf(row)]));
}

/** The day has come in the organisation's zone, the copy is not handed over, and nothing was said of it yet. */
export function mayComplain({ request, place, events }: WholeRequest, now: Date): boolean {
  const { state, comes_on: day } = request;
  if (state === "handed" || state === "cancelled" || dayOf(now, place.zone) < day) return false;
  return !events.some(({ deed }) => deed === "complained");
}
