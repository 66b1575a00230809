/** Step 2 «read»: who wrote the document, who gave it legal force, and whose signatures to expect. */
import type { AuthorFacts, ExpectedSigner, PersonName } from "./facts.ts";
import type { FaultList } from "./fault-list.ts";
import { readCoded, readOptionalTime } from "./read-values.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, placeOfElement, russianChild, textOf } from "./walk.ts";

const SNILS_ROOT = "1.2.643.100.3";

/** The СНИЛС ids of a role, 11 digits each, in order, without repeats. Checksums are not judged. */
export function snilsOf(role: XmlElement | null): readonly string[] {
  const found = new Set<string>();
  for (const id of childrenOf(role, "id")) {
    if (attribute(id, "root") !== SNILS_ROOT) continue;
    const digits = (attribute(id, "extension") ?? "").replace(/[\s-]/g, "");
    if (/^\d{11}$/.test(digits)) found.add(digits);
  }
  return [...found];
}

/** PN in both dialects: the patronymic is `identity:Patronymic` or a second `given`. */
export function readName(person: XmlElement | null): PersonName | null {
  const name = child(person, "name");
  const [given, ...rest] = childrenOf(name, "given").flatMap((one) => textOf(one) ?? []);
  const family = textOf(child(name, "family"));
  if (family === null && given === undefined) return null;
  const second = rest.length > 0 ? rest.join(" ") : null;
  const patronymic = textOf(russianChild(name, "Patronymic")) ?? second;
  return { family: family ?? "", given: given ?? "", patronymic };
}

export function readAuthors(root: XmlElement, faults: FaultList): readonly AuthorFacts[] {
  return childrenOf(root, "author").map((author) => {
    const role = child(author, "assignedAuthor");
    return {
      snils: snilsOf(role)[0] ?? null,
      name: readName(child(role, "assignedPerson")),
      position: readCoded(child(role, "code")),
      time: readOptionalTime(child(author, "time"), faults),
      place: placeOfElement(role ?? author),
    };
  });
}

/** Authors first, then who gave the document legal force (editions before 290). */
export function readExpectedSigners(root: XmlElement): readonly ExpectedSigner[] {
  const signer = (kind: ExpectedSigner["role"], role: XmlElement | null): ExpectedSigner => ({
    role: kind,
    snils: snilsOf(role)[0] ?? null,
    name: readName(child(role, "assignedPerson")),
  });
  return [
    ...childrenOf(root, "author").map((one) => signer("author", child(one, "assignedAuthor"))),
    ...childrenOf(root, "legalAuthenticator").map((one) => signer("legal-authenticator", child(one, "assignedEntity"))),
  ];
}
