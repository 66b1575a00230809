/** Regular expressions of XML Schema as XPath uses them (XPath functions 3.1 §5.6.1) → the engine's own. */
import { BeyondSubset } from "./syntax.ts";
import { MeaninglessHere } from "./values.ts";

const FLAGS = /^[ismx]*$/;
/** Escapes that mean the same to both; the others of XML Schema (\i, \c, \p{Is…}) are left to the general engine. */
const SAME = /^\\(?:[dDsSwWnrt]|[pP]\{[A-Z][a-z]?\})/;
const SYNTAX = /^\\[\\|.?*+(){}$^\-[\]/]/;

/** @throws MeaninglessHere FORX0001 for flags, FORX0002 for a pattern; BeyondSubset for what has no equal here */
export function regexOf(pattern: string, flags = ""): RegExp {
  if (!FLAGS.test(flags)) throw new MeaninglessHere("FORX0001", `unknown flags «${flags}»`);
  const source = translate(flags.includes("x") ? pattern.replaceAll(/\s/g, "") : pattern);
  try {
    return new RegExp(source, `u${flags.replaceAll("x", "")}`);
  } catch (error) {
    throw new MeaninglessHere("FORX0002", error instanceof Error ? error.message : String(error));
  }
}

function translate(pattern: string): string {
  let source = "";
  let inClass = false;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const char = pattern[at]!;
    if (char === "\\") {
      const piece = SAME.exec(rest)?.[0] ?? SYNTAX.exec(rest)?.[0];
      if (piece === undefined) throw new BeyondSubset(`the escape ${rest.slice(0, 2)}`);
      source += spell(piece, inClass);
      at += piece.length;
    } else {
      if (inClass && char === "[") throw new BeyondSubset("subtraction of character classes");
      if (char === "[") inClass = true;
      if (char === "]") inClass = false;
      if (char === "(" && rest.startsWith("(?") && !rest.startsWith("(?:")) throw new MeaninglessHere("FORX0002", "(?");
      source += char;
      at += 1;
    }
  }
  return source;
}

/** \s is of XML: four characters; \d and \w are of Unicode; `\-` stands outside of classes too. */
function spell(piece: string, inClass: boolean): string {
  const classes: Record<string, [inside: string, outside: string]> = {
    "\\s": [" \\t\\n\\r", "[ \\t\\n\\r]"],
    "\\d": ["\\p{Nd}", "\\p{Nd}"],
    "\\D": ["\\P{Nd}", "\\P{Nd}"],
    "\\S": ["", "[^ \\t\\n\\r]"],
    "\\w": ["", "[^\\p{P}\\p{Z}\\p{C}]"],
    "\\W": ["\\p{P}\\p{Z}\\p{C}", "[\\p{P}\\p{Z}\\p{C}]"],
    "\\-": ["\\-", "-"],
  };
  const known = classes[piece];
  if (known === undefined) return piece;
  const spelled = known[inClass ? 0 : 1];
  if (spelled === "") throw new BeyondSubset(`${piece} within a class`);
  return spelled;
}
