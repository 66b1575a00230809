/** `medkarta calendar`: which years can be counted in working days, and one more of them from a file. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { importCalendars, loadCalendars } from "../admin/calendars.ts";
import type { CalendarBook } from "../basics/calendar.ts";
import type { Day } from "../basics/day.ts";
import { readCalendars } from "../basics/read-calendars.ts";
import { countWorkingDays } from "../basics/working-days.ts";
import { readConfig } from "../config.ts";
import { type Command, exit } from "./command.ts";
import { withRegistry } from "./reach.ts";
import { answer, tell } from "./say.ts";

export const calendarCommand: Command = {
  name: "calendar",
  summary: "List the production calendars, or import one for a new year or a region",
  help: `Usage: medkarta calendar list
       medkarta calendar import FILE

Terms are counted in working days. The years 2020–2026 are built in; 2027 is computed from the Labour Code and provisional
until it is imported; of any other year nothing is counted until it is imported.

FILE is XML as xmlcalendar.ru publishes it (https://xmlcalendar.ru/data/ru/2027/calendar.xml), or JSON:

  {"source": "where it is from",
   "years": {"2027": {"nonWorkingDays": ["2027-01-01", …], "shortDays": […], "workingWeekendDays": […],
                      "workingDayCount": 247}},
   "regions": {"16": {"2027": ["2027-03-10", …]}}}

nonWorkingDays has every day off, weekends too; regions have only the days that they add. Every fault is told, and with a
fault nothing is imported. Safe to repeat, and beside a running server, which takes it up within half a minute. A calendar that
is imported again with changes counts from then on; the earlier one is kept.

Exit codes: 0 done, 1 the file has faults, 64 misused, 69 the database cannot be reached.`,
  async run(args) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const [deed, file, ...more] = positionals;
    const isImport = deed === "import" && file !== undefined;
    if (more.length > 0 || !(isImport || (deed === "list" && file === undefined))) return misused();
    const read = isImport ? readCalendars(await readFile(file, "utf8")) : null; // before anything is opened
    await withRegistry(readConfig(process.env), async (registry) => {
      if (read) {
        const added = await registry.transact((tx) => importCalendars(tx, read, new Date()));
        tell(`Загружено календарей: ${added} · Calendars imported: ${added}`);
      }
      answer(table(await loadCalendars(registry.sql)));
    });
    return exit.yes;
  },
};

function misused(): number {
  tell("Usage: medkarta calendar list\n       medkarta calendar import FILE");
  return exit.usage;
}

/** A line for each calendar: the year, its working days, whose word it is; then what regions add. */
function table(book: CalendarBook): string {
  const years = book.years.map(({ year, provisional, source }) => {
    const [before, last] = [`${year - 1}-12-31` as Day, `${year}-12-31` as Day];
    const working = countWorkingDays(book.of(null), before, last);
    return `${year}  ${working} рабочих дней  ${source}${provisional ? "  (не утверждён · provisional)" : ""}`;
  });
  const regions = book.regional.map(
    ({ year, region, off, source }) => `${year}  ${region}: ${off.join(", ")}  ${source}`,
  );
  return [...years, ...regions].join("\n");
}
