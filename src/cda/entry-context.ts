/** What coded entries need to know of the rest of their document: who a person id is, which document a link means, the media. */
import { Media } from "./media.ts";
import { personWords } from "./person-words.ts";
import { sayTime } from "./say-time.ts";
import { sayCode } from "./say-value.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, isHl7 } from "./walk.ts";

export interface EntryContext {
  readonly media: Media;
  /** Name and position of a person that the document names elsewhere by the same id. */
  readonly personOf: (role: XmlElement) => string | null;
  /** «Протокол консультации, 2 апреля 2025, № 459481548» by the id of an act of section LINKDOCS. */
  readonly linkOf: (act: XmlElement) => string | null;
  /** Whether the narrative of the section says all that the statement itself says (what is under it apart). */
  readonly told: (statement: XmlElement) => boolean;
}

export function entryContext(root: XmlElement): EntryContext {
  const people = new Map<string, string>();
  const links = new Map<string, string>();
  for (const element of descendants(root)) {
    const person = child(element, "assignedPerson") ?? child(element, "associatedPerson");
    if (person !== null) {
      const words = personWords(element);
      for (const key of keysOf(element)) if (words !== null && !people.has(key)) people.set(key, words);
    }
    if (isHl7(element, "act") && child(element, "reference", "externalDocument") !== null) {
      for (const key of keysOf(element)) links.set(key, linkWords(element));
    }
  }
  const find = (map: ReadonlyMap<string, string>) => (element: XmlElement) => {
    for (const key of keysOf(element)) {
      const found = map.get(key);
      if (found !== undefined) return found;
    }
    return null;
  };
  return { media: new Media(root), personOf: find(people), linkOf: find(links), told: () => false };
}

/** The numbers that name one thing in several places of a document: `root extension` of each id. */
export function keysOf(element: XmlElement): readonly string[] {
  return childrenOf(element, "id").flatMap((id) => {
    const extension = attribute(id, "extension");
    return extension === null ? [] : [`${attribute(id, "root") ?? ""} ${extension}`];
  });
}

function linkWords(act: XmlElement): string {
  const time = attribute(child(act, "effectiveTime"), "value");
  const number = attribute(child(act, "id"), "extension");
  const parts = [
    sayCode(child(act, "code")) ?? "Документ",
    time === null ? null : sayTime(time),
    number === null ? null : `№ ${number}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
