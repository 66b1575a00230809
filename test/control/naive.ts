/** The rules asked the slow and simple way, by fontoxpath: every context over the whole document, every assert at every node. */
import fontoxpath, { type Options } from "fontoxpath";
import { type Document, type Node, parseXmlDocument } from "slimdom";
import type { RuleFile } from "../../src/control/schematron/rules.ts";

const { evaluateXPathToBoolean, evaluateXPathToNodes } = fontoxpath;

/** What failed, as «line of the assert, node, error» */
export function askNaively(file: RuleFile, text: string, remember: Remembered = newMemory(text)): string[] {
  const dialect = JSON.stringify([...file.namespaces]);
  const options = {
    namespaceResolver: (prefix: string) => file.namespaces.get(prefix) ?? null,
    language: fontoxpath.evaluateXPath.XPATH_3_1_LANGUAGE,
  };
  const failed: string[] = [];
  for (const pattern of file.patterns) {
    const taken = new Set<Node>();
    for (const rule of pattern.rules) {
      const context = everywhere(rule.context);
      const name = `${dialect} ${context}`;
      const nodes =
        remember.contexts.get(name) ?? evaluateXPathToNodes<Node>(context, remember.document, null, {}, options);
      remember.contexts.set(name, nodes);
      for (const node of nodes) {
        if (taken.has(node)) continue;
        taken.add(node);
        const lets = rule.variables
          .map(({ name: variable, value }) => `let $${variable} := (${value}) return `)
          .join("");
        for (const { test, failsWhen, line } of rule.asserts) {
          const answer = recall(remember, dialect, lets + test, node, options);
          if (answer === failsWhen || answer === "error")
            failed.push(`${line} ${pathOf(node)}${answer === "error" ? " error" : ""}`);
        }
      }
    }
  }
  return failed.sort();
}

interface Remembered {
  readonly document: Document;
  readonly contexts: Map<string, readonly Node[]>;
  readonly answers: Map<Node, Map<string, boolean | "error">>;
}

export function newMemory(text: string): Remembered {
  return { document: parseXmlDocument(text), contexts: new Map(), answers: new Map() };
}

function recall(
  { answers }: Remembered,
  dialect: string,
  test: string,
  node: Node,
  options: Options,
): boolean | "error" {
  const known = answers.get(node) ?? new Map<string, boolean | "error">();
  answers.set(node, known);
  const name = `${dialect} ${test}`;
  const answer = known.get(name) ?? ask(test, node, options);
  known.set(name, answer);
  return answer;
}

function ask(test: string, node: Node, options: Options): boolean | "error" {
  try {
    return evaluateXPathToBoolean(test, node, null, {}, options);
  } catch {
    return "error";
  }
}

/** Places of elements among elements, from the root; attributes by name. */
function pathOf(node: Node): string {
  const parent = node.parentNode;
  if (node.nodeType === 2) {
    const { ownerElement, nodeName } = node as unknown as { ownerElement: Node; nodeName: string };
    return `${pathOf(ownerElement)}/@${nodeName.replace(/^.*:/, "")}`;
  }
  if (parent === null) return "";
  const elements = parent.childNodes.filter(({ nodeType }) => nodeType === 1);
  return `${pathOf(parent)}/${elements.indexOf(node)}`;
}

/** A context as the path that selects all it means; unions are split at the bars outside of brackets. */
function everywhere(context: string): string {
  let depth = 0;
  const parts = [""];
  for (const character of context) {
    if (character === "[" || character === "(") depth++;
    if (character === "]" || character === ")") depth--;
    if (character === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => (part.trim().startsWith("/") ? part : `//${part.trim()}`)).join(" | ");
}
