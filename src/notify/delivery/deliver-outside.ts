/**
 * One delivery: looked at once more, sent, ended. A crash between the service's «accepted» and our «sent» is the one way to
 * send twice, so that nothing stands between the two; both times it carries the same id.
 */
import { noticeLetter } from "../mail/letter.ts";
import { outsideWords } from "../mail/words.ts";
import { openDevice, removeDevice } from "../push/device.ts";
import { addressContext } from "../settings/settings.ts";
import { unsubscribeToken } from "../settings/unsubscribe.ts";
import type { OutsideDeps } from "./deps.ts";
import { DeliveryFault } from "./fault.ts";
import { chanceOf, nextTry } from "./pauses.ts";
import type { ClaimedRow, LastLookRow } from "./store.ts";
import * as store from "./store.ts";
import { verdictOn } from "./verdict.ts";

export type Outcome = "sent" | "dropped" | "put-off" | "dead" | "lost-lease" | "away";

export async function deliverOutside(deps: OutsideDeps, row: ClaimedRow, lease: string): Promise<Outcome> {
  const { database, clock } = deps;
  const look = await database.transact((tx) => {
    const now = clock();
    const until = new Date(now.getTime() + deps.leaseMs);
    const { consentVersion, shownFrom } = deps;
    return store.lastLook(tx, row, { lease, now, until, consentVersion, shownFrom });
  });
  if (!look) return "lost-lease";
  const verdict = verdictOn(look, row.channel, clock());
  if (!verdict.send) {
    if ("drop" in verdict) return finish(deps, row, "dropped", verdict.drop);
    await putOff(deps, row, lease, { until: verdict.until, reason: "quiet", dueAt: verdict.until });
    return "put-off";
  }
  try {
    await send(deps, row, look);
  } catch (error) {
    return afterFault(deps, row, lease, error);
  }
  return finish(deps, row, "sent", null);
}

function send(deps: OutsideDeps, row: ClaimedRow, look: LastLookRow): Promise<void> {
  return row.channel === "email" ? sendLetter(deps, row, look) : sendPush(deps, row, look);
}

async function sendLetter({ post, keyring, links }: OutsideDeps, row: ClaimedRow, look: LastLookRow): Promise<void> {
  const { patient_id: patientId, delivery_id: id } = row;
  if (!post || !look.email) throw new DeliveryFault("never", "mail-off");
  const to = keyring.open(addressContext(patientId), look.email) as string;
  const token = unsubscribeToken(keyring, patientId);
  await post.send(noticeLetter({ to, id, kind: look.kind, language: look.language, unsubscribeToken: token, links }));
}

async function sendPush({ push, keyring, links }: OutsideDeps, row: ClaimedRow, look: LastLookRow): Promise<void> {
  const { patient_id: patientId, delivery_id: id, device_id } = row;
  if (!push || !look.device || !look.device_added) throw new DeliveryFault("never", "push-off");
  const { subscription } = openDevice(keyring, patientId, {
    device_id,
    sealed: look.device,
    added_at: look.device_added,
  });
  const w = outsideWords[look.language];
  await push.send(subscription, { id, title: w.brand, body: w.said[look.kind], path: new URL(links.cabinet).pathname });
}

async function afterFault(deps: OutsideDeps, row: ClaimedRow, lease: string, error: unknown): Promise<Outcome> {
  // Whatever is not a fault of the service is one of ours; it must not turn in a circle either.
  const { kind, code } = error instanceof DeliveryFault ? error : new DeliveryFault("later", "our-fault");
  if (kind === "never") return finish(deps, row, "dead", code);
  if (kind === "gone") {
    await deps.database.transact((tx) => removeDevice(tx, row.patient_id, row.device_id));
    return finish(deps, row, "dropped", code);
  }
  const now = deps.clock();
  const next = nextTry({ attempt: row.attempt, dueAt: row.due_at, now, chance: chanceOf(deps.random) });
  if (!next) await finish(deps, row, "dead", code);
  else await putOff(deps, row, lease, { until: next, reason: code, dueAt: null });
  if (kind === "away") return "away";
  return next ? "put-off" : "dead";
}

async function finish<E extends store.Ending>(
  { database, clock }: OutsideDeps,
  row: ClaimedRow,
  state: E,
  reason: string | null,
): Promise<E> {
  await database.transact((tx) => store.end(tx, row.delivery_id, state, reason, clock()));
  return state;
}

function putOff(
  { database }: OutsideDeps,
  row: ClaimedRow,
  lease: string,
  about: Parameters<typeof store.putOff>[3],
): Promise<void> {
  return database.transact((tx) => store.putOff(tx, row.delivery_id, lease, about));
}
