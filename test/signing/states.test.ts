/** The signing element in each of its states: seen by axe, at 320 px and large letters; by the plug-in; with a slow key. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { writePfx } from "../../src/cms/container/write-pfx.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import type { CertificateRequest } from "../../src/cms/issue/authority.ts";
import { toPkcs8 } from "../../src/cms/issue/key.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { certify, keyNamed } from "../cms/house.ts";
import { workshop } from "../cms/openssl.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { lasting, openStage, type Stage } from "./stage.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const key = keyNamed("doctor");
const own = certify(key, lasting(20));

describe("the signing element", { skip: noBrowser }, () => {
  let browser: Browser;
  let stage: Stage;
  const folder = workshop();

  before(async () => {
    const soon = new Date(Date.now() + 10 * 86_400_000);
    [browser, stage] = await Promise.all([openBrowser(), openStage({ state: "ends-soon", until: soon })]);
  });
  after(async () => {
    await browser.close();
    await stage.close();
  });

  async function keyFile(name: string, changes: Partial<CertificateRequest> = {}, iterations = 1000): Promise<string> {
    const path = join(folder, name);
    const certificate = certify(key, { ...lasting(20), ...changes });
    const random = (length: number) => new Uint8Array(length).fill(5);
    const pfx = { pkcs8: toPkcs8(key), certificates: [certificate], password: "весна", random, iterations };
    writeFileSync(path, await writePfx({ ...pfx, hash: "streebog512" }));
    return path;
  }

  async function unlock(page: Page, path: string, password: string): Promise<void> {
    await page.getByLabel("Файл ключа").setInputFiles(path);
    await page.getByLabel("Пароль к файлу").fill(password);
    await page.getByRole("button", { name: "Открыть ключ" }).click();
  }

  /** axe, and nothing wider than a small telephone, also with letters twice as large. The whole page is in the window: else
   * the bar at the bottom lies over some button. */
  async function looked(page: Page, state: string): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 2500 });
    assert.deepEqual(await violations(page), [], `${state}, 1280 px`);
    await page.setViewportSize({ width: 320, height: 4000 });
    assert.deepEqual(await violations(page), [], `${state}, 320 px`);
    for (const text of ["200", "100"]) {
      const over = await page.evaluate((text) => {
        document.documentElement.dataset["text"] = text;
        const wide = document.documentElement.clientWidth;
        const over = [...document.querySelectorAll("main *")].filter(
          (e) => e.getBoundingClientRect().right > wide + 0.5,
        );
        return over.slice(0, 3).map((one) => `${one.tagName}.${one.className} ${one.textContent?.trim().slice(0, 40)}`);
      }, text);
      assert.deepEqual(over, [], `${state}, ${text} %`);
    }
  }

  test("is sound and fits in every state", async () => {
    const page = await browser.newPage();
    await page.goto(stage.address);
    await page.evaluate(axeSource);
    await page.getByText("контрольные суммы совпали").waitFor();
    await page.getByText("Сертификат вашей организации действует до").waitFor();
    assert.ok(await page.getByRole("button", { name: "Прервать" }).isHidden());
    await looked(page, "ready");
    await unlock(page, await keyFile("own.p12"), "осень");
    await page.getByText("Пароль не подходит").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "sign-key-password");
    await looked(page, "wrong password");
    const other = { subject: { commonName: "Петров Пётр Ильич", snils: "22233344405", title: "врач-хирург" } };
    await unlock(page, await keyFile("other.p12", other), "весна");
    await page.getByText("сертификат другого человека").waitFor();
    await looked(page, "another's");
    await page.getByRole("button", { name: "Выбрать другой ключ" }).click();
    await unlock(page, await keyFile("own.p12"), "весна");
    await page.getByText("Получите новый заранее").waitFor();
    await looked(page, "chosen");
    await page.close();
  });

  test("shows how a slow key is coming on, and stops when told to", async () => {
    const page = await browser.newPage();
    await page.goto(stage.address);
    // Two million rounds of Streebog: minutes. Written by hand, for nobody would wait for an honest one.
    const path = await keyFile("slow.p12");
    const file = readFileSync(path);
    const at = file.lastIndexOf(Buffer.from("020203e8", "hex"));
    const slow = Buffer.concat([file.subarray(0, at), Buffer.from("0203100000", "hex")]);
    slow.writeUInt16BE(slow.readUInt16BE(2) + 1, 2);
    const mac = slow.lastIndexOf(Buffer.from("3050300c0608", "hex"));
    const macHead = mac < 0 ? -1 : mac - 2;
    assert.ok(macHead > 0 && slow[macHead] === 0x30, "the MAC is where it should be");
    slow[macHead + 1]! += 1;
    writeFileSync(path, slow);
    await unlock(page, path, "весна");
    await page.getByText(/Открываем ключ: [1-9]/).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Прервать" }).click();
    await page.getByRole("button", { name: "Открыть ключ" }).waitFor();
    // The page was alive all along, and the next key opens.
    await unlock(page, await keyFile("own.p12"), "весна");
    await page.getByText("Врачова Анна Ивановна").last().waitFor();
    await page.close();
  });

  test("signs by the plug-in where its object is in the page", async () => {
    const page = await browser.newPage();
    await page.exposeFunction("signOutside", (content: string) => {
      const digests = digestsOf(new Uint8Array(Buffer.from(content, "base64")));
      return Buffer.from(signDetached({ digests, certificate: own, key, signingTime: new Date() })).toString("base64");
    });
    // tsx writes calls of this into what it compiles.
    await page.addInitScript("globalThis.__name = (named) => named;");
    await page.addInitScript(standIn, Buffer.from(own).toString("base64"));
    await page.goto(stage.address);
    await page.getByRole("button", { name: "Показать мои сертификаты" }).click();
    await page.getByText("112-233-445 95").waitFor();
    await page.getByRole("button", { name: "Подписать и отправить" }).click();
    await page.waitForFunction(() => document.title === "sealed");
    const outcome = stage.outcome();
    assert.ok(outcome !== null && typeof outcome === "object", String(outcome));
    await page.close();
  });
});

/** Runs in the page: the plug-in's object as its documents shape it, with one certificate. */
function standIn(certificate: string): void {
  const outside = window as unknown as { signOutside(content: string): Promise<string> };
  const one = {
    Thumbprint: Promise.resolve("AB"),
    HasPrivateKey: async () => true,
    Export: async () => certificate,
  };
  const list = { Count: Promise.resolve(1), Item: async () => one, Find: async () => list };
  let content = "";
  const objects: Record<string, object> = {
    "CAdESCOM.Store": { Open: async () => {}, Close: async () => {}, Certificates: Promise.resolve(list) },
    "CAdESCOM.CPSigner": { propset_Certificate: async () => {}, propset_Options: async () => {} },
    "CAdESCOM.CadesSignedData": {
      propset_ContentEncoding: async () => {},
      propset_Content: async (text: string) => {
        content = text;
      },
      SignCades: () => outside.signOutside(content),
    },
  };
  const ready = Promise.resolve();
  Reflect.set(window, "cadesplugin", {
    // biome-ignore lint/suspicious/noThenProperty: the plug-in's object is awaited before it is used.
    then: ready.then.bind(ready),
    CreateObjectAsync: async (name: string) => objects[name],
  });
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Put there by `page.evaluate(axeSource)`.
    const { axe } = globalThis as unknown as {
      axe: { run(context: unknown, options: unknown): Promise<AxeResults> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false };
    const found = await axe.run(document, options);
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
  });
}
