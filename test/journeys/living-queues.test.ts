/** `npm start`: whoever looks at the demo's desks finds them living, and a second start writes nothing twice. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { writeAppeals } from "../../src/demo/country/appeals.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf } from "./visitor.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse({ documents: true, appeals: true });
});
after(() => house?.close());

const Row = Type.Object({ appeals: Type.Integer(), events: Type.Integer() });
const count = async () =>
  (
    await house.house.registry.sql.rows(Row)`
    SELECT (SELECT count(*)::int FROM appeal WHERE reason <> 'overdue') AS appeals,
           (SELECT count(*)::int FROM appeal_event WHERE deed <> 'register') AS events`
  )[0];

test("appeals in several states, each made through the real doors, and the same after another start", async () => {
  const before = await count();
  assert.equal(before?.appeals, 7);
  await writeAppeals(house.house.registry, house.house.appeals);
  assert.equal((await count())?.appeals, 7);
});

test("the desks of the organisation and of support show them", async () => {
  const morozova = await logIn(house, "morozova", "staff");
  const said = textOf((await morozova.open("/staff/appeals")).html);
  for (const one of ["Ошибка в ФИО", "Ошибка в диагнозе", "Отличается от бумажного"])
    assert.ok(said.includes(`${one} Обращение №`), one);
  assert.match(said, /Морозова Л\. П\./);
  const support = await logIn(house, "support", "staff");
  assert.match(textOf((await support.open("/staff/desk")).html), /На приёме не был/);
});
