/** Composes the header facts: the organisation as a letterhead, the rest two to a row. */

import { type Composer, pageWidth, sizeOf } from "./composer.ts";
import type { Sheet, SheetFact } from "./sheet.ts";

interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Labels that belong to the letterhead: who made the document, where, under which licence. */
const organisation = /^(медицинская )?организация$/i;
const beneath = /^(адрес|телефон|контакты|лицензия)( (медицинской )?организации| мо)?$|^лицензи/i;

const letterheadWidth = 370;
const halfPage = (pageWidth - 24) / 2;

/** Splits and arranges the header. Without an organisation there is no letterhead and all facts stay facts. */
export function composeHeader(composer: Composer, header: readonly Fact[]) {
  const given = header.filter(({ label, value }) => label.trim() !== "" || value.trim() !== "");
  const at = given.findIndex(({ label, value }) => organisation.test(label.trim()) && value.trim() !== "");
  const name = given[at];
  if (!name) return { letterhead: null, rows: pairUp(composer, given) };
  // Only what follows the organisation at once: an address further down is the patient's.
  let end = at + 1;
  while (end < given.length && beneath.test(given[end]!.label.trim()) && given[end]!.value.trim() !== "") end++;
  const lines = given.slice(at + 1, end);
  const letterhead: Sheet["letterhead"] = {
    name: composer.fit(name.value, letterheadWidth, 10, { bold: true }),
    lines: lines.map(({ label, value }) => composer.fit(`${label}: ${value}`, letterheadWidth, sizeOf.small)),
  };
  return { letterhead, rows: pairUp(composer, [...given.slice(0, at), ...given.slice(end)]) };
}

/** Two facts a row; one that would take more than three lines in half a page has the row for itself. */
function pairUp(composer: Composer, facts: readonly Fact[]): Sheet["header"] {
  const rows: SheetFact[][] = [];
  let open: SheetFact[] | undefined;
  for (const { label, value } of facts) {
    const long = value.includes("\n") || composer.faces.width(value, sizeOf.body, false) > 2.7 * halfPage;
    const width = long ? pageWidth : halfPage;
    const v = value.trim() === "" ? "—" : composer.fit(value, width, sizeOf.body);
    const fact = { l: composer.fit(label, width, sizeOf.small), v, ...(long && { wide: true as const }) };
    if (open && !long) {
      open.push(fact);
      open = undefined;
    } else {
      open = long ? undefined : [fact];
      rows.push(open ?? [fact]);
    }
  }
  return rows;
}
