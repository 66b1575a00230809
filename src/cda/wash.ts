/**
 * The last thing done to every word of the readable document: NFC, no controls that could turn text round (a bidi override
 * makes «не принимать» read as something else), and nothing damaged passes in silence.
 */
import type { Unopened } from "./open-abbreviations.ts";

/** Left-to-right and right-to-left marks, embeddings, overrides, isolates: Unicode TR9. */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** DEL and C1 controls, legal in XML 1.0 and invisible on every screen. */
const CONTROLS = /[\u007F-\u009F]/g;
/** A zero-width no-break space inside text is a stray byte order mark. */
const STRAY_BOM = /\uFEFF/g;

/** Keys whose strings are not words. */
const NOT_WORDS: ReadonlySet<string> = new Set(["base64", "href", "id", "kind", "type", "flag"]);

export function wash(document: Unopened): Unopened {
  const count = { bidi: 0, damaged: 0 };
  const clean = washed(document, "", count) as Unopened; // The same shape comes back: only strings change.
  const warnings = [
    ...clean.warnings,
    ...(count.bidi > 0
      ? ["Из текста удалены невидимые знаки, меняющие направление письма: с ними текст мог читаться иначе, чем записан"]
      : []),
    ...(count.damaged > 0 ? ["В документе есть повреждённые знаки: они показаны как �"] : []),
  ];
  return { ...clean, warnings };
}

interface Count {
  bidi: number;
  damaged: number;
}

function washed(value: unknown, key: string, count: Count): unknown {
  if (typeof value === "string") return NOT_WORDS.has(key) ? value : washText(value, count);
  if (Array.isArray(value)) return value.map((one) => washed(one, key, count));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, washed(inner, name, count)]));
}

function washText(text: string, count: Count): string {
  const turned = text.replace(BIDI, () => {
    count.bidi += 1;
    return "";
  });
  const shown = turned.replace(STRAY_BOM, "").replace(CONTROLS, "\uFFFD");
  if (shown.includes("\uFFFD")) count.damaged += 1;
  return shown.normalize("NFC");
}
