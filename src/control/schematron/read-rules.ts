/** A Schematron file → its rules. What is not understood is refused with its line: a rule that is passed over would be a hole. */
import { Refusal } from "../../basics/refusal.ts";
import { admitBytes } from "../../cda/gate.ts";
import { parseTree, type XmlElement } from "../../cda/tree.ts";
import type { Assert, Let, Pattern, Rule, RuleFile } from "./rules.ts";

const SCHEMATRON = "http://purl.oclc.org/dsdl/schematron";
/** The namespace of elements that a rule names without prefix: official files leave it unsaid, and without it no rule fires. */
const HL7 = "urn:hl7-org:v3";

/**
 * @throws Refusal "invalid": those of `admitBytes` and `parseTree`; NOT_SCHEMATRON; SCHEMATRON_UNKNOWN_ELEMENT and
 *   SCHEMATRON_MISSING_ATTRIBUTE, with the line.
 */
export function readRules(bytes: Uint8Array): RuleFile {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const root = parseTree(admitBytes(marked ? bytes.subarray(3) : bytes));
  if (root.name !== "schema" || root.uri !== SCHEMATRON) {
    throw bad("NOT_SCHEMATRON", root, "Это не файл правил Schematron", "This is no Schematron file");
  }
  const namespaces = new Map([["", HL7]]);
  const patterns: Pattern[] = [];
  const variables: Let[] = [];
  for (const child of elements(root)) {
    if (child.name === "ns") namespaces.set(attribute(child, "prefix"), attribute(child, "uri"));
    else if (child.name === "let") variables.push(readLet(child));
    else if (child.name === "pattern") patterns.push(readPattern(child));
    else if (!PROSE.has(child.name)) throw unknown(child);
  }
  return { namespaces, variables, patterns };
}

/** Told to people only. */
const PROSE: ReadonlySet<string> = new Set(["title", "p", "diagnostics", "diagnostic", "properties"]);

function readPattern(element: XmlElement): Pattern {
  if (element.attributes.some(({ name }) => name === "abstract" || name === "is-a" || name === "documents")) {
    throw unknown(element);
  }
  const rules: Rule[] = [];
  const variables: Let[] = [];
  for (const child of elements(element)) {
    if (child.name === "rule") rules.push(readRule(child));
    else if (child.name === "let") variables.push(readLet(child));
    else if (!PROSE.has(child.name)) throw unknown(child);
  }
  return { rules, variables };
}

function readRule(element: XmlElement): Rule {
  const asserts: Assert[] = [];
  const variables: Let[] = [];
  for (const child of elements(element)) {
    if (child.name === "assert" || child.name === "report") asserts.push(readAssert(child));
    else if (child.name === "let") variables.push(readLet(child));
    else if (!PROSE.has(child.name)) throw unknown(child);
  }
  return { context: attribute(element, "context"), asserts, variables, line: element.line };
}

/** «У1-12: …», «У1-4.1.1.1: …», «(Требование: У1-3) …». */
const ID = /^\(?(?:Требование:?\s*)?(\p{Lu}{1,3}\d+(?:[-.]\d+)*)[.:)]*\s/u;

function readAssert(element: XmlElement): Assert {
  const message = wordsOf(element).replaceAll(/\s+/g, " ").trim();
  return {
    test: attribute(element, "test"),
    failsWhen: element.name === "report",
    message,
    id: ID.exec(`${message} `)?.[1] ?? null,
    line: element.line,
  };
}

/** `<value-of>` and `<name>` stand for values of the document, which have no place in a message. */
function wordsOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === "string") return child;
      return child.name === "value-of" || child.name === "name" ? "…" : wordsOf(child);
    })
    .join("");
}

function readLet(element: XmlElement): Let {
  return { name: attribute(element, "name"), value: attribute(element, "value"), line: element.line };
}

function* elements(parent: XmlElement): Generator<XmlElement> {
  for (const child of parent.children) if (typeof child === "object" && child.uri === SCHEMATRON) yield child;
}

function attribute(element: XmlElement, name: string): string {
  const found = element.attributes.find((one) => one.name === name && one.uri === "")?.value;
  if (found !== undefined) return found;
  throw bad(
    "SCHEMATRON_MISSING_ATTRIBUTE",
    element,
    `У элемента ${element.name} нет атрибута ${name}`,
    `The element ${element.name} lacks its attribute ${name}`,
  );
}

const unknown = (element: XmlElement) =>
  bad(
    "SCHEMATRON_UNKNOWN_ELEMENT",
    element,
    `Элемент ${element.name} в правилах не поддерживается`,
    `The element ${element.name} is not understood in rules`,
  );

function bad(code: string, { line, column }: XmlElement, ru: string, en: string): Refusal {
  const message = { ru, en };
  return new Refusal("invalid", code, message, [{ code, severity: "error", message, line, column }]);
}
