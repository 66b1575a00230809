/** The last look: what was right when the notice was routed may not be when it leaves. Pure. */
import { type Channel, groupOf } from "../kinds.ts";
import { quietUntil } from "../settings/quiet.ts";
import { type Choice, wants } from "../settings/settings.ts";
import type { LastLookRow } from "./store.ts";

export type DropReason =
  | "account" // no confirmed account stands behind this person any more
  | "consent" // withdrawn: nothing of documents may be told
  | "not-shown" // the document is not shown to its patient, or was erased
  | "settings" // switched off meanwhile
  | "no-address"
  | "overtaken"
  | "read"; // in the cabinet already: a letter would tell nothing new

export type Verdict =
  | { readonly send: true }
  | { readonly send: false; readonly drop: DropReason }
  | { readonly send: false; readonly until: Date };

export function verdictOn(look: LastLookRow, channel: Channel, now: Date): Verdict {
  const drop = reasonToDrop(look, channel);
  if (drop) return { send: false, drop };
  const until = look.quiet ? quietUntil(now, look.zone) : null;
  return until ? { send: false, until } : { send: true };
}

function reasonToDrop(look: LastLookRow, channel: Channel): DropReason | null {
  const group = groupOf[look.kind];
  if (!look.confirmed) return "account";
  // Consent opens documents. An appeal is the person's own letter, and an emergency access must be told to whoever it is of.
  if (group === "documents" && !look.consented) return "consent";
  if (group === "documents" && !look.visible) return "not-shown";
  if (!look.has_settings || !wants({ ...look, muted: look.muted as Choice[] }, group, channel)) return "settings";
  if (channel === "email" ? look.email === null : look.device === null) return "no-address";
  if (look.overtaken) return "overtaken";
  return look.read ? "read" : null;
}
