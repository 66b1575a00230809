/** What somebody brought, taken apart: a ZIP, a PDF with files inside, or plain files. Each piece remembers where it lay. */
import { type FileKind, kindOf } from "./kinds.ts";
import { filesInPdf } from "./pdf-files.ts";
import { type Trouble, Unreadable } from "./unreadable.ts";
import { unzip } from "./unzip.ts";

export interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Piece extends Brought {
  readonly kind: FileKind;
  /** The file that it lay in, as it was brought; null: it was brought itself. */
  readonly inside: string | null;
}

export interface Parcel {
  readonly pieces: readonly Piece[];
  /** Files that could not be used, each with the reason. */
  readonly troubles: readonly { readonly file: string; readonly code: Trouble }[];
  /** PDFs whose original lies inside them: their pages are a view of it, and prove nothing. */
  readonly views: readonly string[];
}

/** Of one check: more is no check of a document any more. */
const MOST_PIECES = 300;

/** Never throws: what cannot be opened is among the troubles, and the rest goes on. */
export function unpack(brought: readonly Brought[]): Parcel {
  const pieces: Piece[] = [];
  const troubles: { file: string; code: Trouble }[] = [];
  const views: string[] = [];
  const take = (file: Brought, inside: string | null): void => {
    if (pieces.length >= MOST_PIECES) throw new Unreadable("too-many");
    const kind = kindOf(file.bytes);
    if (kind === "zip" && inside === null) {
      for (const one of unzip(file.bytes)) take(one, file.name);
      return;
    }
    const within = kind === "pdf" ? originalsIn(file) : [];
    if (within.length > 0) {
      views.push(file.name);
      for (const one of within) pieces.push({ ...one, kind: kindOf(one.bytes), inside: inside ?? file.name });
    } else pieces.push({ ...file, kind, inside });
  };
  for (const file of brought) {
    try {
      take(file, null);
    } catch (error) {
      troubles.push({ file: file.name, code: error instanceof Unreadable ? error.code : "other" });
    }
  }
  return { pieces, troubles, views };
}

/** Empty for a PDF that is a document itself: files of its own are no signatures over it. */
function originalsIn(file: Brought): readonly Brought[] {
  const files = filesInPdf(file.bytes);
  return files.some(({ bytes }) => ["signature", "receipt"].includes(kindOf(bytes))) ? files : [];
}
