/** Test kit: validates a document by an official XSD of the ministry, with libxml2. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { XmlDocument, XmlValidateError, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";
import { shared } from "./shared-data.ts";

xmlRegisterFsInputProviders();

/** Path of the XSD of a kind, or null where the ministry's data is absent. */
export function schemaPath(kind: string): string | null {
  const special: Readonly<Record<string, string>> = {
    "110": "data/xsd/110/110/CDA.xsd",
    "290": "data/semd-package-290/xsd/XSD_ПРОТОКОЛ_КОНСУЛЬТАЦИИ_Р7/CDA.xsd",
  };
  const path = join(shared, special[kind] ?? `data/xsd/${kind}/CDA.xsd`);
  return existsSync(path) ? path : null;
}

const validators = new Map<string, XsdValidator>();

/** What the XSD finds wrong, each as «line: message»; empty when valid. The schema is compiled once. */
export function schemaFaults(path: string, bytes: Uint8Array): string[] {
  let validator = validators.get(path);
  if (!validator) {
    using schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
    validator = XsdValidator.fromDoc(schema);
    validators.set(path, validator);
  }
  using document = XmlDocument.fromBuffer(bytes);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map((one) => `${one.line}: ${one.message.trim()}`);
    throw error;
  }
}
