/** The calendars of the house say of every day what the data beside the project says, from two sources. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type CalendarYear, openCalendarBook } from "../../src/basics/calendar.ts";
import { type Day, isWeekend, plusDays } from "../../src/basics/day.ts";
import { lawHolidays, lawYear } from "../../src/basics/law-year.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { addWorkingDays, countWorkingDays } from "../../src/basics/working-days.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";

const country = openCalendarBook(productionCalendars).of(null);

function daysOf(year: number): Day[] {
  const days: Day[] = [];
  for (let day = `${year}-01-01` as Day; day.startsWith(String(year)); day = plusDays(day, 1)) days.push(day);
  return days;
}

const offIn = (year: number) => daysOf(year).filter((day) => !country.on(day).working);
const shortIn = (year: number) => daysOf(year).filter((day) => country.on(day).short);

test("each day of 2020–2026 is as xmlcalendar has it", { skip: unlessShared("calendar") }, () => {
  const { years } = JSON.parse(sharedFile("calendar", "ru-production-calendar-2020-2026.json").toString());
  assert.deepEqual(Object.keys(years), ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
  for (const [name, told] of Object.entries<Record<string, string[]>>(years)) {
    const year = Number(name);
    assert.deepEqual(offIn(year), told["nonWorkingDays"], name);
    assert.deepEqual(shortIn(year), [...told["shortDays"]!].sort(), name);
    const worked = daysOf(year).filter((day) => isWeekend(day) && country.on(day).working);
    assert.deepEqual(worked, [...told["workingWeekendDays"]!].sort(), name);
    assert.equal(daysOf(year).length - offIn(year).length, told["workingDayCount"], name);
  }
});

test("and of 2022–2025 as the second source has it", { skip: unlessShared("calendar") }, () => {
  for (const year of [2022, 2023, 2024, 2025]) {
    const { holidays, preholidays } = JSON.parse(
      sharedFile("calendar", `d10xa-json/consultant${year}.json`).toString(),
    );
    assert.deepEqual(offIn(year), holidays);
    assert.deepEqual(shortIn(year), preholidays);
  }
});

test("every holiday of the law is a day off in every year that we know", () => {
  for (const { year } of productionCalendars)
    for (const holiday of lawHolidays(year)) assert.equal(country.on(holiday).working, false, holiday);
});

test("2027 by the law: May and June give Mondays off, January's weekend does not, and all of it is provisional", () => {
  assert.deepEqual(lawYear(2027).off, [
    ...["2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07", "2027-01-08"],
    ...["2027-02-23", "2027-03-08", "2027-05-03", "2027-05-10", "2027-06-14", "2027-11-04"],
  ]);
  assert.deepEqual(lawYear(2027).short, ["2027-02-22", "2027-04-30", "2027-06-11", "2027-11-03", "2027-12-31"]);
  assert.deepEqual(lawYear(2027).worked, []);
  assert.ok(lawYear(2027).provisional);
  assert.deepEqual(
    productionCalendars.filter(({ provisional }) => provisional).map(({ year }) => year),
    [2027],
  );
});

test("how far the law alone is from what is decreed: the year has at most two working days more", () => {
  // 2020 and 2021 had the President's days beside the Government's; they are no measure of an ordinary year.
  for (const decreed of productionCalendars.filter(({ year, provisional }) => year > 2021 && !provisional)) {
    const more = working(lawYear(decreed.year)) - working(decreed);
    assert.ok(more >= 0 && more <= 2, `${decreed.year}: ${more}`);
  }
});

test("a provisional term over New Year was right in four years of five, a working day early in 2026, and never late", () => {
  const early = new Map<number, number>();
  for (const year of [2022, 2023, 2024, 2025, 2026]) {
    const before = productionCalendars.filter((one) => one.year < year);
    const byLaw = openCalendarBook([...before, lawYear(year)]).of(null);
    let worst = 0;
    for (let event = `${year - 1}-11-01` as Day; event < `${year}-01-01`; event = plusDays(event, 1)) {
      const [told, decreed] = [addWorkingDays(byLaw, event, 30).last, addWorkingDays(country, event, 30).last];
      assert.ok(told <= decreed, event);
      worst = Math.max(worst, countWorkingDays(country, told, decreed));
    }
    early.set(year, worst);
  }
  assert.deepEqual(Object.fromEntries(early), { 2022: 0, 2023: 0, 2024: 0, 2025: 0, 2026: 1 });
});

function working(calendar: CalendarYear): number {
  const one = openCalendarBook([calendar]).of(null);
  return daysOf(calendar.year).filter((day) => one.on(day).working).length;
}
