/** A calendar to import: read in both forms that the data has, and refused whole, with every fault and its place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarYear } from "../../src/basics/calendar.ts";
import type { Fault } from "../../src/basics/fault.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { readCalendars } from "../../src/basics/read-calendars.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";

const decreed = productionCalendars.filter((year) => !year.provisional);
const daysAlone = (years: readonly CalendarYear[]) =>
  years.map(({ year, off, worked, short }) => ({ year, off, worked, short }));

/** 2027 as a file would have it, whole: 365 days less 118 off. */
function file(change: (year: Record<string, unknown> & { nonWorkingDays: string[] }) => void = () => {}) {
  const off: string[] = [];
  for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += 86_400_000) {
    const date = new Date(at);
    if ([0, 6].includes(date.getUTCDay())) off.push(date.toISOString().slice(0, 10));
  }
  for (const day of ["01-01", "01-04", "01-05", "01-06", "01-07", "01-08", "02-22", "02-23", "03-08", "05-03", "05-10"])
    off.push(`2027-${day}`);
  for (const day of ["06-14", "11-04", "11-05"]) off.push(`2027-${day}`);
  const year = {
    nonWorkingDays: off.filter((day) => day !== "2027-02-20").sort(),
    shortDays: ["2027-02-20", "2027-11-03"],
    workingWeekendDays: ["2027-02-20"],
    workingDayCount: 248,
  };
  change(year);
  return { source: "a decree", years: { "2027": year } };
}

function faultsOf(text: string): readonly Fault[] {
  try {
    readCalendars(text);
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.deepEqual([error.kind, error.code], ["invalid", "CALENDAR_FAULTY"]);
    return error.faults;
  }
  return assert.fail("it was taken");
}

const told = (faults: readonly Fault[]) =>
  faults.map(({ code, path, found }) => [code, path, found].filter(Boolean).join(" "));

test("all seven years, from JSON, are the years of the house", { skip: unlessShared("calendar") }, () => {
  const { years, regional } = readCalendars(sharedFile("calendar", "ru-production-calendar-2020-2026.json").toString());
  assert.deepEqual(daysAlone(years), daysAlone(decreed));
  assert.deepEqual(regional, []);
  assert.ok(years.every(({ provisional, source }) => !provisional && source.includes("xmlcalendar")));
});

test("and from xmlcalendar's XML, file by file", { skip: unlessShared("calendar") }, () => {
  for (const house of decreed) {
    const { years } = readCalendars(sharedFile("calendar", `xmlcalendar-ru/${house.year}.xml`).toString());
    assert.deepEqual(years, [house]);
  }
});

test("a whole year is taken, and a region's own days beside it or alone", () => {
  const { years } = readCalendars(JSON.stringify(file()));
  assert.deepEqual(years[0]?.worked, ["2027-02-20"]);
  assert.equal(years[0]?.source, "2027: a decree");
  const alone = { source: "an act", regions: { "16": { "2027": ["2027-03-10", "2027-05-17"] } } };
  assert.deepEqual(readCalendars(`\ufeff${JSON.stringify(alone)}`).regional, [
    { region: "16", year: 2027, source: "2027, 16: an act", off: ["2027-03-10", "2027-05-17"] },
  ]);
});

test("every fault of a file is told at once, each with its place", () => {
  const faulty = {
    ...file((year) => {
      year.nonWorkingDays[0] = "2027-02-30";
      year.nonWorkingDays.push("2027-11-04", "2026-12-31");
      year["workingWeekendDays"] = ["2027-02-24"];
      year["shortDays"] = ["2027-11-04", "2027-11-03"];
    }),
    regions: { T: { "1999": ["1999-01-01"] } },
  };
  const last = faulty.years["2027"].nonWorkingDays.length - 1;
  assert.deepEqual(told(faultsOf(JSON.stringify(faulty))).sort(), [
    "CALENDAR_BOTH /years/2027/shortDays/0 2027-11-04",
    "CALENDAR_COUNT /years/2027/workingDayCount 248",
    "CALENDAR_DAY /years/2027/nonWorkingDays/0 2027-02-30",
    `CALENDAR_DAY /years/2027/nonWorkingDays/${last} 2026-12-31`,
    `CALENDAR_DAY_TWICE /years/2027/nonWorkingDays/${last - 1} 2027-11-04`,
    "CALENDAR_HOLIDAY /years/2027 2027-01-01",
    "CALENDAR_NOT_WEEKEND /years/2027/workingWeekendDays/0 2027-02-24",
    "CALENDAR_REGION /regions/T/1999 T",
    "CALENDAR_WEEKEND /years/2027 2027-02-20",
    "CALENDAR_YEAR /regions/T/1999 1999",
  ]);
});

test("a file cut short is not a quiet year with fewer days off", () => {
  const half = file((year) => year.nonWorkingDays.splice(60));
  const codes = new Set(faultsOf(JSON.stringify(half)).map(({ code }) => code));
  assert.deepEqual([...codes].sort(), ["CALENDAR_COUNT", "CALENDAR_HOLIDAY", "CALENDAR_WEEKEND"]);
  const xml = '<calendar year="2027" date="2026.09.30"><days><day d="01.01" t="1"/></days></calendar>';
  assert.equal(faultsOf(xml).length, 8, "of fourteen holidays five fall on weekends, and one is named");
});

test("XML: a weekday called a worked weekend, a day that is none, a type that is none, and no end", () => {
  const year = '<calendar year="2027" date="2026.09.30"><days>';
  const holidays = ["01.01", "01.02", "01.03", "01.04", "01.05", "01.06", "01.07", "01.08", "02.23", "03.08"]
    .concat(["05.01", "05.09", "06.12", "11.04"])
    .map((d) => `<day d="${d}" t="1"/>`)
    .join("");
  const end = "</days></calendar>";
  assert.deepEqual(
    told(faultsOf(`${year}${holidays}<day d="03.10" t="3"/><day d="02.30" t="1"/><day d="04.01" t="9"/>${end}`)),
    [
      "CALENDAR_DAY_TYPE /calendar/days/day[17] 9",
      "CALENDAR_DAY /calendar/days/day[16] 2027-02-30",
      "CALENDAR_NOT_WEEKEND /calendar/days/day[15] 2027-03-10",
    ],
  );
  assert.ok(faultsOf(`${year}${holidays}`).some(({ code }) => code === "CALENDAR_SHAPE"));
});

test("what is no calendar at all is refused, not read as an empty one", () => {
  assert.deepEqual(told(faultsOf("")), ["CALENDAR_SHAPE /"]);
  assert.deepEqual(told(faultsOf("[]")), ["CALENDAR_SHAPE /"]);
  assert.deepEqual(told(faultsOf("{}")), ["CALENDAR_SOURCE /source", "CALENDAR_EMPTY /"]);
  assert.deepEqual(told(faultsOf('{"source":"x","years":[]}')), ["CALENDAR_SHAPE /years", "CALENDAR_EMPTY /"]);
  assert.deepEqual(told(faultsOf("<html/>"))[0], "CALENDAR_YEAR /calendar");
  const noLists = faultsOf('{"source":"x","years":{"2027":{}}}').filter(({ code }) => code === "CALENDAR_SHAPE");
  assert.equal(noLists.length, 3);
});
