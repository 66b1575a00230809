/** The claim is sent: one appeal, however often the button is pressed; what it asks for is awaited, so that it closes by itself. */
import type { Actor } from "../../appeals/deps.ts";
import { reportMissing } from "../../appeals/report-missing.ts";
import { dayOf } from "../../basics/day.ts";
import { uuidOf } from "../../basics/uuid.ts";
import type { Tx } from "../../db/sql.ts";
import type { DueDeps } from "../../due/deps.ts";
import { expectOfClaim } from "../../due/expect.ts";
import { type KeptDraft, keepDraft, type WholeDraft } from "./draft.ts";
import { judgeClaim, type Stop } from "./judge.ts";
import * as store from "./store.ts";

export type Sent = { readonly number: string; readonly outcome: "opened" | "known" } | { readonly stop: Stop };

/** `kept` is held by this transaction. */
export async function sendClaim(
  tx: Tx,
  deps: DueDeps,
  actor: Actor,
  patientId: string,
  kept: KeptDraft & { readonly draft: WholeDraft },
): Promise<Sent> {
  const { draft } = kept;
  if (kept.sent !== null) return { number: kept.sent, outcome: "known" };
  const stop = await judgeClaim(deps, tx, patientId, draft);
  if (stop?.why === "open") return { number: stop.number, outcome: "known" };
  if (stop) return { stop };
  const { happenedOn, regionCode, organisationOid } = draft;
  const leaflet = draft.leaflet || null;
  const { outcome, number } = await reportMissing(tx, deps, actor, {
    patientId,
    once: draft.once,
    wrongData: draft.data === "wrong",
    leaflet,
    happenedOn,
    regionCode,
    organisationOid,
    words: organisationOid === null ? (draft.organisationName ?? null) : null,
    dueId: await awaited(tx, deps, patientId, draft),
  });
  await keepDraft(tx, deps.keyring, patientId, draft, deps.clock(), number);
  return { number, outcome };
}

/** The expected document that the claim is about; one that no organisation told of is expected from now on. */
async function awaited(tx: Tx, deps: DueDeps, patientId: string, draft: WholeDraft): Promise<string | null> {
  const { happenedOn, leaflet, organisationOid } = draft;
  const dueId = draft.dueId ?? null;
  const due = await store.dueOfVisit(tx, patientId, { dueId, leaflet, organisationOid, happenedOn });
  if (due && due.state !== "arrived") return due.due_id;
  const organisation = organisationOid === null ? null : await store.organisation(tx, organisationOid);
  if (!organisation) return null; // of an organisation that nobody knows anything might be taken for it
  const id = uuidOf(`claimed ${patientId} ${draft.once}`);
  const today = dayOf(deps.clock(), organisation.time_zone);
  const { oid, region_code: regionCode } = organisation;
  await expectOfClaim(tx, deps, { patientId, dueId: id, organisationOid: oid, regionCode, happenedOn, leaflet, today });
  return id;
}
