/** A dictionary as the ministry's site gives it: CSV with a line of heads, in UTF-8. Which column is what differs from one to another. */
import type { Fault } from "../../basics/fault.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { ReadDictionary } from "./dictionaries.ts";

/** Heads that a column goes by, the likeliest first. */
const heads = {
  code: ["MKB_CODE", "S_CODE", "SMNN_CODE", "CODE", "ID"],
  name: ["MKB_NAME", "NAME", "FULLNAME", "STANDARD_INN", "VALUE"],
  parent: ["ID_PARENT", "PID", "PARENT"],
  key: ["ID"],
} as const;

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
  const [, ofName, versionOfName] = /^(\d+(?:\.\d+)+)_(\d+(?:\.\d+)*)\.csv$/i.exec(name) ?? [];
  const system = given.system ?? ofName;
  const version = given.version ?? versionOfName;
  if (!system || !version)
    throw refused([
      fault(
        "SYSTEM",
        "Не сказано, какой это справочник и какой версии",
        "Which dictionary it is, and which version, is not said",
      ),
    ]);
  const [first = [], ...rows] = readCsv(decode(bytes));
  const head = first.map((one) => one.trim().toUpperCase());
  const column = (of: keyof typeof heads) => heads[of].map((one) => head.indexOf(one)).find((at) => at >= 0) ?? -1;
  const [code, named, parent, key] = [column("code"), column("name"), column("parent"), column("key")];
  if (code < 0 || named < 0)
    throw refused([
      fault("COLUMNS", "Нет столбцов с кодом и названием", "There is no column of codes, or of names", head.join(",")),
    ]);

  const codes = new Map(rows.map((row) => [row[key] ?? "", row[code]?.trim() ?? ""]));
  const faults: Fault[] = [];
  const entries = new Map<string, ReadDictionary["entries"][number]>();
  rows.forEach((row, index) => {
    const line = index + 2;
    const own = row[code]?.trim() ?? "";
    const words = medicine(head, row) ?? row[named]?.trim() ?? "";
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

/** A medicine has no name of its own: «МНН, form, dose|unit», as official examples write it. */
function medicine(head: readonly string[], row: readonly string[]): string | null {
  const [inn, form, dose, unit] = ["STANDARD_INN", "STANDARD_FORM", "STANDARD_DOZE", "NAME_UNIT"].map(
    (one) => row[head.indexOf(one)]?.trim() ?? "",
  );
  return inn ? `${[inn, form, dose].filter(Boolean).join(", ")}${unit ? `|${unit}` : ""}` : null;
}

function fault(code: string, ru: string, en: string, found?: string): Fault {
  return { code, severity: "error", message: { ru, en }, ...(found === undefined ? {} : { found }) };
}

function refused(faults: readonly Fault[]): Refusal {
  return new Refusal(
    "invalid",
    "DICTIONARY",
    { ru: "Файл справочника не прочитан", en: "The dictionary was not read" },
    faults,
  );
}

/** A spreadsheet saves in the encoding of its machine, and of that no name could be read. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused([fault("ENCODING", "Файл не в кодировке UTF-8", "The file is not in UTF-8")]);
  }
}

/** RFC 4180: quoted cells may hold separators, quotes (doubled) and line breaks. The site itself parts cells by semicolons. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const separator = /^[^,\r\n]*;/.test(text) ? ";" : ",";
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, "y");
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found)
      throw refused([fault("CSV", "Это не CSV: кавычки не закрыты", "This is not CSV: a quote is not closed")]);
    const [, quoted, plain, end] = found;
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === separator) continue;
    rows.push(row);
    row = [];
    if (end === "") break;
  }
  rows.push(row); // a last line that ends with an empty cell and no line break
  return rows.filter((one) => one.some((value) => value !== ""));
}
