/** The journal as a file for a program of tables, or to hand to whom one asks about a line. */
import type { Language } from "../../basics/words.ts";
import { sayNumber } from "../say-amount.ts";
import { sayStamp } from "../say-date.ts";
import { words } from "../words.ts";
import { writeCsv } from "../write-csv.ts";
import type { JournalRow } from "./journal-view.ts";

/** `cut`: there are earlier lines, which the file does not hold; it says so at its end. */
export function journalCsv(language: Language, rows: readonly JournalRow[], cut: boolean): string {
  const w = words(language).journal;
  return writeCsv([
    w.file.columns,
    ...rows.map(({ at, self, who, role, organisation, deed, basis, document }) => [
      sayStamp(language, at),
      who,
      self ? w.file.you : w.roles[role],
      organisation ?? "",
      w.deeds[deed],
      document?.title ?? "",
      document?.number ?? "",
      w.bases[basis],
    ]),
    ...(cut ? [[w.file.cut(sayNumber(language, rows.length))]] : []),
  ]);
}
