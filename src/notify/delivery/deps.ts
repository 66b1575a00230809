/** What leaving the house works with. */
import type { Database } from "../../db/database.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Links } from "../mail/letter.ts";
import type { Post } from "../mail/post.ts";
import type { PushPost } from "../push/send.ts";

export interface OutsideDeps {
  /** Of the registry's role. */
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** null: that channel is off in this house. */
  readonly post: Post | null;
  readonly push: PushPost | null;
  readonly links: Links;
  /** The consent of today's text; an older one opens nothing. */
  readonly consentVersion: string;
  readonly shownFrom: string | null;
  /** How long a delivery is one worker's: longer than any sending can take, see the time limits of the mail and push posts. */
  readonly leaseMs: number;
}

export const plainLeaseMs = 120_000;
