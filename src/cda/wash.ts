/**
 * The last thing done to every word of the readable document: NFC, no controls that could turn text round (a bidi override
 * makes «не принимать» read as something else), nothing unseen, nothing that covers its neighbours, and nothing damaged
 * passes in silence.
 */
import type { Unopened } from "./open-abbreviations.ts";

/** Left-to-right and right-to-left marks, embeddings, overrides, isolates: Unicode TR9. */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** DEL and C1 controls, legal in XML 1.0 and invisible on every screen. */
const CONTROLS = /[\u007F-\u009F]/g;
/** Places where a line may or may not end, without a mark of their own: between the digits of a dose they only do harm. */
const NO_WIDTH = /[\u200B\u2060\uFEFF]/g;
/** Letters that look like nothing, and tags: whole sentences can be written in them, and no reader sees one (Unicode TR36). */
const HIDDEN = /[\u115F\u1160\u180E\u3164\uFFA0\u{E0000}-\u{E007F}]/gu;
/** More marks on one letter than any script needs: they would cover the lines above and below. */
const PILE = /(?<=\p{M}{8})\p{M}+/gu;

/** Signs of ordinary Russian text, of which nothing need be changed: nearly every word, known at a glance. */
const PLAIN = /^[\n -~\u00A0«»А-яЁё–—…№]*$/;

/** Keys whose strings are not words. */
const NOT_WORDS: ReadonlySet<string> = new Set(["base64", "href", "id", "kind", "type", "flag"]);

export function wash(document: Unopened): Unopened {
  const count = none();
  const clean = washed(document, "", count) as Unopened; // The same shape comes back: only strings change.
  const warnings = [
    ...clean.warnings,
    ...(count.bidi > 0
      ? ["Из текста удалены невидимые знаки, меняющие направление письма: с ними текст мог читаться иначе, чем записан"]
      : []),
    ...(count.hidden > 0 ? ["Из текста удалены невидимые знаки, за которыми могли скрываться другие слова"] : []),
    ...(count.piled > 0
      ? ["Из текста удалены лишние надстрочные и подстрочные знаки: они закрывали соседние строки"]
      : []),
    ...(count.damaged > 0 ? ["В документе есть повреждённые знаки: они показаны как �"] : []),
  ];
  return { ...clean, warnings };
}

/** The same for words that stand alone: a line of a list, a name. */
export function washWords(text: string): string {
  return washText(text, none());
}

interface Count {
  bidi: number;
  hidden: number;
  piled: number;
  damaged: number;
}

function none(): Count {
  return { bidi: 0, hidden: 0, piled: 0, damaged: 0 };
}

function washed(value: unknown, key: string, count: Count): unknown {
  if (typeof value === "string") return NOT_WORDS.has(key) ? value : washText(value, count);
  if (typeof value !== "object" || value === null) return value;
  // What is clean stays the same value: most of a document is, and copying it would cost more than looking.
  const given = value as Record<string, unknown>; // an array is asked by its indexes
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(given)) {
    const clean = washed(given[name], Array.isArray(value) ? key : name, count);
    if (clean === given[name]) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...given }) as Record<string, unknown>;
    copy[name] = clean;
  }
  return copy ?? value;
}

function washText(text: string, count: Count): string {
  if (PLAIN.test(text)) return text;
  const without = (washed: string, signs: RegExp, what: "bidi" | "hidden" | "piled") =>
    washed.replace(signs, () => {
      count[what] += 1;
      return "";
    });
  const turned = without(without(text, BIDI, "bidi"), HIDDEN, "hidden");
  const shown = turned.replace(NO_WIDTH, "").replace(CONTROLS, "\uFFFD");
  if (shown.includes("\uFFFD")) count.damaged += 1;
  return without(shown.normalize("NFC"), PILE, "piled");
}
