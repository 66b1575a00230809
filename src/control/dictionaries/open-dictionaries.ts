/** Dictionaries that lie as files: each is read when a document first names it. */
import type { Dictionaries, Edition } from "./codes.ts";
import { editionOf, readTable } from "./table.ts";

/** Names of files, and how to read one. Other names than «<OID>_<version>.csv» are passed over. */
export function openDictionaries(names: readonly string[], read: (name: string) => Uint8Array): Dictionaries {
  const byOid = new Map<string, { name: string; version: string }[]>();
  for (const name of names) {
    const edition = editionOf(name);
    if (edition === null) continue;
    byOid.set(edition.system, [...(byOid.get(edition.system) ?? []), { name, version: edition.version }]);
  }
  const opened = new Map<string, Edition>();
  return {
    find(system, version) {
      const editions = byOid.get(system) ?? [];
      const one = editions.find((edition) => edition.version === version) ?? newest(editions);
      if (one === undefined) return null;
      const known = opened.get(one.name) ?? openEdition(system, one.version, read(one.name));
      opened.set(one.name, known);
      return known;
    },
  };
}

function newest<T extends { readonly version: string }>(editions: readonly T[]): T | undefined {
  return editions.toSorted((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }))[0];
}

function openEdition(system: string, version: string, bytes: Uint8Array): Edition {
  const table = readTable(bytes);
  const column = table.column("code");
  const rows = new Map<string, (readonly string[])[]>();
  for (const row of table.rows) {
    const code = row[column]?.trim() ?? "";
    if (code !== "") rows.set(code, [...(rows.get(code) ?? []), row]);
  }
  const same = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  return {
    system,
    version,
    has: (code) => rows.has(code),
    // Which column a guide means by the name differs by dictionary: full, short and printed names are all its own.
    isNamed: (code, name) =>
      (rows.get(code) ?? []).some(
        (row) => same(table.nameOf(row)) === same(name) || row.some((cell) => same(cell) === same(name)),
      ),
    nameOf: (code) => table.nameOf(rows.get(code)?.[0] ?? []),
  };
}
