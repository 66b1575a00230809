/** Format control of one document: well-formed, by its schema, its rules, its dictionaries. Everything that is wrong, at once. */
import type { Fault } from "../basics/fault.ts";
import { admitBytes } from "../cda/gate.ts";
import { parseTree, type XmlElement } from "../cda/tree.ts";
import { attribute } from "../cda/walk.ts";
import { codeFaults, type Dictionaries } from "./dictionaries/codes.ts";
import type { Pack } from "./packs/packs.ts";
import { type CompiledRules, compileRules } from "./schematron/compile-rules.ts";
import { ruleFaults } from "./schematron/faults.ts";
import { generalEngine } from "./schematron/general.ts";
import { readRules } from "./schematron/read-rules.ts";
import { openSchema, type Schema } from "./xsd/schema.ts";

export interface Control {
  readonly kind: string;
  readonly rules: CompiledRules | null;
  readonly schema: Schema | null;
}

/** Compiles a pack once. @throws Refusal with file, line and what is wrong */
export function openControl({ kind, rules, schema }: Pack): Control {
  return {
    kind,
    rules: rules === null ? null : compileRules(readRules(rules.bytes), generalEngine),
    schema: schema === null ? null : openSchema(schema),
  };
}

/** The dictionary of kinds. */
const KINDS = "1.2.643.5.1.13.13.11.1520";

/** What was sent, read once: its kind and its faults are asked of the same tree. */
export interface SentDocument {
  readonly bytes: Uint8Array;
  readonly root: XmlElement;
}

/** @throws Refusal "invalid" or "too-large" where the bytes cannot be read as a document at all */
export function openDocument(bytes: Uint8Array): SentDocument {
  return { bytes, root: parseTree(admitBytes(bytes)) };
}

/** The code of the dictionary 1520 that the document names itself by; null where it names none. */
export function kindOfDocument({ root }: SentDocument): string | null {
  const code = root.children.find((one): one is XmlElement => typeof one === "object" && one.name === "code") ?? null;
  return attribute(code, "codeSystem") === KINDS ? attribute(code, "code") : null;
}

/** Faults in the order of the lines; none: the document is well. */
export function checkDocument(
  { rules, schema }: Control,
  { bytes, root }: SentDocument,
  dictionaries?: Dictionaries,
): Fault[] {
  const faults = [
    ...(schema?.faults(bytes) ?? []),
    ...(rules === null ? [] : ruleFaults(rules, root)),
    ...(dictionaries === undefined ? [] : codeFaults(dictionaries, root)),
  ];
  return faults.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}
