/** A doctor signs what they wrote, in a real browser, with the key file that the demo gives out; the organisation's signature follows. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { digestsOf } from "../../src/cms/digests.ts";
import { validateSignature } from "../../src/cms/validate.ts";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import { hidden } from "../access/browser.ts";
import { workshop } from "../cms/openssl.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { logIn, type Visitor } from "./visitor.ts";

const skip = process.env.CI === "true" ? false : noBrowser;
const patient = patientByLogin("orlov");
const folder = workshop();
let house: TestHouse;
let krylova: Visitor;
before(async () => {
  if (skip) return;
  house = await openTestHouse();
  krylova = await logIn(house, "krylova", "staff");
});
after(() => house?.close());

const consultation: Readonly<Record<string, string>> = {
  ...{ sex: "male", position: "110", visited: "2026-11-23", first: "yes", life: "Без особенностей." },
  ...{ complaints: "Кашель неделю.", anamnesis: "Заболел после переохлаждения.", examination: "Дыхание жёсткое." },
  ...{ conclusion: "Острый бронхит.", advice: "Пить тёплое.", "services.0.service": "B01.047.001" },
  ...{ "diagnoses.0.kind": "1", "diagnoses.0.code": "J20.9", "diagnoses.0.words": "Острый бронхит" },
};

/** Address of a consultation that is ready to be signed. */
async function ready(): Promise<string> {
  const start = "/staff/drafts/new?kind=consultation";
  await krylova.open(start);
  const { family, given, patronymic } = patient.name;
  const { birthDate, snils } = patient;
  const person = { family, given, patronymic: patronymic ?? "", birthDate, snils };
  const csrf = hidden(krylova.page.html, "csrf");
  const { url, html } = await krylova.browser.post(start, { csrf, do: "person", ...person });
  const revision = hidden(html, "revision");
  const form = { csrf, page: url.pathname, revision, ...consultation, do: "sign" };
  const frozen = await krylova.browser.post(url.pathname, form);
  assert.match(frozen.url.pathname, /\/sign$/);
  return frozen.url.pathname;
}

async function keyOf(login: string): Promise<string> {
  const path = join(folder, `${login}.p12`);
  writeFileSync(path, (await krylova.download(`/demo/keys/${login}.p12`)).bytes);
  return path;
}

test("a consultation is signed with a key file and registered at once", { skip, timeout: 240_000 }, async () => {
  const address = await ready();
  const { bytes } = await krylova.download(address.replace(/sign$/, "bytes"));
  const chrome = await openBrowser();
  try {
    const context = await chrome.newContext({ locale: "ru-RU" });
    context.setDefaultTimeout(60_000);
    await context.addCookies(
      [...krylova.browser.cookies].map(([name, { value }]) => ({ name, value, url: house.url })),
    );
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    const main = page.locator("main");
    await page.goto(`${house.url}${address}`);
    await main.getByText("контрольные суммы совпали").waitFor();

    const open = async (login: string, password: string) => {
      await main.getByLabel("Файл ключа").setInputFiles(await keyOf(login));
      await main.getByLabel("Пароль к файлу").fill(password);
      await main.getByRole("button", { name: "Открыть ключ" }).click();
    };
    await open("krylova", "неверный");
    await main.getByText("Пароль не подходит").waitFor();
    await open("petrov", "medkarta");
    await main.getByText("Это сертификат другого человека").waitFor();
    await main.getByRole("button", { name: "Выбрать другой ключ" }).click();
    await open("krylova", "medkarta");
    await main.getByText("Учебный удостоверяющий центр Medkarta").waitFor();
    await main.getByRole("button", { name: "Подписать и отправить" }).click();
    await page.waitForURL("**/staff/submissions/*");
    await main.getByText("Зарегистрирован").first().waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await chrome.close();
  }

  const patientsOwn = await logIn(house, "orlov");
  await patientsOwn.open("/consent");
  await patientsOwn.press("Разрешить");
  await patientsOwn.open("/documents");
  const number = /href="\/documents\/([^"/]+)"/.exec(patientsOwn.page.html)?.[1] ?? "";
  const xml = await patientsOwn.download(`/documents/${number}/xml`);
  assert.deepEqual(xml.bytes, bytes, "what was signed is what the patient has");
  const trust = await house.house.intake.trust.current();
  const now = house.house.clock();
  const verdicts = [];
  for (const which of ["0", "1"]) {
    const signature = (await patientsOwn.download(`/documents/${number}/signatures/${which}`)).bytes;
    const document = digestsOf(xml.bytes);
    verdicts.push(...validateSignature({ document, signature, trust, bestTime: now, now }));
  }
  assert.deepEqual(
    verdicts.map(({ indication, signer }) => [indication, signer?.surname ?? (signer?.ogrn ? "организация" : null)]),
    [
      ["TOTAL-PASSED", "Крылова"],
      ["TOTAL-PASSED", "организация"],
    ],
  );
});
