/** Keeps together on one line what is read together: «№ 5», «138 г/л», «М. П.». */

/** Stands before and after what must not be parted. The template makes a box of it: no such character is printed. */
export const tie = "\u2060";

const spaced =
  /(?<=№) (?=\S)|(?<=\d) (?=(?:%|°|×|[мк]?г|мкг|м?л|[мск]?м|[мкн]?моль|ед|МЕ|уд|мин|ч|сут|дн|раз)(?![а-яё]))|(?<=(?:^|[ «(])[А-ЯЁ]\.) (?=[А-ЯЁ]\.)/g;
/** Units with a slash, after which Unicode would allow a line to end; with their number. */
const slashed = /(?:\d[\d.,]{0,7}\u00a0)?(?<![\p{L}/])[\p{L}%^\d¹²³⁴⁵⁶⁷⁸⁹×µ]{1,7}\/[\p{L}\d²³]{1,6}(?![\p{L}\d/])/gu;

/** Binds a text that has been made showable. */
export function bind(text: string): string {
  const bound = text.replace(spaced, "\u00a0");
  return bound.includes("/") ? bound.replace(slashed, `${tie}$&${tie}`) : bound;
}
