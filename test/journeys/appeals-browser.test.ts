/** The leaflet's report in a real browser, with and without scripts: chosen, described, photographed, agreed, sent once. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { jpeg } from "../appeals/pictures.ts";
import { type Hospital, openHospital } from "../http/hospital.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";

const skip = process.env.CI === "true" ? false : noBrowser;
let house: TestHouse;
let hospital: Hospital;
before(async () => {
  if (skip) return;
  house = await openTestHouse();
  hospital = await openHospital(house, "volga");
});
after(() => house?.close());

for (const { scripts, login } of [
  { scripts: false, login: "gusev" },
  { scripts: true, login: "kim" },
]) {
  test(`«Сообщить о проблеме» in a real browser, JavaScript ${scripts ? "on" : "off"}`, {
    skip,
    timeout: 240_000,
  }, async () => {
    const patient = patientByLogin(login);
    const { number } = await hospital.deliver({ patient, set: login, text: "Плавать можно" });
    const chrome = await openBrowser();
    try {
      const context = await chrome.newContext({ javaScriptEnabled: scripts, locale: "ru-RU" });
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (line) => {
        // The page that tells what is wrong comes with its status, 422.
        if (line.type() === "error" && !line.text().includes("422")) complaints.push(line.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const main = page.locator("main");

      await page.goto(`${house.url}/login?to=/consent`);
      await page.getByRole("button", { name: new RegExp(patient.name.family) }).click();
      await main.getByRole("button", { name: "Разрешить" }).click();
      await page.goto(`${house.url}/documents`);
      await main.getByRole("link", { name: /Приём терапевта/ }).click();
      await main.getByRole("link", { name: "Сообщить о проблеме" }).click();

      await main.getByRole("button", { name: "Отправить" }).click();
      await main.getByRole("alert").getByRole("link", { name: "Выберите, что не так" }).waitFor();
      assert.match(await page.title(), /^Ошибка: Сообщить о проблеме/);
      await main.getByRole("alert").getByRole("link", { name: "Выберите, что не так" }).click();
      await main.getByRole("radio", { name: /^Ошибка в диагнозе/ }).check();
      await main.getByLabel("Подробности").fill("Такого диагноза у меня нет");
      if (scripts) await main.getByText("Осталось знаков: 9 974").waitFor();
      else await main.getByText(/Не больше 10.000 знаков/).waitFor();
      await main
        .getByLabel("Фото или скан")
        .setInputFiles({ name: "бумага.jpg", mimeType: "image/jpeg", buffer: jpeg });
      await main.getByRole("checkbox", { name: /Я согласен/ }).check();
      await main.getByRole("button", { name: "Отправить" }).dblclick();
      await main.getByRole("heading", { name: "Обращение отправлено" }).waitFor();
      await main.getByText("5 рабочих дней").waitFor();
      await main.getByRole("link", { name: "Посмотреть обращение" }).click();
      await main.getByRole("heading", { level: 1, name: "Ошибка в диагнозе: Приём терапевта" }).waitFor();
      assert.equal(await main.getByText("Такого диагноза у меня нет").count(), 1, "sent once, though pressed twice");
      await page
        .getByRole("navigation", { name: "Разделы" })
        .getByRole("link", { name: /Обращения/ })
        .click();
      assert.equal(await main.getByRole("link", { name: /Ошибка в диагнозе/ }).count(), 1);
      assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
      assert.ok(number);
      assert.deepEqual(complaints, []);
    } finally {
      await chrome.close();
    }
  });
}
