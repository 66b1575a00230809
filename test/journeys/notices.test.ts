/** «Куда присылать уведомления»: an address confirmed by its link, a letter that says nothing, one click to have no more. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Type } from "@sinclair/typebox";
import { hidden } from "../access/browser.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { type MailServer, openMailServer, type Received } from "../kit/mail-server.ts";
import { openPushService, type PushService } from "../kit/push-service.ts";
import { logIn, textOf, until, type Visitor } from "./visitor.ts";

let mail: MailServer;
let service: PushService;
let house: TestHouse;
let volga: Hospital;
let orlov: Visitor;
before(async () => {
  mail = await openMailServer();
  service = await openPushService();
  house = await openTestHouse({
    env: {
      MEDKARTA_SMTP_URL: mail.url,
      MEDKARTA_MAIL_FROM: "notices@medkarta.example",
      MEDKARTA_PUSH_SERVICES: service.origin,
    },
  });
  volga = await openHospital(house, "volga");
  orlov = await logIn(house, "orlov");
  await orlov.open("/documents");
  await orlov.press("Разрешить");
});
after(async () => {
  await house?.close();
  await mail?.down();
  await service?.close();
});

const address = "orlov@example.ru";
async function typeAddress(typed: string) {
  await orlov.open("/profile/notices");
  const fields = { csrf: hidden(orlov.page.html, "csrf"), address: typed };
  orlov.page = await orlov.browser.post("/profile/notices/email", fields);
  return orlov.page;
}
const linkIn = ({ text }: Received, what: string) =>
  new RegExp(`https?://[^\\s"<]*/notices/${what}/[\\w-]+`).exec(text)?.[0] ?? assert.fail(text);
const path = (link: string) => new URL(link).pathname;
const post = (link: string, body: Record<string, string>) =>
  fetch(house.url + path(link), { method: "POST", body: new URLSearchParams(body), headers: { accept: "text/html" } });

test("the profile leads to the settings; without an address nothing is sent", async () => {
  await orlov.open("/profile");
  await orlov.follow("Куда присылать уведомления");
  assert.equal(orlov.page.url.pathname, "/profile/notices");
  assert.match(textOf(orlov.page.html), /Письма на электронную почту Адрес не указан/);
  await volga.deliver({ set: "n1" });
  await until("a notice", async () =>
    /Пришёл новый документ/.test((await orlov.open("/notices")).html) ? true : null,
  );
  assert.equal(mail.received.length, 0);
});

test("what is no address comes back with what was typed, the fault at the top and beside the field", async () => {
  for (const typed of ["orlov", "orlov@", "a@b.example, c@d.example", "a@b\r\nBcc: c@d.example", "<b>@example.ru"]) {
    const page = await typeAddress(typed);
    assert.equal(page.status, 422, typed);
    assert.match(page.html, /<title>Ошибка: /);
    assert.match(page.html, /href="#address"/);
    assert.match(page.html, /aria-invalid="true"/);
  }
  assert.equal(mail.received.length, 0);
});

let confirmLink = "";
test("the link comes by mail; nothing is on before it is pressed, and looking at it presses nothing", async () => {
  await typeAddress(address);
  assert.match(textOf(orlov.page.html), /Ссылка отправлена/);
  const [letter] = await mail.letters(1);
  assert.equal(letter?.to, address);
  assert.doesNotMatch(letter?.text ?? "", /Орлов|Поволж/);
  confirmLink = linkIn(letter!, "email");
  for (let look = 0; look < 3; look++) assert.equal((await fetch(house.url + path(confirmLink))).status, 200);
  assert.match(textOf((await orlov.open("/profile/notices")).html), /Ждёт подтверждения/);
});

test("pressed once it confirms, also where nobody is signed in; the second time, and another's guess, is told alike", async () => {
  const done = await post(confirmLink, {});
  assert.match(textOf(await done.text()), /Адрес подтверждён/);
  const void1 = await post(confirmLink, {});
  const void2 = await post(`${house.url}/notices/email/${"A".repeat(43)}`, {});
  assert.deepEqual([void1.status, void2.status], [404, 404]);
  const said = async (response: Response) => textOf(await response.text());
  assert.equal(await said(void1), await said(void2));
  assert.match(textOf((await orlov.open("/profile/notices")).html), /Включены orlov@example\.ru/);
});

test("a new document: one letter, «Новый документ в кабинете», and not a word of what, from where and to whom", async () => {
  const before = mail.received.length;
  await volga.deliver({ set: "n2", text: "Секретная жалоба" });
  const letter = (await mail.letters(before + 1))[before];
  assert.match(letter?.text ?? "", /Новый документ в кабинете/);
  for (const word of ["Секретная", "Орлов", volga.organisation.name, volga.organisation.shortName, "консультац"])
    assert.ok(!letter?.text.includes(word) && !letter?.raw.includes(word), word);
  await orlov.open(path(/https?:\/\/\S+\/notices(?=\s)/.exec(letter?.text ?? "")?.[0] ?? ""));
  assert.equal(orlov.page.url.pathname, "/notices");
});

test("switched off for documents: nothing; the cabinet has it", async () => {
  await orlov.open("/profile/notices");
  const csrf = hidden(orlov.page.html, "csrf");
  await orlov.browser.post("/profile/notices", { csrf, "appeals-email": "1", zone: "Asia/Omsk", quiet: "1" });
  const page = (await orlov.open("/profile/notices")).html;
  assert.match(page, /name="appeals-email"[^>]*checked/);
  assert.doesNotMatch(page, /name="documents-email"[^>]*checked/);
  assert.match(page, /<option value="Asia\/Omsk" selected/);
  const form = { csrf, zone: "Europe/Moscow" };
  await orlov.browser.post("/profile/notices", Object.assign(form, { "documents-email": "1", "safety-push": "1" }));
});

test("«Выключить всё», and on again: the choices are as they were", async () => {
  await orlov.open("/profile/notices");
  await orlov.press("Выключить всё");
  assert.match(textOf(orlov.page.html), /Всё выключено/);
  await orlov.press("Включить снова");
  assert.match(orlov.page.html, /name="documents-email"[^>]*checked/);
  assert.doesNotMatch(orlov.page.html, /name="paper-email"[^>]*checked/);
});

test("one click in the mail program, without any cookie, ends all letters (RFC 8058)", async () => {
  const letter = mail.received.at(-1)!;
  const link = /^List-Unsubscribe: <([^>]+)>/im.exec(letter.raw.replace(/\r?\n[ \t]+/g, " "))?.[1] ?? "";
  assert.ok(link, letter.raw);
  assert.equal((await fetch(house.url + path(link))).status, 200, "looking at it ends nothing");
  assert.match((await orlov.open("/profile/notices")).html, /name="documents-email"[^>]*checked/);
  for (let again = 0; again < 2; again++)
    assert.equal((await post(link, { "List-Unsubscribe": "One-Click" })).status, 200);
  assert.doesNotMatch((await orlov.open("/profile/notices")).html, /name="[a-z]+-email"[^>]*checked/);
  assert.equal((await post(`${link.slice(0, -4)}AAAA`, {})).status, 404);
});

test("a browser is switched on by its own form, and off by a button; another's address is refused", async () => {
  await orlov.open("/profile/notices");
  const csrf = hidden(orlov.page.html, "csrf");
  const elsewhere = { csrf, ...service.subscription, endpoint: "http://127.0.0.1:1/" };
  assert.equal((await orlov.browser.post("/profile/notices/push", elsewhere)).status, 422);
  await orlov.browser.post("/profile/notices/push", { csrf, ...service.subscription });
  await orlov.browser.post("/profile/notices", { csrf, "documents-push": "1" });
  await volga.deliver({ set: "n3" });
  await until("a push", async () => (service.received.length > 0 ? true : null));
  assert.equal(service.received[0]?.said.body, "Новый документ в кабинете");
  await orlov.open("/profile/notices");
  assert.match(textOf(orlov.page.html), /Firefox, Linux/);
  await orlov.press("Отключить");
  assert.doesNotMatch(textOf(orlov.page.html), /Firefox, Linux/);
});

test("notices by group, new ones, one and all marked read; another's id changes nothing", async () => {
  await orlov.open("/notices");
  assert.match(textOf(orlov.page.html), /Новые 3/);
  await orlov.press("Отметить прочитанным");
  assert.match(textOf(orlov.page.html), /Новые 2/);
  await orlov.open("/notices?unread=1");
  assert.equal([...orlov.page.html.matchAll(/\/read" ?>|\/read"/g)].length >= 2, true);
  await orlov.open("/notices?group=appeals");
  assert.match(textOf(orlov.page.html), /Таких уведомлений пока нет/);
  await orlov.open("/notices");
  await orlov.press("Отметить всё прочитанным");
  assert.match(textOf(orlov.page.html), /Новые 0/);
  for (const mark of ["nonsense", "999999999999999_0a000000-0000-8000-8000-00000000000a", "1_x"])
    assert.equal((await orlov.open(`/notices?after=${mark}`)).status, 200);
});

test("five letters a day to addresses that one types, and the sixth is refused in words", async () => {
  const before = mail.received.length;
  for (let n = 0; n < 4; n++) await typeAddress(`other${n}@example.ru`);
  const page = await typeAddress("one-more@example.ru");
  assert.equal(page.status, 422);
  assert.match(textOf(page.html), /уже отправили пять писем/);
  await until("letters", async () => (mail.received.length > before ? true : null));
});

test("support sees counts and ids, never whose; the settings' rows are sealed", async () => {
  const support = await logIn(house, "support", "staff");
  await support.open("/staff/notices");
  assert.match(textOf(support.page.html), /Доставка уведомлений/);
  assert.doesNotMatch(support.page.html, /orlov@|Орлов/);
  const Row = Type.Object({ email: Type.Uint8Array() });
  const rows = await house.house.registry.sql.rows(Row)`SELECT email FROM notice_settings WHERE email IS NOT NULL`;
  assert.ok(rows.length > 0);
  for (const { email } of rows) assert.ok(!Buffer.from(email).toString("latin1").includes("orlov"));
});

test("the address of the account, which its provider has verified, is offered and needs no link", async () => {
  const gusev = await logIn(house, "gusev");
  await gusev.open("/profile/notices");
  assert.match(textOf(gusev.page.html), /В вашей учётной записи указан gusev@example\.ru/);
  await gusev.press("Взять этот адрес");
  assert.match(textOf(gusev.page.html), /Включены gusev@example\.ru/);
  await gusev.press("Удалить адрес");
  assert.match(textOf(gusev.page.html), /Адрес не указан/);
});
