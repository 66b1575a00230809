/** Amounts in the reader's words: «3 документа», «118 КБ», «1 204 318», and numbers half hidden. */
import { formatSnils } from "../basics/snils.ts";
import type { Language } from "../basics/words.ts";

/** Russian needs all four; English uses `one` and `other`. */
export interface Forms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const rules = { ru: new Intl.PluralRules("ru"), en: new Intl.PluralRules("en") };
const figures = { ru: new Intl.NumberFormat("ru-RU"), en: new Intl.NumberFormat("en-GB") };
const decimals = {
  ru: new Intl.NumberFormat("ru-RU", { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 }),
};

/** «3 документа»: the figure and its word, never parted by a line break. */
export function sayCount(language: Language, count: number, forms: Forms): string {
  return `${sayNumber(language, count)}\u00a0${wordFor(language, count, forms)}`;
}

/** The word alone, in the form that the figure asks for. */
function wordFor(language: Language, count: number, forms: Forms): string {
  const rule = rules[language].select(count);
  return rule === "one"
    ? forms.one
    : rule === "few"
      ? (forms.few ?? forms.other)
      : rule === "many"
        ? (forms.many ?? forms.other)
        : forms.other;
}

/** «1 204 318» with spaces that do not break. */
export function sayNumber(language: Language, number: number): string {
  return figures[language].format(number);
}

/** «118 КБ», «2,4 МБ» */
export function saySize(language: Language, bytes: number): string {
  const [small, big, tiny] = language === "ru" ? ["КБ", "МБ", "байт"] : ["KB", "MB", "bytes"];
  if (bytes < 1000) return `${bytes}\u00a0${tiny}`;
  if (bytes < 1_000_000) return `${figures[language].format(Math.round(bytes / 1000))}\u00a0${small}`;
  return `${decimals[language].format(bytes / 1_000_000)}\u00a0${big}`;
}

/** Eleven digits as people write them: «112-233-445 95». */
export function saySnils(snils: string): string {
  return formatSnils(snils).replace(" ", "\u00a0");
}

/** Enough of the number to know one's own, too little to use: «•••‑•••‑445 95». */
export function maskSnils(snils: string): string {
  return saySnils(snils).replace(/^\d{3}-\d{3}/, "•••-•••");
}

/** «•••• •••• •••• 4471» */
export function maskPolicy(policy: string): string {
  // Too short to be a policy: then nothing of it is shown.
  if (policy.length < 8) return "••••";
  const hidden = policy.slice(0, -4).replace(/\S/g, "•");
  return `${hidden.replace(/(.{4})(?=.)/g, "$1\u00a0")}\u00a0${policy.slice(-4)}`;
}

/** «7712 3456 7890 4471» */
export function sayPolicy(policy: string): string {
  return policy.replace(/(\S{4})(?=\S)/g, "$1\u00a0");
}

const unit = "(?:мг|мкг|г|кг|мл|л|мм|см|мин|ч|ммоль|мкмоль|МЕ|ЕД|%)";

/** A text whose numbers keep their units, «№» its number, and a surname its initials on one line. */
export function holdTogether(text: string): string {
  return text
    .replace(/№ (?=\d)/g, "№\u00a0")
    .replace(new RegExp(`(\\d) (?=${unit}(?![\\p{L}]))`, "gu"), "$1\u00a0")
    .replace(/(\p{Lu}[\p{Ll}-]+) (\p{Lu}\.) (?=\p{Lu}\.)/gu, "$1\u00a0$2\u00a0");
}

/** A telephone number that no line break parts. */
export function sayTelephone(number: string): string {
  return number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
}

/** «№ 26.1.000123», never parted. */
export function sayPaperNumber(language: Language, number: string): string {
  return `${language === "ru" ? "№" : "No."}\u00a0${number}`;
}
