/** What composing one document keeps at hand: the faces, the count of losses, the pictures found on the way. */

import type { ReadableDocument, Section } from "../cda/model.ts";
import { bind } from "./bind.ts";
import type { Faces } from "./faces.ts";
import { fitText, type LineStyle } from "./fit-text.ts";
import { openShowing, type Showing } from "./showable.ts";

/** A4 less margins of 18 mm, points. */
export const pageWidth = 493;

/** Text sizes in points, as in the template. */
export const sizeOf = { body: 9.5, small: 8, title: 20 } as const;

/** How carefully to compose after a first attempt has failed. */
export interface Caution {
  /** Paths of pictures that the typesetter could not read. */
  readonly brokenImages?: ReadonlySet<string>;
  /** Only letters, digits and common signs: against a character that a font has and yet cannot shape. */
  readonly plainText?: boolean;
}

export interface SheetImage {
  readonly path: string;
  readonly format: "png" | "jpg";
  readonly bytes: Uint8Array;
}

export interface Composer {
  readonly faces: Faces;
  readonly showing: Showing;
  readonly caution: Caution;
  readonly images: SheetImage[];
  /** Counts pictures, shown or not, so that a path always means the same one. */
  nextImage(): string;
  /** Labels of this sheet by section id of the document. */
  readonly labels: ReadonlyMap<string, string>;
  /** Where the values of facts begin, points. */
  readonly labelWidth: number;
  /** Shows a text and lets its over-long words end a line. */
  fit(text: string, width: number, size: number, style?: LineStyle): string;
}

const plainLetters = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0400-\u045f\u2013\u2014\u2116\ufffd]$/u;

/** Begins a document. */
export function openComposer(faces: Faces, document: ReadableDocument, caution: Caution, labelWidth: number): Composer {
  const has = caution.plainText
    ? (point: number) => plainLetters.test(String.fromCodePoint(point)) && faces.has(point)
    : faces.has;
  const showing = openShowing({ has });
  const labels = new Map<string, string>();
  const label = (sections: readonly Section[]) => {
    for (const section of sections) {
      if (!labels.has(section.id)) labels.set(section.id, `s${labels.size}`);
      label(section.sections);
    }
  };
  label(document.sections);
  let images = 0;
  return {
    faces,
    showing,
    caution,
    images: [],
    nextImage: () => `/image-${images++}`,
    labels,
    labelWidth,
    fit: (text, width, size, style) => fitText(faces, bind(showing.show(text)), width, size, style).text,
  };
}
