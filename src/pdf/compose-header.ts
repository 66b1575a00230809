/** Composes the header facts: the organisation as a letterhead, the rest two to a row. */

import { type HeaderFact, splitLetterhead } from "../cda/letterhead.ts";
import { withColon } from "../cda/text.ts";
import { type Composer, pageWidth, sizeOf } from "./composer.ts";
import type { Sheet, SheetFact } from "./sheet.ts";

const letterheadWidth = 370;
const halfPage = (pageWidth - 24) / 2;

/** Splits and arranges the header. Without an organisation there is no letterhead and all facts stay facts. */
export function composeHeader(composer: Composer, header: readonly HeaderFact[]) {
  const { letterhead, rest } = splitLetterhead(header);
  const head: Sheet["letterhead"] = letterhead && {
    name: composer.fit(letterhead.name, letterheadWidth, 10, { bold: true }),
    lines: letterhead.lines.map(({ label, value }) =>
      composer.fit(`${label}: ${value}`, letterheadWidth, sizeOf.small),
    ),
  };
  return { letterhead: head, rows: pairUp(composer, rest) };
}

/** Two facts a row; one that would take more than three lines in half a page has the row for itself. */
function pairUp(composer: Composer, facts: readonly HeaderFact[]): Sheet["header"] {
  const rows: SheetFact[][] = [];
  let open: SheetFact[] | undefined;
  for (const { label, value } of facts) {
    const long = value.includes("\n") || composer.faces.width(value, sizeOf.body, false) > 2.7 * halfPage;
    const width = long ? pageWidth : halfPage;
    const v = value.trim() === "" ? "—" : composer.fit(value, width, sizeOf.body);
    const fact = { l: composer.fit(withColon(label), width, sizeOf.small), v, ...(long && { wide: true as const }) };
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
