/** Who looks at a page, and how they like to read. Every page is a function of this and of its own view. */
import type { Role } from "../access/subject.ts";
import type { Language } from "../basics/words.ts";

export type { Role };

/** How a person likes to read. Kept in a cookie, needs no account and no script: see `comfort.ts`. */
export interface Comfort {
  /** Percent of the browser's own text size. */
  readonly text: 100 | 125 | 150 | 175 | 200;
  readonly typeface: "golos" | "serif";
  readonly scheme: "normal" | "white" | "black" | "blue" | "beige" | "brown";
  /** Between letters. */
  readonly spacing: "normal" | "wide" | "wider";
  /** Between lines. */
  readonly leading: "normal" | "wide" | "wider";
  readonly images: "on" | "grey" | "off";
}

export interface Viewer {
  readonly language: Language;
  readonly comfort: Comfort;
  /** null for a guest. `initials` is «Иванова М. П.»; `roleLabel` is already in the viewer's language. */
  readonly person: { readonly initials: string; readonly role: Role; readonly roleLabel: string } | null;
  /** Notices not read yet; not there where nothing was counted. */
  readonly unread?: number;
  /** Documents not opened yet; likewise. */
  readonly newDocuments?: number;
  /** Appeals that wait for this patient's answer. */
  readonly appealsWaiting?: number;
  /** Path with query of this page: where the language and text size forms come back to. */
  readonly path: string;
  /** What they had typed when their session ended is in the form again. */
  readonly restored?: boolean;
  /** When their session ends if they do nothing more; absent for a guest. */
  readonly sessionEnds?: Date;
  /** They have broken the glass: until when it stays open. */
  readonly emergency?: { readonly grantId: string; readonly endsAt: Date };
  /** Goes into every form as `csrf`. */
  readonly csrf: string;
  readonly now: Date;
}
