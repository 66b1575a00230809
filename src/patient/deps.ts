/** What the patient's room works with. `portal` is bound by row-level security to one patient at a time. */
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { PrintShop } from "../pdf/print.ts";
import type { ContentStore } from "../registry/content.ts";
import type { KindBook } from "../registry/kinds.ts";

export interface PatientDeps {
  readonly portal: Database;
  readonly keyring: Keyring;
  readonly content: ContentStore;
  readonly kinds: () => KindBook;
  readonly printShop: PrintShop;
  readonly clock: () => Date;
  /** Issued earlier: registered, not shown. null: all are shown. */
  readonly shownFrom: string | null;
  readonly publicUrl: string;
  /** Public keys of the registry's logs, in their text form: they travel with each receipt. */
  readonly logKeys: readonly string[];
  /** Certificates of authorities above the signers, and their lists of the time, as files: `….cer`, `….crl`. */
  readonly trustFor: (
    signatures: readonly Uint8Array[],
    at: Date,
  ) => Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]>;
  /** Told of evidence that does not hold: people must look. The reader sees the document without a proof. */
  readonly onDamage: (error: Error) => null;
}
