/** What a PDF does when it is opened: nothing, or a jump within itself. */

import { namesIn } from "./pdf-names.ts";

/**
 * True where every `/OpenAction` is a destination or a `/GoTo`.
 * @param parts the file and its opened object streams, latin-1
 * @param objects objects of the object streams by number
 */
export function opensQuietly(parts: readonly string[], objects: ReadonlyMap<number, readonly string[]>): boolean {
  const values: string[] = [];
  for (const part of parts) {
    const actions = namesIn(part).filter(({ name }) => name === "OpenAction");
    for (const { at } of actions) {
      if (values.length === mostActions) return false;
      values.push(part.slice(at, at + longestValue).replace(/^\/[A-Za-z0-9#]+/, ""));
    }
  }
  return values.every((value) => isQuiet(value, parts[0]!, objects));
}

/** One in the catalog of each version of a file; each is looked for in the whole file. */
const mostActions = 16;
const longestValue = 4096;

function isQuiet(value: string, file: string, objects: ReadonlyMap<number, readonly string[]>): boolean {
  const reference = /^\s*(\d+)\s+(\d+)\s+R/.exec(value);
  if (!reference) return isJump(value);
  const number = Number(reference[1]);
  // Of several objects with one number, readers may take any: all must be quiet.
  const inFile = [...file.matchAll(new RegExp(`(?<!\\d)${number}\\s+\\d+\\s+obj`, "g"))].map((match) =>
    file.slice(match.index + match[0].length, match.index + longestValue),
  );
  const found = [...inFile, ...(objects.get(number) ?? [])];
  return found.length > 0 && found.every(isJump);
}

/** A destination `[…]`, or a dictionary whose one action is `/GoTo`. */
function isJump(value: string): boolean {
  const trimmed = value.trimStart();
  if (trimmed.startsWith("[")) return true;
  if (!trimmed.startsWith("<<")) return false;
  const dictionary = trimmed.slice(0, dictionaryEnd(trimmed));
  const actions = [...dictionary.matchAll(/\/S\s*\/([^\s/<>[\]()]+)/g)].map((match) => match[1]);
  return actions.length === 1 && actions[0] === "GoTo" && !/\/Next(?![A-Za-z])/.test(dictionary);
}

function dictionaryEnd(text: string): number {
  let depth = 0;
  for (const match of text.matchAll(/<<|>>/g)) {
    depth += match[0] === "<<" ? 1 : -1;
    if (depth === 0) return match.index + 2;
  }
  return text.length;
}
