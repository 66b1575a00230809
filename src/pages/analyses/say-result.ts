/** Results in sentences: the value, its norm, how it stands to it, and how it has changed. */
import type { Language } from "../../basics/words.ts";
import type { Norm } from "../../cda/result-norm.ts";
import type { ResultValue } from "../../cda/result-value.ts";
import type { Point, Series } from "../../patient/analytes.ts";
import { sayDay } from "../say-date.ts";
import { words } from "../words.ts";
import { foundIn, isPlain, timeOf } from "./plot.ts";
import { isWithin, standingOf } from "./standing.ts";

/** «Глюкоза натощак» of «Глюкоза натощак, молярная концентрация в …»; the rest tells what exactly was measured. */
export function nameParts(name: string): { readonly short: string; readonly rest: string | null } {
  const at = name.indexOf(", ");
  return at < 0 ? { short: name, rest: null } : { short: name.slice(0, at), rest: name.slice(at + 2) };
}

/** Digits as written, with the language's own decimal sign. */
export function sayWritten(language: Language, written: string): string {
  const sign = language === "ru" ? "," : ".";
  return written.replace(/[.,]/, sign).replace(/^-/, "−");
}

/** «5,2 ммоль/л», «<0,5 нг/мл», words as they are. */
export function sayFound(language: Language, value: ResultValue, { unit = true } = {}): string {
  if (value.kind === "text") return value.text;
  const number = `${value.comparator ?? ""}${sayWritten(language, value.written)}`;
  return unit && value.unit !== null ? `${number}\u00a0${value.unit}` : number;
}

/** «3,9–6,1», «не выше 5»; the document's own words where there are no plain bounds. */
export function sayBounds(language: Language, norm: Norm | null): string | null {
  const w = words(language).analyses.norm;
  if (norm === null) return null;
  const low = norm.low === null ? null : sayWritten(language, norm.low);
  const high = norm.high === null ? null : sayWritten(language, norm.high);
  if (low !== null && high !== null) return `${low}\u2060–\u2060${high}`; // one range, one line
  if (high !== null) return w.high(high);
  return low === null ? norm.text : w.low(low);
}

/** «Последний результат: … За год, с …, результат снизился с … до ….» */
export function saySeries(language: Language, { points }: Series): string {
  const w = words(language).analyses;
  const last = points.at(-1) ?? points[0];
  const { value } = last;
  const found = value.kind === "text" ? `«${value.text}»` : sayFound(language, value);
  const said = w.last(found, sayDay(language, last.measured.date), sayVerdict(language, last));
  const change = points.length === 1 ? w.only : sayChange(language, points, last);
  return change === null ? said : `${said} ${change}`;
}

function sayVerdict(language: Language, point: Point): string {
  const { verdicts } = words(language).analyses;
  const standing = standingOf(point);
  const norm = sayBounds(language, point.norm);
  // A document may call normal what its own bounds do not hold; both are told, neither is corrected.
  if (standing === "normal" && norm !== null && isWithin(point) === false) return verdicts.noted(norm);
  return verdicts[standing](norm);
}

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** Against the result of about a year ago, else against the one before; null where numbers are not plain. */
function sayChange(language: Language, points: readonly Point[], last: Point): string | null {
  const { change } = words(language).analyses;
  const before = points.slice(0, -1).filter(isPlain);
  const previous = before.at(-1);
  if (!isPlain(last) || previous === undefined) return null;
  const away = (point: Point) => Math.abs(timeOf(last) - timeOf(point) - YEAR);
  const yearAgo = before.reduce((one, other) => (away(other) < away(one) ? other : one));
  const isYear = away(yearAgo) <= 45 * DAY;
  const then = isYear ? yearAgo : previous;
  const way = foundIn(last) > foundIn(then) ? "up" : foundIn(last) < foundIn(then) ? "down" : "same";
  const say = (point: Point) => sayFound(language, point.value, { unit: false });
  return change[isYear ? "year" : "before"](way, sayDay(language, then.measured.date), say(then), say(last));
}
