/** Whether the codes of a document are those of the dictionaries that it names, in the editions that it names. */
import type { Fault } from "../../basics/fault.ts";
import type { XmlElement } from "../../cda/tree.ts";
import { attribute, descendants, pathOf } from "../../cda/walk.ts";

/** One edition of a dictionary. Names of a code: every cell of its row may be one. */
export interface Edition {
  readonly system: string;
  readonly version: string;
  has(code: string): boolean;
  isNamed(code: string, name: string): boolean;
  /** What the code is called; "" for none. */
  nameOf(code: string): string;
}

export interface Dictionaries {
  /** That edition, else the one at hand; null where the dictionary is not here at all. */
  find(system: string, version: string | null): Edition | null;
}

/** Federal dictionaries; those of HL7 are the schema's business. */
const FEDERAL = "1.2.643.5.1.13.13.";

/** In the order of the document. A dictionary that is missing, or is here in another edition, is told once. */
export function codeFaults(dictionaries: Dictionaries, root: XmlElement): Fault[] {
  const faults: Fault[] = [];
  const told = new Set<string>();
  for (const element of descendants(root)) {
    const value = (name: string) => attribute(element, name);
    const [system, code] = [value("codeSystem"), value("code")];
    if (system === null || code === null || !system.startsWith(FEDERAL)) continue;
    const version = value("codeSystemVersion");
    const edition = dictionaries.find(system, version);
    const name = `${system} ${version}`;
    const once = !told.has(name);
    told.add(name);
    if (edition === null) {
      if (once) faults.push(fault("DICTIONARY_ABSENT", "warning", element, missing(system, value("codeSystemName"))));
      continue;
    }
    // Of another edition nothing sure can be said.
    const severity = edition.version === version ? "error" : "warning";
    if (severity === "warning" && once) {
      faults.push(fault("INVALID_DICTIONARY_VERSION", severity, element, otherEdition(edition, version)));
    }
    const display = value("displayName");
    if (!edition.has(code)) {
      faults.push(fault("INVALID_ELEMENT_VALUE_CODE", severity, element, noCode(edition), code));
    } else if (display !== null && !edition.isNamed(code, display)) {
      const expected = edition.nameOf(code);
      faults.push({
        ...fault("INVALID_ELEMENT_VALUE_NAME", severity, element, otherName(edition, code), display),
        expected,
      });
    }
  }
  return faults;
}

function fault(
  code: string,
  severity: Fault["severity"],
  element: XmlElement,
  message: Fault["message"],
  found?: string,
): Fault {
  const { line, column } = element;
  return { code, severity, message, path: pathOf(element), line, column, ...(found && { found: found.slice(0, 120) }) };
}

const missing = (system: string, name: string | null) => ({
  ru: `Справочника ${system}${name ? ` «${name}»` : ""} здесь нет: его коды не проверены`,
  en: `The dictionary ${system} is not here: its codes were not checked`,
});
const otherEdition = ({ system, version }: Edition, asked: string | null) => ({
  ru: `Справочник ${system}: версии ${asked ?? "(не указана)"} здесь нет, сверено с версией ${version}`,
  en: `Dictionary ${system}: edition ${asked ?? "(none named)"} is not here, compared with edition ${version}`,
});
const noCode = ({ system, version }: Edition) => ({
  ru: `В справочнике ${system} версии ${version} нет такого кода`,
  en: `The dictionary ${system}, edition ${version}, has no such code`,
});
const otherName = ({ system, version }: Edition, code: string) => ({
  ru: `В справочнике ${system} версии ${version} код ${code} называется иначе`,
  en: `In the dictionary ${system}, edition ${version}, the code ${code} has another name`,
});
