/** «30 рабочих дней»: the vectors beside the project, the turn of the year, and laws that hold on any day. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import { type Day, dayOf, plusDays } from "../../src/basics/day.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { Refusal } from "../../src/basics/refusal.ts";
import { addWorkingDays, countWorkingDays, lastOver, standingOf } from "../../src/basics/working-days.ts";
import { sharedFile, unlessShared } from "../cda/shared.ts";

const decreed = productionCalendars.filter((year) => !year.provisional);
const country = openCalendarBook(productionCalendars).of(null);
const withoutNextYear = openCalendarBook(decreed).of(null);
const day = (text: string) => text as Day;
const isMissing = (error: unknown) =>
  error instanceof Refusal && error.code === "CALENDAR_MISSING" && error.kind === "unavailable";

/** Events whose terms end before 2028, about which nobody knows anything. */
const anyEvent = fc.integer({ min: 0, max: 2700 }).map((days) => plusDays(day("2020-01-01"), days));
const anyTerm = fc.integer({ min: 1, max: 90 });

test("every vector: one working day and thirty", { skip: unlessShared("calendar") }, () => {
  const vectors = JSON.parse(sharedFile("calendar", "working-day-test-vectors.json").toString());
  assert.equal(vectors.length, 11);
  for (const { from, plus1wd, plus30wd } of vectors) {
    assert.equal(addWorkingDays(withoutNextYear, from, 1).last, plus1wd, from);
    // null: the term runs into a year that is not decreed.
    if (plus30wd === null) assert.throws(() => addWorkingDays(withoutNextYear, from, 30), isMissing, from);
    else assert.deepEqual(pick(addWorkingDays(withoutNextYear, from, 30)), [plus30wd, false], from);
  }
});

test("a term that runs into 2027 is told, and told to be provisional; one that does not, is certain", () => {
  assert.deepEqual(pick(addWorkingDays(country, day("2026-11-20"), 30)), ["2027-01-12", true]);
  assert.deepEqual(pick(addWorkingDays(country, day("2026-11-23"), 30)), ["2027-01-13", true]);
  assert.deepEqual(pick(addWorkingDays(country, day("2026-11-18"), 30)), ["2026-12-30", false]);
  const { sources } = addWorkingDays(country, day("2026-11-20"), 30);
  assert.deepEqual(sources, ["2026: xmlcalendar.ru, 2025-09-30", "2027: ТК РФ, ст. 112"]);
});

test("a year that nobody has told is refused, with the year and what to do, and never guessed", () => {
  assert.throws(() => addWorkingDays(country, day("2027-12-20"), 30), isMissing);
  assert.throws(() => addWorkingDays(country, day("2019-06-03"), 1), isMissing);
  assert.throws(() => countWorkingDays(country, day("2027-12-20"), day("2028-01-20")), isMissing);
  assert.throws(
    () => country.on(day("2028-01-11")),
    (error) => error instanceof Refusal && [error.words.ru, error.words.en].every((text) => /2028.*import/.test(text)),
  );
});

test("the day of the event is not counted; a visit on a day off begins with the next working day", () => {
  assert.equal(addWorkingDays(country, day("2026-11-23"), 1).last, "2026-11-24");
  assert.equal(addWorkingDays(country, day("2026-11-21"), 1).last, "2026-11-23"); // a Saturday
  assert.equal(addWorkingDays(country, day("2025-10-31"), 1).last, "2025-11-01"); // a Saturday that was worked
  assert.equal(addWorkingDays(country, day("2024-02-28"), 1).last, "2024-02-29");
});

test("a term of no days ends on the event's own day, moved forward to a working one", () => {
  assert.equal(addWorkingDays(country, day("2026-11-24"), 0).last, "2026-11-24");
  assert.equal(addWorkingDays(country, day("2025-12-31"), 0).last, "2026-01-12");
  for (const days of [-1, 1.5, Number.NaN])
    assert.throws(() => addWorkingDays(country, day("2026-11-24"), days), RangeError);
});

test("the same instant begins the term on different days in Kaliningrad and in Kamchatka", () => {
  const visit = new Date("2026-10-30T13:00:00Z"); // Friday 15:00 and Saturday 01:00
  const inKaliningrad = dayOf(visit, "Europe/Kaliningrad");
  const inKamchatka = dayOf(visit, "Asia/Kamchatka");
  assert.deepEqual([inKaliningrad, inKamchatka], ["2026-10-30", "2026-10-31"]);
  assert.equal(addWorkingDays(country, inKaliningrad, 1).last, "2026-11-02");
  const lateOnThursday = new Date("2026-10-29T13:00:00Z"); // Thursday 15:00 and Friday 01:00
  assert.equal(addWorkingDays(country, dayOf(lateOnThursday, "Europe/Kaliningrad"), 1).last, "2026-10-30");
  assert.equal(addWorkingDays(country, dayOf(lateOnThursday, "Asia/Kamchatka"), 1).last, "2026-11-02");
});

