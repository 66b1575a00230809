/** Makes any text printable: what no font has becomes U+FFFD and is counted, so that nothing is lost silently. */

import type { Faces } from "./faces.ts";

/** How many characters could not be shown as they are. */
export interface Losses {
  /** Shown as U+FFFD: control characters and characters that no font has. */
  unshown: number;
  /** Left out: direction marks, with which a text can be made to read differently from what it is. */
  hidden: number;
}

export interface Showing {
  /** The same text in characters the fonts have; line ends are `\n`. */
  show(text: string): string;
  readonly losses: Losses;
}

const plain = /^[ -~А-яЁё«»—–№]*$/;
const lineEnds = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
/** Layout hints without meaning: soft hyphen, zero-width space, word joiner, BOM, variation selectors. */
const hints = /[\u00ad\u200b\u2060\ufeff]|[\ufe00-\ufe0f]/g;
/** Bidirectional marks, embeddings, overrides and isolates («Trojan source», CVE-2021-42574). */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const loneSurrogates = /\p{Cs}/gu;
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** Opens a count of losses for one document. */
export function openShowing(faces: Pick<Faces, "has">): Showing {
  const losses: Losses = { unshown: 0, hidden: 0 };
  const unshown = () => {
    losses.unshown++;
    return "\ufffd";
  };
  return {
    losses,
    show(text) {
      if (plain.test(text)) return text;
      const clean = text
        .replace(loneSurrogates, unshown)
        .normalize("NFC")
        .replace(lineEnds, "\n")
        .replace(/\t/g, " ")
        .replace(hints, "")
        .replace(directions, () => {
          losses.hidden++;
          return "";
        })
        .replace(controls, unshown);
      let shown = "";
      for (const letter of clean) {
        const point = letter.codePointAt(0)!;
        shown += letter === "\n" || faces.has(point) ? letter : unshown();
      }
      return shown;
    },
  };
}
