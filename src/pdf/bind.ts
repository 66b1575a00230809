/** Keeps together on one line what is read together: «№ 5», «138 г/л», «М. П.». */

import { FROM_THE_RIGHT, mayRunFromTheRight } from "../cda/from-the-right.ts";

/** Stands before and after what must not be parted. The template makes a box of it: no such character is printed. */
export const tie = "\u2060";

const spaced =
  /(?<=№) (?=\S)|(?<=\d) (?=(?:%|°|×|[мк]?г|мкг|м?л|[мск]?м|[мкн]?моль|ед|МЕ|уд|мин|ч|сут|дн|раз)(?![а-яё]))|(?<=(?:^|[ «(])[А-ЯЁ]\.) (?=[А-ЯЁ]\.)/g;
/** Units with a slash, after which Unicode would allow a line to end; with their number. */
const slashed = /(?:\d[\d.,]{0,7}\u00a0)?(?<![\p{L}/])[\p{L}%^\d¹²³⁴⁵⁶⁷⁸⁹×µ]{1,7}\/[\p{L}\d²³]{1,6}(?![\p{L}\d/])/gu;

/** Binds a text that has been made showable. */
export function bind(text: string): string {
  const bound = text.replace(spaced, "\u00a0");
  const whole = bound.includes("/") ? bound.replace(slashed, `${tie}$&${tie}`) : bound;
  return mayRunFromTheRight(whole) ? whole.replace(FROM_THE_RIGHT, apart) : whole;
}

/** In a box letters from the right keep to themselves: 10 20 mg after them is not printed as 20 10. A box ends no line, so a long run stays free. */
function apart(run: string): string {
  return run.length <= longestApart ? `${tie}${run}${tie}` : run;
}

const longestApart = 60;
