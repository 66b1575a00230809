/** Letters written from right to left: where they end, the digits of a dose must not go with them. */

const SCRIPTS = ["Hebrew", "Arabic", "Syriac", "Thaana", "Nko"].map((name) => `\\p{Script=${name}}`).join("");

/** Whether a text may hold such letters: cheap, asked of every text. */
export function mayRunFromTheRight(text: string): boolean {
  return /[\u0590-\u08ff]/.test(text);
}

/** One run of such letters, with their marks and the spaces between their words, as a pattern for `split` and `replace`. */
export const FROM_THE_RIGHT = new RegExp(`([${SCRIPTS}](?:[${SCRIPTS}\\p{M} ]*[${SCRIPTS}\\p{M}])?)`, "gu");
