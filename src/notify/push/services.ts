/**
 * Which push services the house talks to. A browser tells us an address to send to, and whoever holds a session may tell
 * any address: without this list the house would knock wherever they like, also at machines behind its own wall.
 */

/** «https://fcm.googleapis.com», «https://*.notify.windows.com» */
export type PushServices = readonly string[];

/** Those of the browsers: Chrome and its kin, Firefox, Edge, Safari. */
export const knownPushServices: PushServices = [
  "https://fcm.googleapis.com",
  "https://updates.push.services.mozilla.com",
  "https://*.notify.windows.com",
  "https://web.push.apple.com",
];

const LONGEST = 1000;

/** The address of a subscription as it may be used; null for one that leads anywhere else. */
export function allowedEndpoint(services: PushServices, text: string): URL | null {
  if (text.length > LONGEST || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username || url.password || url.hash) return null;
  return services.some((service) => isOf(url, service)) ? url : null;
}

/** Scheme, host and port must all be the service's; a star stands for exactly one label, and never for a whole host. */
function isOf(url: URL, service: string): boolean {
  if (url.origin === service) return true;
  const [scheme, parent] = service.split("://*.");
  if (parent === undefined || `${scheme}:` !== url.protocol || url.port !== "") return false;
  const [label = "", ...rest] = url.hostname.split(".");
  return label !== "" && rest.join(".") === parent;
}
