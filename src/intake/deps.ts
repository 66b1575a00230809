/** What the intake works with; given once by the roof. */
import type { Policy } from "../cms/policy.ts";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { DueDeps } from "../due/deps.ts";
import type { Queue } from "../queue/queue.ts";
import type { ContentStore } from "../registry/content.ts";
import type { KindBook } from "../registry/kinds.ts";
import type { AtHand } from "./at-hand.ts";
import type { OrganisationDesk } from "./organisation-desk.ts";
import type { TrustDesk } from "./trust-desk.ts";
import type { Verifier } from "./verify-many.ts";

export interface IntakeDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly content: ContentStore;
  readonly queue: Queue;
  readonly kinds: () => KindBook;
  readonly organisations: OrganisationDesk;
  readonly trust: TrustDesk;
  readonly verifier: Verifier;
  readonly atHand: AtHand;
  readonly clock: () => Date;
  readonly due: DueDeps;
  readonly random: (bytes: number) => Buffer;
  readonly rules: {
    readonly kindDates: "refuse" | "warn";
    readonly maxDocumentBytes: number;
    /** By which signatures are judged; the house's own where it is left out. */
    readonly signatures?: Policy;
  };
  /** Throws a Refusal when no more documents may be taken, whatever they are. */
  readonly mayTake: () => Promise<void>;
  /** Told after the commit; wakes whoever waits for the answer. */
  readonly onDecided: (documentId: string) => void;
  /** Told after the commit; the log may seal at once. */
  readonly onRegistered: () => void;
}
