/** A coded value in a reader's words: every HL7 data type of the profile, and anything else by what it carries. */
import type { Code } from "./model.ts";
import { sayNull } from "./say-null.ts";
import { sayTime, sayWhen, TIME_UNITS } from "./say-time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, elements, textOf, XSI } from "./walk.ts";

/** Dictionaries whose codes people know and quote: МКБ-10 and the nomenclature of services. */
const QUOTED_SYSTEMS: ReadonlySet<string> = new Set(["1.2.643.5.1.13.13.11.1005", "1.2.643.5.1.13.13.11.1070"]);

/** A code with more wordings than this is not a code. */
const MOST_WORDINGS = 50;

/** Local part of `xsi:type`, "" when there is none. */
export function typeOf(value: XmlElement): string {
  const type = attribute(value, "type", XSI) ?? "";
  return type.slice(type.indexOf(":") + 1);
}

/** The value in words; null when there is nothing in it, not even a stated absence. */
export function sayValue(value: XmlElement): string | null {
  switch (typeOf(value)) {
    case "PQ":
    case "MO":
    case "INT":
    case "REAL":
      return sayQuantity(value);
    case "IVL_PQ":
    case "IVL_INT":
    case "IVL_REAL":
      return sayRange(value);
    case "RTO":
    case "RTO_PQ_PQ":
      return sayRatio(value);
    case "BL":
      return sayBoolean(value);
    case "TS":
    case "IVL_TS":
    case "PIVL_TS":
    case "EIVL_TS":
    case "SXPR_TS":
      return sayTimes(value);
    case "CD":
    case "CE":
    case "CV":
    case "CO":
    case "CS":
      return sayCode(value);
    case "II":
      return attribute(value, "extension") ?? attribute(value, "root") ?? sayNull(value);
    case "TEL":
    case "URL":
      return attribute(value, "value") ?? sayNull(value);
    default:
      return sayAnything(value);
  }
}

/** CD in words: the name (with the code where people quote it), its qualifiers, its other wordings. */
export function sayCode(element: XmlElement | null): string | null {
  if (element === null) return null;
  const name = attribute(element, "displayName")?.trim() || null;
  const original = textOf(child(element, "originalText"));
  const code = attribute(element, "code")?.trim() || null;
  const said = name ?? original ?? code;
  if (said === null) return sayNull(element);
  const quoted = code !== null && said !== code && QUOTED_SYSTEMS.has(attribute(element, "codeSystem") ?? "");
  const whole = quoted && !said.startsWith(code) ? `${code} ${said}` : said;
  const more = [
    original !== null && !holds(whole, original) ? original : null,
    ...childrenOf(element, "qualifier").slice(0, MOST_WORDINGS).map(sayQualifier),
    ...childrenOf(element, "translation")
      .slice(0, MOST_WORDINGS)
      .map((one) => sayTranslation(one, whole)),
  ].filter((part) => part !== null);
  return more.length > 0 ? `${whole} (${more.join("; ")})` : whole;
}

/** The code itself, for machines; null where the element has none, or no dictionary. */
export function codeOf(element: XmlElement | null): Code | null {
  const code = attribute(element, "code");
  const system = attribute(element, "codeSystem");
  return code === null || code === "" || system === null || system === "" ? null : { code, system };
}

