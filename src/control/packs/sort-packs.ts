/**
 * Files of a folder → packs. Three ways of laying them out are known: an official package (`…/schematron/*.sch` beside
 * `…/xsd/…/CDA.xsd`), a folder of `<kind>.sch`, a folder of `<kind>/…/CDA.xsd`. The kind is the number that a name begins with.
 */
import { Refusal } from "../../basics/refusal.ts";
import type { Pack, PackFile } from "./packs.ts";

/** @throws Refusal "invalid": PACK_EMPTY; PACK_TWICE where two files claim one kind, naming both */
export function sortPacks(files: readonly PackFile[]): Pack[] {
  const rules = new Map<string, PackFile>();
  const schemas = new Map<string, NonNullable<Pack["schema"]>>();
  for (const file of files) {
    if (!file.path.endsWith(".sch")) continue;
    const kind = leadingNumber(nameOf(file.path));
    if (kind !== null) claim(rules, kind, file, file.path);
  }
  for (const entry of entriesOf(files)) {
    const kind = kindOfSchema(entry, rules);
    const folder = folderOf(entry);
    const inside = files.filter(({ path }) => path.startsWith(`${folder}/`) && path.endsWith(".xsd"));
    if (kind !== null) claim(schemas, kind, { entry, files: inside }, entry);
  }
  const kinds = [...new Set([...rules.keys(), ...schemas.keys()])];
  if (kinds.length === 0) {
    throw new Refusal("invalid", "PACK_EMPTY", {
      ru: "Здесь нет ни правил (<вид>.sch), ни схем (<вид>/CDA.xsd)",
      en: "There are neither rules (<kind>.sch) nor schemas (<kind>/CDA.xsd) here",
    });
  }
  return kinds
    .sort((a, b) => Number(a) - Number(b))
    .map((kind) => ({ kind, rules: rules.get(kind) ?? null, schema: schemas.get(kind) ?? null }));
}

/** `CDA.xsd` of a kind; the base schemas that lie beside it in official packages include POCD_MT000040.xsd of their own folder. */
function entriesOf(files: readonly PackFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...paths].filter((path) => nameOf(path) === "CDA.xsd" && !paths.has(`${folderOf(path)}/POCD_MT000040.xsd`));
}

/** By the nearest folder that begins with a number, else by the rules of the same package. */
function kindOfSchema(entry: string, rules: ReadonlyMap<string, PackFile>): string | null {
  const folders = folderOf(entry).split("/");
  const numbered = folders.map(leadingNumber).findLast((number) => number !== null);
  if (numbered !== undefined && numbered !== null && !entry.includes("/xsd/")) return numbered;
  const home = entry.slice(0, Math.max(entry.lastIndexOf("/xsd/"), 0));
  for (const [kind, { path }] of rules) if (path.startsWith(`${home}${home ? "/" : ""}schematron/`)) return kind;
  return numbered ?? null;
}

function claim<T>(all: Map<string, T>, kind: string, one: T, path: string): void {
  const other = all.get(kind);
  if (other === undefined) {
    all.set(kind, one);
    return;
  }
  const before = "path" in (other as object) ? (other as PackFile).path : (other as { entry: string }).entry;
  throw new Refusal("invalid", "PACK_TWICE", {
    ru: `Для вида ${kind} есть два файла: ${before} и ${path}. Оставьте один`,
    en: `There are two files for the kind ${kind}: ${before} and ${path}. Keep one of them`,
  });
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));
const leadingNumber = (name: string): string | null => /^(\d{1,4})(?:\D|$)/.exec(name)?.[1] ?? null;
