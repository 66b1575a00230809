/** All that the rules judge. Pure values: the asking is done before. */
import type { DocumentFacts } from "../../cda/facts.ts";
import type { XmlElement } from "../../cda/tree.ts";
import type { Kind } from "../../registry/kinds.ts";
import type { NewestVersion } from "../../registry/store.ts";
import type { SignatureCheck } from "../verify.ts";

export interface Evidence {
  readonly facts: DocumentFacts;
  /** The document itself, so that a fault can say where; null for a PDF. */
  readonly root: XmlElement | null;
  readonly kind: Kind;
  readonly signatures: readonly SignatureCheck[];
  readonly organisation: {
    readonly oid: string;
    readonly short_name: string;
    readonly ogrn: string | null;
    readonly inn: string | null;
  };
  /** The newest version of this set that is registered, whoever it is about. */
  readonly newest: NewestVersion | null;
  readonly receivedAt: Date;
  readonly kindDates: "refuse" | "warn";
}