test("day by day through a term of three over New Year", () => {
  const standing = (today: string) => {
    const { number, left, over } = standingOf(country, day("2025-12-29"), 3, day(today));
    return [number, left, over];
  };
  assert.equal(addWorkingDays(country, day("2025-12-29"), 3).last, "2026-01-13");
  assert.deepEqual(standing("2025-12-28"), [0, 3, false]); // a clock that is behind
  assert.deepEqual(standing("2025-12-29"), [0, 3, false]);
  assert.deepEqual(standing("2025-12-30"), [1, 2, false]);
  assert.deepEqual(standing("2025-12-31"), [1, 2, false]); // moved from 5 January
  assert.deepEqual(standing("2026-01-11"), [1, 2, false]);
  assert.deepEqual(standing("2026-01-12"), [2, 1, false]);
  assert.deepEqual(standing("2026-01-13"), [3, 0, false]);
  assert.deepEqual(standing("2026-01-14"), [3, 0, true]);
  assert.deepEqual(standing("2026-11-24"), [3, 0, true]);
});

test("a region's own day off moves the term of its hospitals and of nobody else's", () => {
  const book = openCalendarBook(productionCalendars, [
    {
      region: "16",
      year: 2026,
      source: "2026, 16: act",
      off: [day("2026-05-27"), day("2026-08-30"), day("2026-11-06")],
    },
  ]);
  const before = day("2026-05-26");
  assert.equal(addWorkingDays(book.of("16"), before, 1).last, "2026-05-28");
  assert.equal(addWorkingDays(book.of("02"), before, 1).last, "2026-05-27");
  assert.equal(addWorkingDays(book.of(null), before, 1).last, "2026-05-27");
  assert.deepEqual(addWorkingDays(book.of("16"), before, 1).sources, [
    "2026: xmlcalendar.ru, 2025-09-30",
    "2026, 16: act",
  ]);
});

test("what is imported stands in the place of what was built in: 2027 is certain then", () => {
  const imported = {
    year: 2027,
    source: "2027: decree",
    provisional: false,
    off: ["2027-01-11"].map(day),
    worked: [],
    short: [],
  };
  const book = openCalendarBook([...productionCalendars, imported]);
  assert.equal(book.of(null).on(day("2027-01-11")).working, false);
  assert.equal(book.of(null).on(day("2027-01-12")).provisional, false);
  assert.deepEqual(
    book.years.map(({ year }) => year),
    [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027],
  );
});

test("law: a term never ends on a day off, nor on the event's day", () => {
  fc.assert(
    fc.property(anyEvent, anyTerm, (event, days) => {
      const { last } = addWorkingDays(country, event, days);
      assert.ok(country.on(last).working);
      assert.ok(last > event);
    }),
  );
});

test("law: a later event and a longer term never end earlier", () => {
  fc.assert(
    fc.property(anyEvent, fc.nat(60), fc.nat(60), fc.nat(60), (event, days, later, longer) => {
      const { last } = addWorkingDays(country, event, days);
      assert.ok(last <= addWorkingDays(country, event, days + longer).last);
      assert.ok(last <= addWorkingDays(country, plusDays(event, later % 20), days).last);
      if (longer > 0 && days > 0) assert.ok(last < addWorkingDays(country, event, days + longer).last);
    }),
  );
});

test("law: counting undoes adding, and adding in two parts is adding at once", () => {
  fc.assert(
    fc.property(anyEvent, anyTerm, fc.nat(40), (event, days, more) => {
      const { last } = addWorkingDays(country, event, days);
      assert.equal(countWorkingDays(country, event, last), days);
      assert.equal(addWorkingDays(country, event, countWorkingDays(country, event, last)).last, last);
      assert.equal(addWorkingDays(country, last, more).last, addWorkingDays(country, event, days + more).last);
    }),
  );
});

test("law: what has passed and what is left make the whole term, and it is over only after its last day", () => {
  fc.assert(
    fc.property(anyEvent, anyTerm, fc.integer({ min: -5, max: 60 }), (event, days, since) => {
      const today = plusDays(event, since);
      const { number, left, over, last } = standingOf(country, event, days, today);
      assert.equal(number + left, days);
      assert.equal(over, today > last);
      if (over || today === last) assert.equal(left, 0);
      if (left === 0) assert.ok(today >= last);
      if (!over && left > 0 && since >= 0) assert.equal(addWorkingDays(country, today, left).last, last);
    }),
  );
});

test("law: the latest event whose term is over is over, and the next one's is not", () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 2700 }), anyTerm, (offset, days) => {
      const today = plusDays(day("2020-01-01"), offset);
      const event = lastOver(country, days, today);
      assert.ok(addWorkingDays(country, event, days).last < today);
      assert.ok(addWorkingDays(country, plusDays(event, 1), days).last >= today);
    }),
  );
});

function pick({ last, provisional }: { last: string; provisional: boolean }) {
  return [last, provisional];
}
