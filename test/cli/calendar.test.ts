/** `medkarta calendar` as people run it, over a real database; and the house that takes up what was imported. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type CalendarDesk, openCalendarDesk } from "../../src/admin/calendars.ts";
import { type Day, plusDays } from "../../src/basics/day.ts";
import { addWorkingDays } from "../../src/basics/working-days.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";
import { runCommand } from "./run-command.ts";

const home = mkdtempSync(join(tmpdir(), "medkarta-calendar-"));
let urls: TestDatabase;
let registry: Database;
let portal: Database;
let now = new Date("2026-11-24T09:00:00Z");
let desk: CalendarDesk;

before(async () => {
  urls = await openTestDatabase();
  registry = openDatabase(urls.registryUrl, { max: 1 });
  portal = openDatabase(urls.portalUrl, { max: 1 });
  desk = openCalendarDesk(registry.sql, () => now);
});
after(async () => {
  await registry?.close();
  await portal?.close();
  await urls?.close();
  rmSync(home, { recursive: true, force: true });
});

const medkarta = (...args: string[]) => runCommand({ home, urls }, "calendar", ...args);

function file(name: string, text: string): string {
  writeFileSync(join(home, name), text);
  return name;
}

const holidays = ["01.01", "01.02", "01.03", "01.04", "01.05", "01.06", "01.07", "01.08", "02.23", "03.08"]
  .concat(["05.01", "05.09", "06.12", "11.04", "05.03", "05.10", "06.14"])
  .map((d) => `<day d="${d}" t="1"/>`);
const xml = (year: number, ...more: string[]) =>
  `<calendar year="${year}" date="2026.09.30"><days>${holidays.join("")}${more.join("")}</days></calendar>`;
const last = async (event: string, days: number, region: string | null = null) =>
  addWorkingDays((await desk.current()).of(region), event as Day, days);
const rows = async () => (await registry.pool.query("SELECT count(*)::int AS n FROM calendar")).rows[0].n;

test("the list: seven years that are decreed, and one that is not", async () => {
  const { code, stdout } = await medkarta("list");
  assert.equal(code, 0);
  assert.match(stdout, /^2020 {2}219 рабочих дней/m);
  assert.match(stdout, /^2026 {2}247 рабочих дней {2}2026: xmlcalendar\.ru, 2025-09-30$/m);
  assert.match(stdout, /^2027 {2}249 рабочих дней .*provisional/m);
  assert.equal(stdout.trim().split("\n").length, 8);
});

test("a calendar of the coming year makes its terms certain, in a house that is running too", async () => {
  assert.deepEqual(await last("2026-11-24", 30), {
    last: "2027-01-14",
    provisional: true,
    sources: ["2026: xmlcalendar.ru, 2025-09-30", "2027: ТК РФ, ст. 112"],
  });
  const { code, stdout } = await medkarta("import", file("2027.xml", xml(2027, '<day d="01.11" t="1"/>')));
  assert.equal(code, 0);
  assert.match(stdout, /^2027 {2}248 рабочих дней {2}2027: xmlcalendar\.ru, 2026-09-30$/m);
  now = new Date(now.getTime() + 31_000);
  assert.deepEqual(await last("2026-11-24", 30), {
    last: "2027-01-15",
    provisional: false,
    sources: ["2026: xmlcalendar.ru, 2025-09-30", "2027: xmlcalendar.ru, 2026-09-30"],
  });
});

test("the same again changes nothing; an amended one counts from then on, and the earlier one is kept", async () => {
  const before = await rows();
  assert.equal((await medkarta("import", file("2027.xml", xml(2027, '<day d="01.11" t="1"/>')))).code, 0);
  assert.equal(await rows(), before);
  assert.equal((await medkarta("import", file("2027.xml", xml(2027)))).code, 0);
  assert.equal(await rows(), before + 1);
  now = new Date(now.getTime() + 31_000);
  assert.equal((await last("2026-11-24", 30)).last, "2027-01-14");
});

test("a region's days off count for the region alone", async () => {
  const act = { source: "an act of the region", regions: { "16": { "2027": ["2027-01-12"] } } };
  const { code, stdout } = await medkarta("import", file("16.json", JSON.stringify(act)));
  assert.equal(code, 0);
  assert.match(stdout, /^2027 {2}16: 2027-01-12 {2}2027, 16: an act of the region$/m);
  now = new Date(now.getTime() + 31_000);
  assert.equal((await last("2026-11-24", 30, "16")).last, "2027-01-15");
  assert.equal((await last("2026-11-24", 30, "77")).last, "2027-01-14");
});

test("a file with faults: each is told, nothing is written, and the answer is no", async () => {
  const before = await rows();
  const { code, stderr } = await medkarta(
    "import",
    file("bad.xml", xml(2028, '<day d="02.30" t="1"/>', '<day d="03.10" t="7"/>')),
  );
  assert.equal(code, 1);
  assert.match(stderr, /CALENDAR_FAULTY/);
  assert.match(stderr, /CALENDAR_DAY .*day\[18\].*2028-02-30/);
  assert.match(stderr, /CALENDAR_DAY_TYPE .*day\[19\]/);
  assert.equal(await rows(), before);
});

test("misused: no file, a file that is not there, a deed that there is none", async () => {
  for (const args of [[], ["import"], ["import", "nowhere.xml"], ["list", "x"], ["delete", "2027.xml"]])
    assert.equal((await medkarta(...args)).code, 64, args.join(" "));
});

test("rows are only added: neither the registry nor the pages can change or delete one", async () => {
  for (const [database, text] of [
    [registry, "UPDATE calendar SET source = 'x'"],
    [registry, "DELETE FROM calendar"],
    [portal, "UPDATE calendar SET source = 'x'"],
    [portal, "DELETE FROM calendar"],
    [
      portal,
      "INSERT INTO calendar (year, source, off, worked, short, imported_at) VALUES (2030, 'x', '{}', '{}', '{}', now())",
    ],
  ] as const)
    await assert.rejects(database.pool.query(text), /permission denied/);
  assert.ok((await portal.pool.query("SELECT * FROM calendar")).rows.length > 0);
});

test("every day of an imported year comes back from the database as it went in", async () => {
  const book = await desk.current();
  const year = book.years.find((one) => one.year === 2027);
  assert.deepEqual(year?.off.slice(0, 7), [
    ...["2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08", "2027-02-23"],
  ]);
  for (let day = "2027-01-01" as Day; day < "2028-01-01"; day = plusDays(day, 1))
    assert.equal(book.of(null).on(day).provisional, false);
});
