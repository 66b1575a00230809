/** A dictionary of the ministry as its site gives it: CSV with a line of heads, in UTF-8. Which column is what differs from one to another. */
import type { Fault } from "../../basics/fault.ts";
import { Refusal } from "../../basics/refusal.ts";

/** Heads that a column goes by, the likeliest first. */
const heads = {
  code: ["MKB_CODE", "S_CODE", "SMNN_CODE", "CODE_ROLE", "CODE", "RECID", "ID"],
  name: ["MKB_NAME", "NAME", "NAME_ROLE", "FULLNAME", "FULL_NAME", "STANDARD_INN", "VALUE", "S_NAME", "SUBJECT"],
  parent: ["ID_PARENT", "PID", "PARENT"],
  key: ["ID"],
} as const;

/** Cells by line; a column is -1 where the file has none. The line of heads is not among the rows. */
export interface DictionaryTable {
  readonly rows: readonly (readonly string[])[];
  readonly heads: readonly string[];
  column(of: keyof typeof heads): number;
  /** What a code is called: of a medicine, «МНН, form, dose|unit», as official examples write it. */
  nameOf(row: readonly string[]): string;
}

/** @throws Refusal "invalid" DICTIONARY with the one fault: ENCODING or CSV */
export function readTable(bytes: Uint8Array): DictionaryTable {
  const [first = [], ...rows] = readCsv(decode(bytes));
  const found = first.map((one) => one.trim().toUpperCase());
  const column = (of: keyof typeof heads) => heads[of].map((one) => found.indexOf(one)).find((at) => at >= 0) ?? -1;
  const named = column("name");
  return { rows, heads: found, column, nameOf: (row) => medicine(found, row) ?? row[named]?.trim() ?? "" };
}

/** OID and version by the name of a file, «<OID>_<version>.csv»; null for another name. */
export function editionOf(name: string): { readonly system: string; readonly version: string } | null {
  const [, system, version] = /^(\d+(?:\.\d+)+)_(\d+(?:\.\d+)*)\.csv$/i.exec(name) ?? [];
  return system && version ? { system, version } : null;
}

/** A medicine has no name of its own. */
function medicine(head: readonly string[], row: readonly string[]): string | null {
  const [inn, form, dose, unit] = ["STANDARD_INN", "STANDARD_FORM", "STANDARD_DOZE", "NAME_UNIT"].map(
    (one) => row[head.indexOf(one)]?.trim() ?? "",
  );
  return inn ? `${[inn, form, dose].filter(Boolean).join(", ")}${unit ? `|${unit}` : ""}` : null;
}

export function dictionaryFault(code: string, ru: string, en: string, found?: string): Fault {
  return { code, severity: "error", message: { ru, en }, ...(found === undefined ? {} : { found }) };
}

export function refusedDictionary(faults: readonly Fault[]): Refusal {
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
    throw refusedDictionary([dictionaryFault("ENCODING", "Файл не в кодировке UTF-8", "The file is not in UTF-8")]);
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
      throw refusedDictionary([
        dictionaryFault("CSV", "Это не CSV: кавычки не закрыты", "This is not CSV: a quote is not closed"),
      ]);
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
