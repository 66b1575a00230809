/** A browser that takes push: where to send, and the keys that only it can open with. */
import { createECDH } from "node:crypto";
import { type Static, Type } from "@sinclair/typebox";
import { TypeCompiler } from "@sinclair/typebox/compiler";
import { Refusal } from "../../basics/refusal.ts";
import { uuidFromDigest } from "../../basics/uuid.ts";
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import * as store from "../settings/store.ts";
import { allowedEndpoint, type PushServices } from "./services.ts";

const Subscription = Type.Object({
  endpoint: Type.String(),
  /** The browser's public key, 65 bytes, and the shared secret, 16 bytes: base64url (RFC 8291). */
  p256dh: Type.String({ pattern: "^[A-Za-z0-9_-]{87}=?$" }),
  auth: Type.String({ pattern: "^[A-Za-z0-9_-]{22}(==)?$" }),
});
export type Subscription = Static<typeof Subscription>;
const isSubscription = TypeCompiler.Compile(Subscription);

export interface Device {
  readonly id: string;
  readonly addedAt: Date;
  readonly subscription: Subscription;
  /** «Chrome, Windows»; null when the browser did not say. */
  readonly name: string | null;
}

const MOST_DEVICES = 10;

/** @throws Refusal PUSH_MISSHAPEN, PUSH_SERVICE, PUSH_MANY */
export async function addDevice(
  tx: Tx,
  deps: { readonly keyring: Keyring; readonly services: PushServices; readonly registry: Database },
  patientId: string,
  told: { readonly subscription: unknown; readonly name: string | null },
  now: Date,
): Promise<void> {
  const { subscription, name } = told;
  if (!isSubscription.Check(subscription) || !isPoint(subscription.p256dh)) throw misshapen();
  const endpoint = allowedEndpoint(deps.services, subscription.endpoint);
  if (!endpoint) throw elsewhere();
  const id = uuidFromDigest(deps.keyring.digest("push device", endpoint.href));
  const known = await store.devicesOf(tx, patientId);
  if (known.length >= MOST_DEVICES && !known.some((device) => device.device_id === id)) throw many();
  await deps.registry.transact((registry) => store.dropDeviceOfOthers(registry, patientId, id));
  const { p256dh, auth } = subscription;
  const sealed = deps.keyring.seal(context(patientId, id), { endpoint: endpoint.href, p256dh, auth, name });
  await store.putDevice(tx, patientId, { device_id: id, sealed, added_at: now });
}

export async function listDevices(keyring: Keyring, sql: Sql, patientId: string): Promise<Device[]> {
  const rows = await store.devicesOf(sql, patientId);
  return rows.map((row) => openDevice(keyring, patientId, row));
}

export function openDevice(keyring: Keyring, patientId: string, row: store.DeviceRow): Device {
  const { name, ...subscription } = keyring.open(context(patientId, row.device_id), row.sealed) as Subscription & {
    name: string | null;
  };
  return { id: row.device_id, addedAt: row.added_at, subscription, name };
}

export function removeDevice(tx: Tx, patientId: string, deviceId: string): Promise<void> {
  return store.dropDevice(tx, patientId, deviceId);
}

const context = (patientId: string, id: string) => `push device ${patientId} ${id}`;

/** A point that is not on the curve would fail at every sending. */
function isPoint(p256dh: string): boolean {
  const curve = createECDH("prime256v1");
  curve.generateKeys();
  try {
    curve.computeSecret(Buffer.from(p256dh, "base64url"));
    return true;
  } catch {
    return false;
  }
}

function misshapen(): Refusal {
  return new Refusal("misshapen", "PUSH_MISSHAPEN", {
    ru: "Браузер передал неполные данные. Обновите страницу и включите уведомления ещё раз",
    en: "The browser sent incomplete data. Reload the page and switch notifications on again",
  });
}

function elsewhere(): Refusal {
  return new Refusal("invalid", "PUSH_SERVICE", {
    ru: "Уведомления в этом браузере не поддерживаются. Включите письма на электронную почту",
    en: "Notifications in this browser are not supported. Switch letters on instead",
  });
}

function many(): Refusal {
  return new Refusal("invalid", "PUSH_MANY", {
    ru: "Уведомления включены уже в десяти браузерах. Отключите те, которыми не пользуетесь",
    en: "Notifications are on in ten browsers already. Switch off those you do not use",
  });
}
