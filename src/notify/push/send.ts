/** A push to one browser (RFC 8030), encrypted so that the service between cannot read it (RFC 8291). */
import webPush from "web-push";
import { DeliveryFault } from "../delivery/fault.ts";
import type { Subscription } from "./device.ts";
import { allowedEndpoint, type PushServices } from "./services.ts";
import type { VapidKeys } from "./vapid.ts";

export interface Push {
  /** Stable for ever: sent again, it takes the place of the first. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Path in the cabinet to open. */
  readonly path: string;
}

export interface PushPost {
  readonly publicKey: string;
  readonly services: PushServices;
  /** @throws DeliveryFault */
  send(subscription: Subscription, push: Push): Promise<void>;
}

const TTL_SECONDS = 24 * 3600;
const PATIENCE_MS = 15_000;

export function openPushPost(keys: VapidKeys, services: PushServices): PushPost {
  return {
    publicKey: keys.publicKey,
    services,
    async send({ endpoint, p256dh, auth }, push) {
      // The list may have become shorter since the browser was added.
      if (!allowedEndpoint(services, endpoint)) throw new DeliveryFault("gone", "service-not-allowed");
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(push),
        {
          vapidDetails: keys,
          TTL: TTL_SECONDS,
          urgency: "normal",
          topic: topicOf(push.id),
          headers: { "notification-id": push.id },
        },
      );
      const { "Content-Length": _, ...sent } = headers; // fetch counts for itself
      const response = await fetch(endpoint, {
        method: "POST",
        headers: sent as Record<string, string>,
        body: new Uint8Array(body ?? Buffer.alloc(0)),
        redirect: "manual", // a service that leads elsewhere would lead past the list
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => {
        throw new DeliveryFault("later", "push-unreachable");
      });
      await response.body?.cancel();
      judge(response.status);
    },
  };
}

/** 32 characters of base64url: a push that waits at the service is replaced by one of the same topic. */
function topicOf(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

function judge(status: number): void {
  if (status >= 200 && status < 300) return;
  const code = `push-${status}`;
  if (status === 404 || status === 410) throw new DeliveryFault("gone", code);
  if (status === 429 || status >= 500) throw new DeliveryFault("later", code);
  throw new DeliveryFault("never", code);
}
