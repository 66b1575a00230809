/** E-mail and Web Push, as this house is set up for them. */
import { join } from "node:path";
import type { Config } from "../config.ts";
import { type OutsideDeps, plainLeaseMs } from "../notify/delivery/deps.ts";
import type { Links } from "../notify/mail/letter.ts";
import { openMailFolder, openMailServer, type Post } from "../notify/mail/post.ts";
import { openPushPost, type PushPost } from "../notify/push/send.ts";
import { knownPushServices } from "../notify/push/services.ts";
import { vapidKeys } from "../notify/push/vapid.ts";
import { paths } from "../pages/paths.ts";
import { CONSENT_VERSION } from "../patient/consent.ts";
import { secretIn } from "./open-keyring.ts";

export async function openOutside(
  config: Config,
  given: Pick<OutsideDeps, "database" | "keyring" | "clock" | "random">,
): Promise<OutsideDeps> {
  return {
    ...given,
    post: openPost(config),
    push: await openPush(config),
    links: linksOf(config.publicUrl),
    consentVersion: CONSENT_VERSION,
    shownFrom: config.shownFrom,
    leaseMs: plainLeaseMs,
  };
}

/** Where the demo's letters are: there is no mail server, so each becomes a file. */
export function mailFolderOf(config: Config): string | null {
  return config.demo && !config.mail ? join(config.dataDir, "mail") : null;
}

function openPost(config: Config): Post | null {
  if (config.mail) return openMailServer(config.mail);
  const folder = mailFolderOf(config);
  return folder ? openMailFolder(folder, "notices@medkarta.invalid") : null;
}

async function openPush(config: Config): Promise<PushPost | null> {
  const services = config.pushServices ?? knownPushServices;
  if (services.length === 0) return null;
  const https = config.publicUrl.startsWith("https:") ? config.publicUrl : null;
  const subject = config.mail ? `mailto:${config.mail.from}` : (https ?? "mailto:notices@medkarta.invalid");
  return openPushPost(vapidKeys(await secretIn(config.dataDir, "push.key"), subject), services);
}

function linksOf(publicUrl: string): Links {
  return {
    cabinet: publicUrl + paths.notices(),
    settings: publicUrl + paths.noticeSettings(),
    confirm: (token) => publicUrl + paths.confirmEmail(token),
    unsubscribe: (token) => publicUrl + paths.unsubscribe(token),
  };
}
