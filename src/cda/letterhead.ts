/** The head of a printed document: who made it, where, under which licence, apart from the facts about the patient and the visit. */
import type { ReadableDocument } from "./model.ts";

export type HeaderFact = ReadableDocument["header"][number];

export interface Letterhead {
  readonly name: string;
  readonly lines: readonly HeaderFact[];
}

/** Labels that belong to the letterhead. */
const ORGANISATION = /^(медицинская )?организация$/i;
const BENEATH = /^(адрес|телефон|контакты|лицензия)( (медицинской )?организации| мо)?$|^лицензи/i;

/** Without an organisation there is no letterhead, and all facts stay facts. */
export function splitLetterhead(header: readonly HeaderFact[]): {
  readonly letterhead: Letterhead | null;
  readonly rest: readonly HeaderFact[];
} {
  const given = header.filter(({ label, value }) => label.trim() !== "" || value.trim() !== "");
  const at = given.findIndex(({ label, value }) => ORGANISATION.test(label.trim()) && value.trim() !== "");
  const name = given[at];
  if (!name) return { letterhead: null, rest: given };
  // Only what follows the organisation at once: an address further down is the patient's.
  let end = at + 1;
  for (let next = given[end]; next && BENEATH.test(next.label.trim()) && next.value.trim() !== ""; next = given[end])
    end++;
  return {
    letterhead: { name: name.value, lines: given.slice(at + 1, end) },
    rest: [...given.slice(0, at), ...given.slice(end)],
  };
}
