/** The link that confirms an address, mailed by the worker: a mail server that is away for an hour loses none. */
import { uuidFromDigest } from "../../basics/uuid.ts";
import { confirmationLetter } from "../mail/letter.ts";
import { digestOf, openConfirmation, sealConfirmation } from "../settings/email-address.ts";
import * as store from "../settings/store.ts";
import type { OutsideDeps } from "./deps.ts";
import { DeliveryFault } from "./fault.ts";

const TRY_AGAIN_MS = 30_000;

/** One that is due; false when there was none. */
export async function mailConfirmation(deps: OutsideDeps): Promise<boolean> {
  const { database, keyring, clock, post, links } = deps;
  const now = clock();
  const row = await database.transact((tx) => store.takeConfirmation(tx, now, new Date(now.getTime() + deps.leaseMs)));
  const wish = row && openConfirmation(keyring, row);
  if (!post || !row || !wish?.token) return false;
  const { patient_id: patientId } = row;
  const { address, language, token } = wish;
  const digest = digestOf(keyring, token);
  try {
    await post.send(confirmationLetter({ to: address, id: uuidFromDigest(digest), language, token, links }));
  } catch (error) {
    if (!(error instanceof DeliveryFault)) throw error;
    // For ever or for now: the link lives a day, and whoever typed a wrong address types another.
    const until = error.kind === "never" ? row.expires_at : new Date(clock().getTime() + TRY_AGAIN_MS);
    await database.transact((tx) => store.putOffConfirmation(tx, patientId, digest, until));
    return error.kind === "never";
  }
  const sealed = sealConfirmation(keyring, patientId, { address, language, token: null });
  await database.transact((tx) => store.markMailed(tx, patientId, digest, sealed, clock()));
  return true;
}
