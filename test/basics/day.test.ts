/** A day is a day; which one it is depends on where one stands; and it is over at 24:00 there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Day, dayOf, endOfDay, isWeekend, parseDay, plusDays } from "../../src/basics/day.ts";
import { Refusal } from "../../src/basics/refusal.ts";

const anyDay = fc.integer({ min: 0, max: 2500 }).map((days) => plusDays("2020-01-01" as Day, days));

/** A zone of Russia for each of its offsets, +2 … +12, then far ones that do change their clocks. */
const zones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Omsk",
  "Asia/Krasnoyarsk",
  "Asia/Irkutsk",
  "Asia/Yakutsk",
  "Asia/Vladivostok",
  "Asia/Magadan",
  "Asia/Kamchatka",
  "Europe/Volgograd",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "UTC",
];

test("2024 has a 29 February, 2026 has none, and nothing but YYYY-MM-DD is a day", () => {
  assert.equal(parseDay("2024-02-29"), "2024-02-29");
  for (const text of [
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "24.11.2026",
    "",
    "2026-11-24T00:00Z",
  ])
    assert.equal(parseDay(text), null, text);
});

test("days go on over the ends of months and years", () => {
  assert.equal(plusDays("2024-02-28" as Day, 1), "2024-02-29");
  assert.equal(plusDays("2026-12-31" as Day, 1), "2027-01-01");
  assert.equal(plusDays("2027-01-01" as Day, -1), "2026-12-31");
  assert.deepEqual(
    ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].map((day) => isWeekend(day as Day)),
    [false, true, true, false],
  );
});

test("half past eleven at night in Kamchatka is still yesterday's noon in Kaliningrad", () => {
  const lateInKamchatka = new Date("2026-12-31T11:30:00Z");
  assert.equal(dayOf(lateInKamchatka, "Asia/Kamchatka"), "2026-12-31");
  const newYearInKamchatka = new Date("2026-12-31T12:30:00Z");
  assert.equal(dayOf(newYearInKamchatka, "Asia/Kamchatka"), "2027-01-01");
  assert.equal(dayOf(newYearInKamchatka, "Europe/Moscow"), "2026-12-31");
  assert.equal(dayOf(new Date("2026-12-31T21:30:00Z"), "Europe/Moscow"), "2027-01-01");
  assert.equal(dayOf(new Date("2026-12-31T21:30:00Z"), "Europe/Kaliningrad"), "2026-12-31");
});

test("a zone is as it was then: Volgograd was an hour ahead of Moscow until the end of 2020", () => {
  assert.equal(dayOf(new Date("2020-06-01T20:30:00Z"), "Europe/Volgograd"), "2020-06-02");
  assert.equal(dayOf(new Date("2026-06-01T20:30:00Z"), "Europe/Volgograd"), "2026-06-01");
});

test("a day ends at 24:00 of its zone", () => {
  assert.equal(endOfDay("2027-01-14" as Day, "Europe/Moscow").toISOString(), "2027-01-14T21:00:00.000Z");
  assert.equal(endOfDay("2027-01-14" as Day, "Asia/Kamchatka").toISOString(), "2027-01-14T12:00:00.000Z");
  assert.equal(endOfDay("2027-01-14" as Day, "Europe/Kaliningrad").toISOString(), "2027-01-14T22:00:00.000Z");
  assert.equal(endOfDay("2026-10-25" as Day, "Europe/Berlin").toISOString(), "2026-10-25T23:00:00.000Z");
});

test("its last millisecond belongs to it, the next one to tomorrow, in every zone", () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...zones), (day, zone) => {
      const end = endOfDay(day, zone);
      assert.equal(dayOf(new Date(end.getTime() - 1), zone), day);
      assert.equal(dayOf(end, zone), plusDays(day, 1));
    }),
    { numRuns: 300 },
  );
});

test("an offset is no zone, and a zone that nobody knows is refused with a code", () => {
  for (const zone of ["+03:00", "Etc/GMT-3", "MSK", "Europe/Atlantis", "", "europe", "Europe/Moscow; DROP"])
    assert.throws(
      () => dayOf(new Date(0), zone),
      (error) => error instanceof Refusal && error.code === "ZONE_UNKNOWN" && error.kind === "invalid",
      zone,
    );
});
