/** «Помощь» is for trouble: a guest reads all of it while the database is away. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { helpTopics, paths } from "../../src/pages/paths.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  await house.database.close();
});
after(() => house?.close());

test("every topic answers, and where the term would need a calendar no day is told", async () => {
  assert.equal((await fetch(`${house.url}/readyz`)).status, 503);
  for (const topic of [undefined, ...helpTopics])
    assert.equal((await fetch(`${house.url}${paths.help(topic)}`)).status, 200, topic);
  const read = async () => (await fetch(`${house.url}${paths.help("missing")}`)).text();
  assert.ok((await read()).includes("Подождите 30 рабочих дней"));
  // The calendar that was at hand may be told from for half a minute.
  for (const started = Date.now(); (await read()).includes("Последний день срока"); await sleep(1_000))
    assert.ok(Date.now() - started < 60_000, "a day is told from nowhere");
});
