/** Why something is absent (HL7 NullFlavor), in words. An absence that was stated is information and is shown. */
import type { XmlElement } from "./tree.ts";
import { attribute } from "./walk.ts";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["NI", "не указано"],
  ["UNK", "неизвестно"],
  ["ASKU", "спросили, ответа нет"],
  ["NASK", "не спрашивали"],
  ["NAV", "пока неизвестно"],
  ["NA", "не применимо"],
  ["OTH", "другое"],
  ["MSK", "скрыто"],
  ["NP", "отсутствует"],
  ["INV", "недействительное значение"],
  ["DER", "вычисляется"],
  ["UNC", "не закодировано"],
  ["PINF", "бессрочно"],
  ["NINF", "без начала"],
  ["TRC", "следы"],
  ["QS", "достаточное количество"],
]);

/** «не указано», «неизвестно» …; null when the element states no absence. */
export function sayNull(element: XmlElement | null): string | null {
  const flavor = attribute(element, "nullFlavor");
  return flavor === null ? null : (WORDS.get(flavor) ?? "не указано");
}
