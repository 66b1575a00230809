/** A server that has no key of the doctor's organisation: told on the list of drafts, before anybody signs for nothing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { workshop } from "../cms/openssl.ts";
import { logIn, textOf } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";

const folder = workshop();
let house: TestHouse;
before(async () => {
  house = await openTestHouse({ env: { MEDKARTA_ORGANISATION_KEYS: folder } });
});
after(() => house?.close());

test("the doctor is told that the organisation's key is missing, and whom to tell", async () => {
  const krylova = await logIn(house, "krylova", "staff");
  await krylova.open("/staff/drafts");
  const text = textOf(krylova.page.html);
  assert.match(text, /На сервере нет ключа вашей организации/);
  assert.match(text, /Сообщите администратору/);
});
