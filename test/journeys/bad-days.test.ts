/** Days on which something is in the way: the page says what, why, and what can be done instead. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { logIn, textOf } from "./visitor.ts";

let house: TestHouse;
let volga: Hospital;
/** Of Orlov's document. */
let number: string;
before(async () => {
  house = await openTestHouse();
  volga = await openHospital(house, "volga");
  number = (await volga.send({ document: volga.write({ text: "Только для Орлова" }) })).body.number ?? "";
});
after(() => house?.close());

test("an account that is not confirmed: every page of the cabinet says so, how to confirm it, and what is open meanwhile", async () => {
  const visitor = await logIn(house, "frolova");
  for (const address of ["/documents", "/records", "/due", "/appeals/new", "/journal", `/documents/${number}`]) {
    const page = await visitor.open(address);
    assert.equal(page.url.pathname, "/login/level", address);
    const text = textOf(page.html);
    assert.match(text, /Нужна подтверждённая учётная запись/);
    assert.match(text, /Сейчас у вас упрощённая/);
    assert.match(text, /Как подтвердить.*МФЦ/);
    assert.match(text, /Что можно уже сейчас.*бумажную копию/i);
  }
  for (const open of ["Проверить документ по номеру", "какие регионы подключены", "Помощь"]) {
    await visitor.open("/login/level");
    assert.equal((await visitor.follow(open)).status, 200, open);
  }
});

test("a consent taken back: the documents are closed at once, the page tells since when, and giving it again opens them", async () => {
  const visitor = await logIn(house, "orlov");
  await visitor.open("/consent");
  await visitor.press("Разрешить");
  assert.equal((await visitor.open(`/documents/${number}`)).status, 200);
  await visitor.open("/profile/consents/withdraw");
  const after = await visitor.press("Отозвать");
  assert.match(textOf(after.html), /Согласие отозвано\. Документы закрыты/);
  for (const address of [
    "/documents",
    `/documents/${number}`,
    `/documents/${number}/pdf`,
    "/records",
    "/analyses",
    "/due",
  ]) {
    const page = await visitor.open(address);
    assert.equal(page.url.pathname, "/consent", address);
    assert.match(textOf(page.html), /отозвали/i, address);
    assert.doesNotMatch(page.html, /Только для Орлова/);
  }
  const home = textOf((await visitor.open("/cabinet")).html);
  assert.match(home, /согласи/i, "home says what is missing");
  await visitor.open(`/consent?to=/documents/${number}`);
  const again = await visitor.press("Разрешить");
  assert.equal(again.url.pathname, `/documents/${number}`);
  assert.match(again.html, /Только для Орлова/);
});

test("somebody else's number is a number that is not there, and the page says what to do about a document that did not come", async () => {
  const stranger = await logIn(house, "gusev");
  await stranger.open("/consent");
  await stranger.press("Разрешить");
  const page = await stranger.open(`/documents/${number}`);
  assert.equal(page.status, 404);
  const text = textOf(page.html);
  assert.match(text, /Такого документа у вас нет/);
  assert.match(text, /Проверьте номер/);
  assert.doesNotMatch(text, /Орлов|чуж/i, "it is not said that it is somebody's");
  assert.equal((await stranger.follow("Медицинские документы")).url.pathname, "/documents");
});

test("an address that is not there, and a role that may not: in plain words, with a way on and a code", async () => {
  const visitor = await logIn(house, "gusev");
  const none = await visitor.open("/no-such-page");
  assert.equal(none.status, 404);
  assert.match(textOf(none.html), /Такой страницы нет.*На главную/);
  const denied = await visitor.open("/staff/submissions");
  assert.equal(denied.status, 403);
  assert.match(textOf(denied.html), /не для той роли.*Код для службы поддержки: ROLE/);
});