/** A plain decimal as Russian writes it: «12,7», «150 000». Anything else stays as it stands. */
export function sayNumber(literal: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(literal.trim());
  if (parts === null) return literal;
  const [, sign = "", whole = "", rest] = parts;
  // Four digits stand together, as the rules of typography have it; a leading nought is no number to be parted.
  const grouped = whole.length < 5 || whole.startsWith("0") ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${sign}${grouped}${rest === undefined ? "" : `,${rest}`}`;
}

/** The same, but null where the code only states that it is absent. */
export function sayName(element: XmlElement | null): string | null {
  const named =
    attribute(element, "displayName") !== null ||
    attribute(element, "code") !== null ||
    textOf(child(element, "originalText")) !== null;
  return named ? sayCode(element) : null;
}

function sayQualifier(qualifier: XmlElement): string | null {
  const name = sayCode(child(qualifier, "name"));
  const value = child(qualifier, "value");
  const said = value === null ? null : sayValue(value);
  return name !== null && said !== null ? `${name}: ${said}` : (said ?? name);
}

function sayTranslation(translation: XmlElement, whole: string): string | null {
  const name = attribute(translation, "displayName");
  return name === null || holds(whole, name) ? null : name;
}

function sayQuantity(value: XmlElement): string | null {
  const number = attribute(value, "value");
  if (number === null) return sayNull(value);
  const unit = sayUnit(value);
  const main = unit === null ? sayNumber(number) : `${sayNumber(number)} ${unit}`;
  // A translation into another unit is a second number, and must be seen as such.
  const others = childrenOf(value, "translation").flatMap((one) => {
    const other = attribute(one, "value");
    return other === null || other === number
      ? []
      : [`${sayNumber(other)} ${attribute(one, "displayName") ?? ""}`.trim()];
  });
  return others.length > 0 ? `${main} (${others.join("; ")})` : main;
}

/** The unit in Russian: the profile's own translation, else a known UCUM code, else as written. */
export function sayUnit(quantity: XmlElement): string | null {
  const number = attribute(quantity, "value");
  for (const translation of childrenOf(quantity, "translation")) {
    const name = attribute(translation, "displayName");
    if (name !== null && (attribute(translation, "value") ?? number) === number) return name;
  }
  const unit = attribute(quantity, "unit") ?? attribute(quantity, "currency");
  if (unit === null || unit === "1") return null;
  return UCUM.get(unit) ?? TIME_UNITS.get(unit) ?? unit;
}

function sayRange(value: XmlElement): string | null {
  const low = child(value, "low");
  const high = child(value, "high");
  const from = numberOf(low);
  const to = numberOf(high);
  const unit = (high && sayUnit(high)) ?? (low && sayUnit(low));
  const lowUnit = low && sayUnit(low);
  const tail = unit === null ? "" : ` ${unit}`;
  if (from !== null && to !== null) {
    // Two units in one range would be read wrongly if only one were shown.
    return lowUnit !== null && lowUnit !== unit ? `${from} ${lowUnit} – ${to}${tail}` : `${from}–${to}${tail}`;
  }
  if (from !== null) return `${attribute(low, "inclusive") === "false" ? "больше" : "от"} ${from}${tail}`;
  if (to !== null) return `${attribute(high, "inclusive") === "false" ? "меньше" : "до"} ${to}${tail}`;
  return sayQuantity(value) ?? sayNull(low) ?? sayNull(high);
}

function numberOf(bound: XmlElement | null): string | null {
  const literal = attribute(bound, "value");
  return literal === null ? null : sayNumber(literal);
}

function sayRatio(value: XmlElement): string | null {
  const parts = [child(value, "numerator"), child(value, "denominator")].flatMap(
    (one) => (one && sayQuantity(one)) ?? [],
  );
  return parts.length > 0 ? parts.join(" : ") : sayNull(value);
}

function sayBoolean(value: XmlElement): string | null {
  const literal = attribute(value, "value");
  if (literal === "true") return "да";
  if (literal === "false") return "нет";
  return literal ?? sayNull(value);
}

function sayTimes(value: XmlElement): string | null {
  const parts = childrenOf(value, "comp").flatMap((one) => sayWhen(one) ?? []);
  return parts.length > 0 ? parts.join(", ") : sayWhen(value);
}

/** ST, ED, names, addresses, and types we do not know: whatever text, name, number or time they carry. */
function sayAnything(value: XmlElement): string | null {
  const type = typeOf(value);
  const literal = attribute(value, "value");
  if (type === "" && attribute(value, "unit") !== null) return sayQuantity(value);
  const parts = [
    attribute(value, "displayName") !== null || attribute(value, "code") !== null ? sayCode(value) : textOf(value),
    literal === null ? null : sayLiteral(literal),
    ...elements(value)
      .filter((one) => attribute(one, "value") !== null && one.name !== "reference")
      .map((one) => sayWhen(one)),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" ") : sayNull(value);
}

/** A literal of no known type: a time where it can be nothing else. */
function sayLiteral(literal: string): string {
  return /^\d{12,14}[+-]\d{4}$/.test(literal) ? sayTime(literal) : literal;
}

function holds(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}

/** UCUM codes of the samples and of common analyses; the profile asks for a translation, older documents have none. */
const UCUM: ReadonlyMap<string, string> = new Map([
  ["mm[Hg]", "мм рт. ст."],
  ["Cel", "°C"],
  ["kg", "кг"],
  ["g", "г"],
  ["mg", "мг"],
  ["ug", "мкг"],
  ["ng", "нг"],
  ["pg", "пг"],
  ["cm", "см"],
  ["mm", "мм"],
  ["m", "м"],
  ["L", "л"],
  ["mL", "мл"],
  ["mL/min", "мл/мин"],
  ["fL", "фл"],
  ["g/L", "г/л"],
  ["g/dL", "г/дл"],
  ["mg/L", "мг/л"],
  ["mg/dL", "мг/дл"],
  ["mmol/L", "ммоль/л"],
  ["umol/L", "мкмоль/л"],
  ["nmol/L", "нмоль/л"],
  ["pmol/L", "пмоль/л"],
  ["U/L", "Ед/л"],
  ["m[IU]/L", "мМЕ/л"],
  ["u[IU]/mL", "мкМЕ/мл"],
  ["[IU]", "МЕ"],
  ["U", "Ед"],
  ["10*9/L", "10⁹/л"],
  ["10*12/L", "10¹²/л"],
  ["/min", "в минуту"],
  ["1/min", "в минуту"],
  ["mm/h", "мм/ч"],
  ["kg/m2", "кг/м²"],
  ["kg/m^2", "кг/м²"],
]);
