/** A file of the ministry → a dictionary whose codes doctors look up: each code once, under its heading. */
import type { Fault } from "../../basics/fault.ts";
import {
  editionOf,
  dictionaryFault as fault,
  readTable,
  refusedDictionary as refused,
} from "../../control/dictionaries/table.ts";
import type { ReadDictionary } from "./dictionaries.ts";

/**
 * `name`: of the file, «<OID>_<version>.csv», where system and version are not given.
 * Throws a Refusal with every fault: nothing is taken of a file that has one.
 */
export function readDictionary(
  bytes: Uint8Array,
  name: string,
  given: {
    readonly system?: string | undefined;
    readonly version?: string | undefined;
    readonly title?: string | undefined;
  } = {},
): ReadDictionary {
  const said = editionOf(name);
  const system = given.system ?? said?.system;
  const version = given.version ?? said?.version;
  if (!system || !version)
    throw refused([
      fault(
        "SYSTEM",
        "Не сказано, какой это справочник и какой версии",
        "Which dictionary it is, and which version, is not said",
      ),
    ]);
  const { rows, heads, column, nameOf } = readTable(bytes);
  const [code, named, parent, key] = [column("code"), column("name"), column("parent"), column("key")];
  if (code < 0 || named < 0)
    throw refused([
      fault("COLUMNS", "Нет столбцов с кодом и названием", "There is no column of codes, or of names", heads.join(",")),
    ]);

  const codes = new Map(rows.map((row) => [row[key] ?? "", row[code]?.trim() ?? ""]));
  const faults: Fault[] = [];
  const entries = new Map<string, ReadDictionary["entries"][number]>();
  rows.forEach((row, index) => {
    const line = index + 2;
    const own = row[code]?.trim() ?? "";
    const words = nameOf(row);
    // Headings of chapters bear a name and no code: nobody is ill with them.
    if (own === "") return;
    if (words === "") faults.push({ ...fault("NAME", "Нет названия", "There is no name", own), line });
    const above = codes.get(row[parent] ?? "") || null;
    // The ministry writes the newest row first: of a code that was given anew, the retired name stands below.
    if (!entries.has(own)) entries.set(own, { code: own, name: words, parent: above });
  });
  if (entries.size === 0) faults.push(fault("EMPTY", "В файле нет ни одного кода", "The file has no code"));
  if (faults.length > 0) throw refused(faults.slice(0, 50));
  return { system, version, title: given.title ?? system, entries: [...entries.values()] };
}
