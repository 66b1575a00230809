/** How a story tells a document: a few facts about it and a writer of its sections. */
import type { Draft } from "../../cda/write/draft.ts";
import type { XmlElement } from "../../cda/write/xml.ts";

export interface Told {
  /** Key of the visit that it is of. */
  readonly visit: string;
  /** РЭМД kind. */
  readonly kind: string;
  /** Time of day when it was written; the day is that of the visit, or `day`. */
  readonly time: string;
  readonly day?: string;
  /** Login of the author, if not the doctor of the visit. */
  readonly author?: string;
  /** Login of who signs besides the author, if not the chief of the place. */
  readonly authenticator?: string;
  /** A stay in hospital that was arranged beforehand. */
  readonly planned?: boolean;
  /** For a correction: which version it is, and what it mends. */
  readonly version?: number;
  readonly mended?: string;
  readonly body: (draft: Draft) => readonly XmlElement[];
}
