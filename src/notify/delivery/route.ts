/** From a notice to its deliveries: one for each channel that its person's settings let out, together with the mark «routed». */
import { uuidFromDigest } from "../../basics/uuid.ts";
import type { Keyring } from "../../db/keyring.ts";
import { type Channel, groupOf } from "../kinds.ts";
import { type Choice, wants } from "../settings/settings.ts";
import type { OutsideDeps } from "./deps.ts";
import * as store from "./store.ts";

const BATCH = 200;
/** A letter goes to an address, not to a device. */
const NO_DEVICE = "00000000-0000-0000-0000-000000000000";

/** Gives how many notices were routed; safe to run in several workers at once. */
export function routeSome(deps: OutsideDeps): Promise<number> {
  return deps.database.transact(async (tx) => {
    const rows = await store.takeUnrouted(tx, BATCH);
    if (rows.length === 0) return 0;
    await store.insertRoutes(
      tx,
      rows.flatMap((row) => routesOf(deps, row)),
      deps.clock(),
    );
    await store.markRouted(tx, rows);
    return rows.length;
  });
}

function routesOf({ keyring, post, push }: OutsideDeps, row: store.UnroutedRow): store.Route[] {
  const { paused, muted } = row;
  if (paused === null || muted === null) return [];
  const wanted = (channel: Channel) => wants({ paused, muted: muted as Choice[] }, groupOf[row.kind], channel);
  return [
    ...(post && row.has_email && wanted("email") ? [route(keyring, row, "email", NO_DEVICE)] : []),
    ...(push && wanted("push") ? row.devices.map((device) => route(keyring, row, "push", device)) : []),
  ];
}

function route(keyring: Keyring, row: store.UnroutedRow, channel: Channel, deviceId: string): store.Route {
  const facts = `${row.patient_id} ${row.notice_id} ${channel} ${deviceId}`;
  return {
    patientId: row.patient_id,
    noticeId: row.notice_id,
    channel,
    deviceId,
    deliveryId: uuidFromDigest(keyring.digest("delivery", facts)),
    thread: row.about,
    seq: row.seq,
  };
}
