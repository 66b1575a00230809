/** The XSD of a kind, by libxml2 in WebAssembly. Schemas come from memory only: what they include must be in the pack. */
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from "libxml2-wasm";
import type { Fault } from "../../basics/fault.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Pack } from "../packs/packs.ts";

export interface Schema {
  /** Every fault that libxml2 tells, in the order of the lines. @throws Refusal where the bytes are no XML */
  faults(bytes: Uint8Array): Fault[];
  close(): void;
}

/** Names under which files are found: nothing on the disk or the network is called so. */
const PLACE = "pack:";
const provider = new XmlBufferInputProvider({});
let registered = false;

/** @throws Refusal "invalid" SCHEMA_BROKEN, with file and line */
export function openSchema({ entry, files }: NonNullable<Pack["schema"]>): Schema {
  if (!registered) xmlRegisterInputProvider(provider);
  registered = true;
  const names = files.map(({ path }) => nameOf(path));
  for (const { path, bytes } of files) provider.addBuffer(nameOf(path), bytes);
  try {
    const main = files.find(({ path }) => path === entry)!;
    using document = XmlDocument.fromBuffer(main.bytes, { url: nameOf(entry) });
    const validator = XsdValidator.fromDoc(document);
    return { faults: (bytes) => faultsOf(validator, bytes), close: () => validator.dispose() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal("invalid", "SCHEMA_BROKEN", {
      ru: `Схема ${entry} не читается: ${why}`,
      en: `The schema ${entry} cannot be read: ${why}`,
    });
  } finally {
    for (const name of names) provider.removeBuffer(name);
  }
}

/** libxml2 resolves names as URLs, and knows them escaped. */
const nameOf = (path: string): string => `${PLACE}/${path.split("/").map(encodeURIComponent).join("/")}`;

function faultsOf(validator: XsdValidator, bytes: Uint8Array): Fault[] {
  using document = XmlDocument.fromBuffer(bytes);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map(({ message, line, col }) => {
      const text = message.trim();
      return {
        code: "VALIDATION_ERROR",
        severity: "error",
        message: { ru: `Не по схеме: ${text}`, en: text },
        ...(line > 0 && { line }),
        ...(col > 0 && { column: col }),
      };
    });
  }
}
