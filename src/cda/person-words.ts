/** People and organisations of a document in words: «Смирнов Александр Игоревич, врач-кардиолог». */
import type { PersonName } from "./facts.ts";
import { readName } from "./read-people.ts";
import { sayCode } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { child } from "./walk.ts";

export function fullName(name: PersonName): string {
  return [name.family, name.given, name.patronymic ?? ""].filter((part) => part !== "").join(" ");
}

/** A role (assignedEntity, assignedAuthor, associatedEntity) with its person and position; null when it names nobody. */
export function personWords(role: XmlElement): string | null {
  const name = readName(child(role, "assignedPerson") ?? child(role, "associatedPerson"));
  if (name === null) return null;
  const position = sayCode(child(role, "code"));
  return position === null ? fullName(name) : `${fullName(name)}, ${lowerFirst(position)}`;
}

/** «Врач-кардиолог» → «врач-кардиолог»; «МРТ-лаборант» stays. */
export function lowerFirst(text: string): string {
  return /^[А-ЯЁ][а-яё]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** «+74953754826» → «+7 495 375-48-26»; other shapes as they stand. */
export function sayPhone(number: string): string {
  const digits = /^\+?7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number.replace(/[\s()-]/g, ""));
  return digits === null ? number : `+7 ${digits[1]} ${digits[2]}-${digits[3]}-${digits[4]}`;
}
