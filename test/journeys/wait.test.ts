/** «Если документ не пришёл»: the help of the real house tells today's term, by the calendars that were imported into it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { importCalendars } from "../../src/admin/calendars.ts";
import { openCalendarBook } from "../../src/basics/calendar.ts";
import { dayOf, yearOf } from "../../src/basics/day.ts";
import { lawYear } from "../../src/basics/law-year.ts";
import { sayDay, sayWeekday } from "../../src/pages/say-date.ts";
import { waitOf } from "../../src/patient/wait.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house?.close());

test("a guest reads the last day of today's term and which visits need wait no longer", async () => {
  const today = dayOf(new Date(), "Europe/Moscow");
  // Whatever year this runs in: the years around it, as if they were decreed.
  const years = [-1, 0, 1].map((more) => ({ ...lawYear(yearOf(today) + more), provisional: false }));
  await house.house.registry.transact((tx) => importCalendars(tx, { years, regional: [] }, new Date()));

  const wait = waitOf(openCalendarBook(years).of(null), today) ?? assert.fail("no term");
  const term = `${sayWeekday("ru", wait.last)}, ${sayDay("ru", wait.last)}`;
  // What another process imports is known within half a minute.
  let russian = await page("ru");
  for (const started = Date.now(); !russian.includes(term); russian = await page("ru")) {
    assert.ok(Date.now() - started < 60_000, russian);
    await sleep(1_000);
  }
  assert.ok(russian.includes(`Приём ${sayDay("ru", wait.over)} или раньше`));
  assert.ok(!russian.includes("ещё не утверждены"));
  assert.ok((await page("en")).includes(`${sayWeekday("en", wait.last)}, ${sayDay("en", wait.last)}`));
});

test("whoever watches the house sees until which year terms can be counted", async () => {
  const metrics = await (await fetch(`${house.url}/metrics`)).text();
  const next = yearOf(dayOf(new Date(), "Europe/Moscow")) + 1;
  assert.match(metrics, new RegExp(`^medkarta_calendar_year\\{of="decreed"\\} ${next}$`, "m"));
  assert.match(metrics, new RegExp(`^medkarta_calendar_year\\{of="known"\\} ${next}$`, "m"));
});

async function page(language: string): Promise<string> {
  const answer = await fetch(`${house.url}/help/missing`, { headers: { cookie: `language=${language}` } });
  assert.equal(answer.status, 200);
  return (await answer.text()).replaceAll("&nbsp;", "\u00a0");
}
