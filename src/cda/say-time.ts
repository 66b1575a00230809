/** Times in a reader's words: «12 ноября 2026, 14:30». A literal that is no time is shown as it stands, never hidden. */
import { sayNull } from "./say-null.ts";
import { type TimeParts, timeParts } from "./time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, russianChild, textOf } from "./walk.ts";

const OF_MONTH = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ");
const MONTH = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" ");

/** TS literal → words, as precise as it was written. */
export function sayTime(literal: string): string {
  const parts = timeParts(literal.trim());
  if (parts === null) return literal.trim();
  const clock = sayClock(parts);
  return clock === null ? sayDay(parts) : `${sayDay(parts)}, ${clock}`;
}

/** YYYY-MM-DD → «12 ноября 2026». */
export function sayDate(iso: string): string {
  return sayTime(iso.replaceAll("-", ""));
}

/** `effectiveTime`, `time` and the like in any of their shapes (TS, IVL_TS, PIVL_TS); null when it says nothing at all. */
export function sayWhen(element: XmlElement | null): string | null {
  if (element === null) return null;
  const value = attribute(element, "value");
  if (value !== null) return sayTime(value);
  const low = part(element, "low");
  const high = part(element, "high");
  const said = [
    sayBounds(low, high),
    ...sayWidth(part(element, "width")),
    sayQuantity("каждые ", part(element, "period")),
    sayWhen(part(element, "center")),
    sayWhen(part(element, "phase")),
    sayEvent(part(element, "event")),
  ].filter((part) => part !== null);
  return said.length > 0 ? said.join(", ") : sayNull(element);
}

/** Times of the Russian extensions (`identity:effectiveTime`) have their parts in their own namespace. */
function part(element: XmlElement, name: string): XmlElement | null {
  return child(element, name) ?? russianChild(element, name);
}

function sayBounds(low: XmlElement | null, high: XmlElement | null): string | null {
  const from = attribute(low, "value");
  const to = attribute(high, "value");
  const endless = attribute(high, "nullFlavor") === "PINF" ? ", бессрочно" : "";
  if (from !== null && to !== null) return saySpan(from, to);
  if (from !== null) return `с ${sayTime(from)}${endless}`;
  if (to !== null) return `до ${sayTime(to)}`;
  return low && high ? (sayNull(low) ?? sayNull(high)) : sayNull(low ?? high);
}

/** «2 мая 2025, 15:30–15:45» or «с … по …». */
export function saySpan(from: string, to: string): string {
  const start = timeParts(from);
  const end = timeParts(to);
  if (start === null || end === null) return `с ${sayTime(from)} по ${sayTime(to)}`;
  const clocks = [sayClock(start), sayClock(end)];
  const sameDay = sayDay(start) === sayDay(end);
  if (sameDay && from === to) return sayTime(from);
  if (sameDay && clocks[0] !== null && clocks[1] !== null) return `${sayDay(start)}, ${clocks[0]}–${clocks[1]}`;
  return `с ${sayTime(from)} по ${sayTime(to)}`;
}

/** A duration; or, in the ВИМИС beta kinds, dates of stages as its translations. */
function sayWidth(width: XmlElement | null): readonly (string | null)[] {
  const stages = childrenOf(width, "translation").flatMap((one) => {
    const literal = attribute(one, "value");
    if (literal === null || literal.length < 8 || timeParts(literal) === null) return [];
    const name = attribute(one, "displayName") ?? textOf(child(one, "originalText"));
    return [name === null ? sayTime(literal) : `${name}: ${sayTime(literal)}`];
  });
  return [sayQuantity("в течение ", width), ...stages];
}

function sayQuantity(before: string, quantity: XmlElement | null): string | null {
  const value = attribute(quantity, "value");
  if (value === null) return null;
  const unit =
    attribute(child(quantity, "translation"), "displayName") ?? TIME_UNITS.get(attribute(quantity, "unit") ?? "");
  return `${before}${value} ${unit ?? attribute(quantity, "unit") ?? ""}`.trim();
}

/** EIVL_TS: meals and sleep (HL7 TimingEvent). */
function sayEvent(event: XmlElement | null): string | null {
  const code = attribute(event, "code");
  return code === null ? null : (EVENTS.get(code) ?? code);
}

function sayDay({ year, month, day }: TimeParts): string {
  if (month === null) return `${year} год`;
  return day === null ? `${MONTH[month - 1]} ${year}` : `${day} ${OF_MONTH[month - 1]} ${year}`;
}

function sayClock({ hour, minute, second }: TimeParts): string | null {
  if (hour === null) return null;
  const clock = `${two(hour)}:${two(minute ?? 0)}`;
  return second === null || second === 0 ? clock : `${clock}:${two(second)}`;
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

/** UCUM units of time. */
export const TIME_UNITS: ReadonlyMap<string, string> = new Map([
  ["s", "с"],
  ["min", "мин"],
  ["h", "ч"],
  ["d", "дн."],
  ["wk", "нед."],
  ["mo", "мес."],
  ["a", "г."],
]);

const EVENTS: ReadonlyMap<string, string> = new Map([
  ["AC", "до еды"],
  ["ACM", "до завтрака"],
  ["ACD", "до обеда"],
  ["ACV", "до ужина"],
  ["PC", "после еды"],
  ["PCM", "после завтрака"],
  ["PCD", "после обеда"],
  ["PCV", "после ужина"],
  ["HS", "перед сном"],
  ["WAKE", "после пробуждения"],
]);
