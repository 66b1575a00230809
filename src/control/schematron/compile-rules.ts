/** Rules → what one walk of a document asks. Expressions that are written alike are compiled once, over all files. */
import { Refusal } from "../../basics/refusal.ts";
import { compileItems, compileTruth } from "../xpath/compile.ts";
import type { Items, Truth } from "../xpath/focus.ts";
import { type Namespaces, parseExpression } from "../xpath/parse.ts";
import { BeyondSubset } from "../xpath/syntax.ts";
import { MeaninglessHere } from "../xpath/values.ts";
import { type ContextTree, emptyContexts, grow, pathsOf } from "./contexts.ts";
import type { Assert, Let, RuleFile } from "./rules.ts";

export interface CompiledAssert extends Omit<Assert, "test"> {
  readonly test: string;
  readonly truth: Truth;
}

export interface CompiledLet {
  readonly name: string;
  readonly items: Items;
}

export interface CompiledRule {
  /** Place in the file: of the rules of one pattern, the lowest that fits is asked. */
  readonly order: number;
  readonly pattern: number;
  readonly variables: readonly CompiledLet[];
  readonly asserts: readonly CompiledAssert[];
}

export interface CompiledRules {
  readonly namespaces: Namespaces;
  readonly contexts: ContextTree;
  readonly rules: readonly CompiledRule[];
  /** Rules whose context is no path of names; it is asked as an expression. */
  readonly elsewhere: readonly { readonly rule: CompiledRule; readonly nodes: Items }[];
  /** Of the file and of its patterns: asked once, at the document. */
  readonly variables: readonly CompiledLet[];
  /** Expressions that are not of the subset, with their lines: the general engine answers them. */
  readonly beyond: readonly { readonly expression: string; readonly line: number; readonly why: string }[];
  readonly asserts: number;
}

/** What the general engine makes of an expression that is not of the subset. Throws when it does not know it either. */
export interface GeneralEngine {
  truth(expression: string, namespaces: Namespaces): Truth;
  items(expression: string, namespaces: Namespaces): Items;
}

export function compileRules(file: RuleFile, general: GeneralEngine): CompiledRules {
  const beyond: { expression: string; line: number; why: string }[] = [];
  const elsewhere: { rule: CompiledRule; nodes: Items }[] = [];
  const rules: CompiledRule[] = [];
  const contexts = emptyContexts();
  const { namespaces } = file;
  const or = <T>(expression: string, line: number, ours: () => T, theirs: () => T): T => {
    try {
      return ours();
    } catch (error) {
      if (!(error instanceof BeyondSubset || error instanceof MeaninglessHere)) throw error;
      beyond.push({ expression, line, why: error.message });
      try {
        return theirs();
      } catch (unknown) {
        throw badExpression(expression, line, unknown);
      }
    }
  };
  const compileLet = ({ name, value, line }: Let): CompiledLet => ({
    name,
    items: or(
      value,
      line,
      () => compileItems(parseExpression(value, namespaces)),
      () => general.items(value, namespaces),
    ),
  });
  const truths = truthsOf(namespaces);

  file.patterns.forEach((pattern, place) => {
    for (const { context, variables, asserts, line } of pattern.rules) {
      const rule: CompiledRule = {
        order: rules.length,
        pattern: place,
        variables: variables.map(compileLet),
        asserts: asserts.map((assert) => ({
          ...assert,
          truth: or(
            assert.test,
            assert.line,
            () => truths(assert.test),
            () => general.truth(assert.test, namespaces),
          ),
        })),
      };
      rules.push(rule);
      const nodes = or<Items | null>(
        context,
        line,
        () => {
          const expression = parseExpression(context, namespaces);
          const paths = pathsOf(expression);
          if (paths === null) return compileItems(expression);
          for (const path of paths) grow(contexts, path, rule.order);
          return null;
        },
        () => general.items(context, namespaces),
      );
      if (nodes !== null) elsewhere.push({ rule, nodes });
    }
  });
  const variables = [...file.variables, ...file.patterns.flatMap((pattern) => pattern.variables)].map(compileLet);
  const asserts = rules.reduce((sum, rule) => sum + rule.asserts.length, 0);
  return { namespaces, contexts, rules, elsewhere, variables, beyond, asserts };
}

function badExpression(expression: string, line: number, why: unknown): Refusal {
  const found = expression.trim().slice(0, 200);
  const message = { ru: "Выражение в правиле не читается", en: "An expression of a rule cannot be read" };
  const because = why instanceof Error ? why.message : String(why);
  const hint = { ru: `Исправьте правило: ${because}`, en: `Mend the rule: ${because}` };
  const code = "SCHEMATRON_BAD_EXPRESSION";
  return new Refusal("invalid", code, message, [{ code, severity: "error", message, hint, line, found }]);
}

/** Fifty thousand asserts of all kinds are written in three thousand ways. */
const known = new Map<string, Truth>();

function truthsOf(namespaces: Namespaces): (test: string) => Truth {
  const dialect = JSON.stringify([...namespaces].sort());
  return (test) => {
    const name = `${dialect} ${test}`;
    const compiled = known.get(name) ?? compileTruth(parseExpression(test, namespaces));
    known.set(name, compiled);
    return compiled;
  };
}
