/** Node and PostgreSQL have tables of zones of their own: for every zone of Russia they must tell the same day. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Day, dayOf, endOfDay, plusDays } from "../../src/basics/day.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { openTestDatabase, type TestDatabase } from "../kit/database.ts";

/** zone1970.tab, RU: eleven offsets, +2 … +12. */
const zones = [
  ...["Kaliningrad", "Moscow", "Simferopol", "Kirov", "Volgograd", "Astrakhan", "Saratov", "Ulyanovsk", "Samara"].map(
    (city) => `Europe/${city}`,
  ),
  ...[
    "Yekaterinburg",
    "Omsk",
    "Novosibirsk",
    "Barnaul",
    "Tomsk",
    "Novokuznetsk",
    "Krasnoyarsk",
    "Irkutsk",
    "Chita",
  ].map((city) => `Asia/${city}`),
  ...[
    "Yakutsk",
    "Khandyga",
    "Vladivostok",
    "Ust-Nera",
    "Magadan",
    "Sakhalin",
    "Srednekolymsk",
    "Kamchatka",
    "Anadyr",
  ].map((city) => `Asia/${city}`),
];

let urls: TestDatabase;
let database: Database;
before(async () => {
  urls = await openTestDatabase();
  database = openDatabase(urls.registryUrl, { max: 1 });
});
after(async () => {
  await database?.close();
  await urls?.close();
});

test("each half-hour around the day's end, four days of each year from 2020 to 2028, in 27 zones", async () => {
  assert.equal(new Set(zones).size, 27);
  const offsets = new Set<number>();
  for (const zone of zones) {
    const ends = [2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028].flatMap((year) =>
      ["01-01", "03-29", "10-25", "12-31"].map((day) => endOfDay(`${year}-${day}` as Day, zone)),
    );
    const instants = ends.flatMap((end) => [-1_800_000, -1, 0, 1_800_000].map((by) => new Date(end.getTime() + by)));
    const { rows } = await database.pool.query(
      "SELECT (at AT TIME ZONE $1)::date::text AS day FROM unnest($2::timestamptz[]) WITH ORDINALITY AS t (at, n) ORDER BY n",
      [zone, instants.map((at) => at.toISOString())],
    );
    assert.deepEqual(
      rows.map((row) => row.day),
      instants.map((at) => dayOf(at, zone)),
      zone,
    );
    const noon = Date.parse("2026-06-02T00:00:00Z");
    offsets.add((noon - endOfDay(plusDays("2026-06-02" as Day, -1), zone).getTime()) / 3_600_000);
  }
  assert.deepEqual(
    [...offsets].sort((a, b) => a - b),
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
});
