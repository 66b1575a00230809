/** «Помощь» is for trouble: a guest reads all of it while the database is away. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
  const missing = await (await fetch(`${house.url}${paths.help("missing")}`)).text();
  assert.ok(missing.includes("Подождите 30 рабочих дней"));
  assert.ok(!missing.includes("Последний день срока"));
});
