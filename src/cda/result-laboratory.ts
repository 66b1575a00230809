/** Who did an analysis: the performer's organisation, written in the result, or in the head under the number that the result names. */
import { keysOf } from "./entry-context.ts";
import type { OrganisationFacts } from "./facts.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, textOf } from "./walk.ts";

export interface Laboratory {
  readonly oid: string | null;
  readonly name: string;
}

const LONGEST_NAME = 300;

/** Answers for each observation; null where nobody is named, or it is the document's own organisation. */
export function laboratoriesOf(
  root: XmlElement,
  own: Pick<OrganisationFacts, "oid" | "name">,
): (observation: XmlElement) => Laboratory | null {
  let byId: ReadonlyMap<string, XmlElement> | null = null;
  const organisationOf = (entity: XmlElement): XmlElement | null => {
    const written = child(entity, "representedOrganization");
    if (written !== null) return written;
    byId ??= organisationsInHead(root);
    for (const key of keysOf(entity)) if (byId.has(key)) return byId.get(key) ?? null;
    return null;
  };
  return (observation) => {
    for (let at: XmlElement | null = observation; at !== null && at.name !== "section"; at = at.parent) {
      for (const performer of childrenOf(at, "performer")) {
        const entity = child(performer, "assignedEntity");
        const organisation = entity && organisationOf(entity);
        const name = textOf(child(organisation, "name"))?.slice(0, LONGEST_NAME) ?? null;
        if (name === null) continue;
        const oid = attribute(child(organisation, "id"), "root");
        return (oid !== null && oid === own.oid) || name === own.name ? null : { oid, name };
      }
    }
    return null;
  };
}

/** People of the head by each of their numbers; the first to bear a number keeps it. */
function organisationsInHead(root: XmlElement): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const part of root.children) {
    if (typeof part === "string" || part.name === "component") continue;
    for (const entity of descendants(part)) {
      if (entity.name !== "assignedEntity" && entity.name !== "assignedAuthor") continue;
      const organisation = child(entity, "representedOrganization");
      if (organisation === null) continue;
      for (const key of keysOf(entity)) if (!found.has(key)) found.set(key, organisation);
    }
  }
  return found;
}
