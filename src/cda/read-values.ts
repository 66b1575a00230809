/** Typed values of the header: codes, ids, times; one that is there but wrong is a fault with its place. */
import type { Words } from "../basics/words.ts";
import type { CdaTime, Coded, InstanceId } from "./facts.ts";
import { type FaultList, missing } from "./fault-list.ts";
import { readTime } from "./time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child } from "./walk.ts";

/** OID as the guides define it (guide 290, §1.9). */
export const OID = /^[0-2](\.(0|[1-9][0-9]*))+$/;

/** CE/CD as a fact; null when there is no code. */
export function readCoded(element: XmlElement | null): Coded | null {
  const code = attribute(element, "code");
  if (element === null || code === null || code === "") return null;
  return {
    code,
    system: attribute(element, "codeSystem") ?? "",
    systemVersion: attribute(element, "codeSystemVersion"),
    name: attribute(element, "displayName"),
  };
}

/** A time that may be absent; one that is there but is no time is a fault. */
export function readOptionalTime(element: XmlElement | null, faults: FaultList): CdaTime | null {
  const literal = attribute(element, "value");
  if (element === null || literal === null) return null;
  const time = readTime(literal);
  if (time === null) {
    faults.add("BAD_TIME", element, {
      message: { ru: "Дата или время записаны неправильно", en: "A date or time is written wrongly" },
      hint: {
        ru: "Запишите как ГГГГММДД или ГГГГММДДччмм±ЧЧММ, например 202611121430+0300",
        en: "Write YYYYMMDD or YYYYMMDDhhmm±ZZZZ, for example 202611121430+0300",
      },
      below: "/@value",
      // A date of birth, even a wrong one, is a person's data and stays out of refusals.
      found: element.name === "birthTime" ? null : literal,
      expected: "YYYYMMDD[hhmm[ss]±ZZZZ]",
    });
  }
  return time;
}

/** II that must be there, both halves: a set named by its root alone would be one set for every patient of the hospital. */
export function readId(root: XmlElement, name: "id" | "setId", what: Words, faults: FaultList): InstanceId {
  const element = child(root, name);
  const id = { root: attribute(element, "root") ?? "", extension: attribute(element, "extension") };
  if (OID.test(id.root) && id.extension !== null && id.extension.trim() !== "") return id;
  const details = missing(what, `<${name} root="OID…" extension="…"/>`);
  const code = name === "id" ? "DOCUMENT_ID" : "SET_ID";
  if (element === null) faults.add(code, root, { ...details, below: `/${name}` });
  else faults.add(code, element, { ...details, found: id.root });
  return id;
}
