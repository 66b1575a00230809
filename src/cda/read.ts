/** Step 2 «read»: exact bytes → tree and facts, or a refusal that tells every fault at once. Nothing is judged here. */
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";
import type { DocumentFacts } from "./facts.ts";
import { admitBytes, type GateOptions } from "./gate.ts";
import { foreignFaults, rootFault } from "./profile.ts";
import { readFacts } from "./read-facts.ts";
import { parseTree, type XmlElement } from "./tree.ts";

/** A document that was read: the one tree that everybody uses, and the facts learnt from it. */
export interface CdaDocument {
  readonly root: XmlElement;
  readonly facts: DocumentFacts;
  /** Of another country's profile: to be read by people, never registered. */
  readonly foreign?: true;
}

/**
 * Reads a CDA document of the Russian profile, either dialect.
 *
 * @throws Refusal "too-large" or "invalid". Codes: those of `admitBytes` and `parseTree`; NOT_CLINICAL_DOCUMENT and
 *   NO_HL7_NAMESPACE (another kind of XML); NOT_RUSSIAN_PROFILE (a foreign CDA); DOCUMENT_FAULTS (all faults of reading,
 *   each with its own code, path, line and what to do).
 */
export function readDocument(bytes: Uint8Array, options: GateOptions = {}): CdaDocument {
  const root = parseTree(admitted(bytes, options));
  const stranger = rootFault(root);
  if (stranger !== null) throw new Refusal("invalid", stranger.code, stranger.message, [stranger]);
  const foreign = foreignFaults(root);
  // Only these: a hundred faults of a document that was never meant for us would hide the one that matters.
  if (foreign.length > 0) throw new Refusal("invalid", "NOT_RUSSIAN_PROFILE", FOREIGN, foreign);
  const { facts, faults } = readFacts(root);
  if (faults.length > 0) throw new Refusal("invalid", "DOCUMENT_FAULTS", summary(faults), faults);
  return { root, facts };
}

/**
 * Reads any CDA document for a person to look at: ours as `readDocument` does, and one from abroad (C-CDA and the like) by its
 * narrative, with whatever facts it shares with our profile. Only ours may be registered.
 *
 * @throws Refusal as `readDocument`, but for NOT_RUSSIAN_PROFILE
 */
export function readForPeople(bytes: Uint8Array, options: GateOptions = {}): CdaDocument {
  try {
    return readDocument(bytes, options);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.code !== "NOT_RUSSIAN_PROFILE") throw refusal;
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const root = parseTree(admitBytes(marked ? bytes.subarray(BOM_BYTES) : bytes, options));
    // Its gaps are gaps of our profile, which it never promised to keep.
    return { root, facts: readFacts(root).facts, foreign: true };
  }
}

/** A byte order mark is refused, but it hides nothing: what else is wrong is told in the same answer. */
function admitted(bytes: Uint8Array, options: GateOptions): string {
  try {
    return admitBytes(bytes, options);
  } catch (mark) {
    if (!(mark instanceof Refusal) || mark.code !== "BOM") throw mark;
    try {
      readDocument(bytes.subarray(BOM_BYTES), options);
    } catch (rest) {
      if (!(rest instanceof Refusal)) throw rest;
      throw new Refusal(rest.kind, rest.code, rest.words, [...mark.faults, ...rest.faults]);
    }
    throw mark;
  }
}

const BOM_BYTES = 3;

const FOREIGN: Words = {
  ru: "Это не документ российского профиля СЭМД: вид документа не из реестра видов",
  en: "This is not a document of the Russian profile: its kind is not a registered one",
};

function summary(faults: readonly Fault[]): Words {
  const [first] = faults;
  if (faults.length === 1 && first !== undefined) return first.message;
  return {
    ru: `Документ нельзя прочитать: ошибок ${faults.length}`,
    en: `The document cannot be read: ${faults.length} faults`,
  };
}
