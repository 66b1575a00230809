/** Test kit: runs an official Schematron of the ministry over a document, naively, one XPath after another. Slow and sure. */
import fontoxpath from "fontoxpath";
import { type Document, type Node, parseXmlDocument } from "slimdom";

const { evaluateXPathToBoolean, evaluateXPathToNodes } = fontoxpath;

export interface SchematronFailure {
  readonly context: string;
  readonly test: string;
  readonly message: string;
}

export interface SchematronOutcome {
  /** How many assertions met a node to judge. */
  readonly judged: number;
  readonly failures: readonly SchematronFailure[];
}

/**
 * The rules name elements without a prefix, so the default namespace must be HL7's:
 * unbound, no rule ever fires and everything looks valid.
 */
const namespaces: Readonly<Record<string, string>> = {
  "": "urn:hl7-org:v3",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
  identity: "urn:hl7-ru:identity",
  address: "urn:hl7-ru:address",
  medService: "urn:hl7-ru:medService",
  fias: "urn:hl7-ru:fias",
  PII: "urn:hl7-ru:PII",
};

const options = {
  namespaceResolver: (prefix: string) => namespaces[prefix] ?? null,
  language: fontoxpath.Language.XPATH_3_1_LANGUAGE,
};
const schematronNamespace = "http://purl.oclc.org/dsdl/schematron";

function childrenNamed(parent: Node, name: string): Element[] {
  return parent.childNodes.filter(
    (node): node is Element => node.nodeType === 1 && (node as Element).localName === name,
  );
}

type Element = import("slimdom").Element;

/** A match pattern of XSLT, turned into the path that selects all it matches. */
function everywhere(pattern: string): string {
  return splitUnion(pattern)
    .map((part) => (part.startsWith("/") ? part : `//${part}`))
    .join(" | ");
}

/** Splits at the `|` that stand outside brackets. */
function splitUnion(pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "[" || character === "(") depth++;
    else if (character === "]" || character === ")") depth--;
    else if (character === "|" && depth === 0) {
      parts.push(pattern.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, pattern.slice(start)].map((part) => part.trim());
}

/** Judges the document by every rule. Within a pattern a node is judged by the first rule that takes it (ISO 19757-3 §6.5). */
export function runSchematron(schematron: string, documentText: string): SchematronOutcome {
  const rules = parseXmlDocument(schematron.replace(/^\uFEFF/, ""));
  const document: Document = parseXmlDocument(documentText);
  const failures: SchematronFailure[] = [];
  let judged = 0;
  const patterns = rules.getElementsByTagNameNS(schematronNamespace, "pattern");
  for (const pattern of patterns) {
    const taken = new Set<Node>();
    for (const rule of childrenNamed(pattern, "rule")) {
      const context = rule.getAttribute("context") ?? "";
      const nodes = evaluateXPathToNodes(everywhere(context), document, null, null, options) as unknown as Node[];
      for (const node of nodes) {
        if (taken.has(node)) continue;
        taken.add(node);
        for (const assertion of childrenNamed(rule, "assert")) {
          const test = assertion.getAttribute("test") ?? "";
          judged++;
          if (!evaluateXPathToBoolean(test, node, null, null, options)) {
            failures.push({ context, test, message: assertion.textContent ?? "" });
          }
        }
      }
    }
  }
  return { judged, failures };
}
