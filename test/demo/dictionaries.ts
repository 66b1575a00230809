/** Test kit: the federal dictionaries beside the repository, asked for one code at a time. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { shared } from "./shared-data.ts";

const folder = `${shared}data/nsi/fnsi`;
const opened = new Map<string, string | null>();

/** The CSV of the dictionary with this OID, as text; null where we have none. */
function dictionary(oid: string): string | null {
  const known = opened.get(oid);
  if (known !== undefined) return known;
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith(`${oid}_`)) : undefined;
  const text = file ? `\n${readFileSync(`${folder}/${file}`, "utf8").replaceAll("\r", "")}\n` : null;
  opened.set(oid, text);
  return text;
}

/** Lines in which the code is a whole cell. Enough for one lookup: cells with line breaks hold long remarks, not codes. */
function* linesWith(text: string, code: string): Generator<string> {
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
    const before = text[at - 1]!;
    const after = text[at + code.length]!;
    if (!"\n,".includes(before) || !"\n,".includes(after)) continue;
    yield text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at));
  }
}

/**
 * Does the dictionary have a row with this code and, unless null, this name as whole cells?
 * @returns null where we have no such dictionary
 */
export function dictionaryHas(oid: string, code: string, name: string | null): boolean | null {
  const text = dictionary(oid);
  if (text === null) return null;
  const quoted = name === null ? "" : name.replaceAll('"', '""');
  for (const line of linesWith(text, code)) {
    if (
      name === null ||
      `,${line},`.includes(`,${quoted},`) ||
      line.includes(`"${quoted}"`) ||
      line.includes(`"${quoted} "`)
    )
      return true;
  }
  return false;
}
