/** Soft hyphens for long words in the cells of a table: Chromium has no Russian hyphenation on every machine. */

const LONG = /[а-яё]{14,}/gi;
const VOWEL = "[аеёиоуыэюя]";
const CONSONANT = "[бвгджзклмнпрстфхцчшщ]";
const SOFT = "\u00ad";

/**
 * Between syllables, as П. Христов's rules for Russian have it: а-бо, аб-бо, о-ава. Two letters at least stay on each side.
 * The letters stay as they are, and a browser's own search passes over soft hyphens. Screen only: text and PDF have none.
 */
export function hyphenate(text: string): string {
  return text.replace(LONG, (word) =>
    word
      .replace(/([йьъ])(?=[а-яё]{2})/gi, `$1${SOFT}`)
      .replace(new RegExp(`(${VOWEL}${CONSONANT})(?=${CONSONANT}+${VOWEL})`, "gi"), `$1${SOFT}`)
      .replace(new RegExp(`([а-яё]${VOWEL})(?=${CONSONANT}${VOWEL})`, "gi"), `$1${SOFT}`)
      // One letter is never left alone.
      .replace(new RegExp(`^([а-яё])${SOFT}|${SOFT}([а-яё])$`, "gi"), "$1$2"),
  );
}
