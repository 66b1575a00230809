/** How long a document may take, as it is told to whoever waits: certain, provisional, or not at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import type { Day } from "../../src/basics/day.ts";
import { productionCalendars } from "../../src/basics/production-calendars.ts";
import { waitOf } from "../../src/patient/wait.ts";

const country = openCalendarBook(productionCalendars).of(null);

test("a visit on 24 November 2026 waits until 14 January, if the Government leaves it so", () => {
  assert.deepEqual(waitOf(country, "2026-11-24" as Day), { last: "2027-01-14", undecreed: 2027, over: "2026-10-11" });
});

test("a visit in spring waits until a day that is certain", () => {
  assert.deepEqual(waitOf(country, "2026-02-20" as Day), { last: "2026-04-07", undecreed: null, over: "2025-12-29" });
});

test("where the next year is not known, no day is told", () => {
  assert.equal(waitOf(country, "2027-12-01" as Day), null);
});

test("a calendar that breaks for another reason is not taken for a missing one", () => {
  const broken = {
    on: () => {
      throw new Error("broken");
    },
  };
  assert.throws(() => waitOf(broken, "2026-11-24" as Day), /broken/);
});
