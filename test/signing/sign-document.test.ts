/** A doctor signs in a real browser: keys of several makes, and everything that may go wrong. */
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { writePfx } from "../../src/cms/container/write-pfx.ts";
import { digestsOf } from "../../src/cms/digests.ts";
import type { CertificateRequest } from "../../src/cms/issue/authority.ts";
import { type KeyPair, toPkcs8 } from "../../src/cms/issue/key.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";
import { certify, keyNamed } from "../cms/house.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { DOCUMENT, lasting, openStage, type Stage } from "./stage.ts";

const PASSWORD = "Весна-2026 ключ";

describe("signing in the browser", { skip: noBrowser }, () => {
  let browser: Browser;
  let stage: Stage;
  const faults: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "medkarta-sign-"));
  const counted = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 11 + 3);

  before(async () => {
    [browser, stage] = await Promise.all([openBrowser(), openStage()]);
  });
  after(async () => {
    assert.deepEqual(faults, []);
    await browser.close();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function file(name: string, pkcs8: Uint8Array, certificate: Uint8Array): Promise<string> {
    const path = join(folder, name);
    const pfx = { pkcs8, certificates: [certificate], password: PASSWORD, random: counted, iterations: 3000 };
    writeFileSync(path, await writePfx({ ...pfx, hash: name.includes("gost") ? "streebog512" : "sha256" }));
    return path;
  }

  const gostFile = (name: string, key: KeyPair, changes: Partial<CertificateRequest> = {}): Promise<string> =>
    file(name, toPkcs8(key), certify(key, { ...lasting(), ...changes }));

  async function open(options: { script?: boolean } = {}): Promise<Page> {
    const page = await browser.newPage({ javaScriptEnabled: options.script ?? true });
    // A page without the style's transition answers the form: the browser calls that an error.
    page.on("pageerror", (error) => error.message.includes("ViewTransition") || faults.push(error.message));
    await page.goto(stage.address);
    return page;
  }

  async function unlock(page: Page, path: string, password = PASSWORD): Promise<void> {
    await page.getByLabel("Файл ключа").setInputFiles(path);
    await page.getByLabel("Пароль к файлу").fill(password);
    await page.getByRole("button", { name: "Открыть ключ" }).click();
  }

  async function sign(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Подписать и отправить" }).click();
    await page.waitForURL("**/sign");
    await page.waitForFunction(() => document.title === "sealed");
  }

  function isSealed(): void {
    const outcome = stage.outcome();
    assert.ok(outcome !== null && typeof outcome === "object", String(outcome));
    assert.equal(outcome.signatures.length, 2);
  }

  const rsa = (): [Uint8Array, Uint8Array] => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return [
      new Uint8Array(pair.privateKey.export({ type: "pkcs8", format: "der" })),
      new Uint8Array(pair.publicKey.export({ type: "spki", format: "der" })),
    ];
  };

  test("by a GOST key: its owner is shown, and the server takes the signature", async () => {
    const page = await open();
    await page.getByText("контрольные суммы совпали").waitFor();
    await unlock(page, await gostFile("gost.p12", keyNamed("doctor")));
    await page.getByText("Врачова Анна Ивановна").last().waitFor();
    await page.getByText("112-233-445 95").waitFor();
    await page.getByText("ГОСТ Р 34.10-2012 256").waitFor();
    await sign(page);
    isSealed();
    await page.close();
  });

  test("by a GOST key of 512 bits", async () => {
    const page = await open();
    await unlock(page, await gostFile("gost512.p12", keyNamed("doctor", "512-A")));
    await sign(page);
    isSealed();
    await page.close();
  });

  test("by an RSA key", async () => {
    const [secret, spki] = rsa();
    const page = await open();
    await unlock(page, await file("rsa.p12", secret, certify(keyNamed("x"), { ...lasting(), publicKey: spki })));
    await page.getByText("RSA 2048").waitFor();
    await sign(page);
    isSealed();
    await page.close();
  });

  test("a wrong password is said plainly, and the right one then works; Enter opens, and sends nothing", async () => {
    const page = await open();
    const path = await gostFile("gost.p12", keyNamed("doctor"));
    await unlock(page, path, "не тот");
    await page.getByText("Пароль не подходит").waitFor();
    await page.getByLabel("Пароль к файлу").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await sign(page);
    isSealed();
    await page.close();
  });

  test("an expired certificate, another person's, and a nameless one cannot sign", async () => {
    const page = await open();
    const key = keyNamed("doctor");
    const cases: [string, Partial<CertificateRequest>, string][] = [
      ["expired.p12", lasting(-1), "Срок действия этого сертификата закончился"],
      ["other.p12", { subject: { commonName: "Петров Пётр", snils: "22233344405" } }, "сертификат другого человека"],
      ["nameless.p12", { subject: { commonName: "Некто" } }, "нет СНИЛС"],
    ];
    for (const [name, changes, words] of cases) {
      await unlock(page, await gostFile(name, key, changes));
      await page.getByText(words).waitFor();
      assert.ok(await page.getByRole("button", { name: "Подписать и отправить" }).isDisabled(), name);
      await page.getByRole("button", { name: "Выбрать другой ключ" }).click();
    }
    await page.close();
  });

  test("a certificate that ends within a month is told of, and signs", async () => {
    const page = await open();
    await unlock(page, await gostFile("soon.p12", keyNamed("doctor"), lasting(20)));
    await page.getByText("Получите новый заранее").waitFor();
    await sign(page);
    isSealed();
    await page.close();
  });

  test("files that are no keys are told apart", async () => {
    const page = await open();
    const path = join(folder, "letter.p12");
    writeFileSync(path, "просто письмо");
    await unlock(page, path);
    await page.getByText("Это не файл ключа").waitFor();
    writeFileSync(path, Buffer.alloc(300_000));
    await unlock(page, path);
    await page.getByText("слишком велик").waitFor();
    await page.getByRole("button", { name: "Открыть ключ" }).click();
    await page.close();
  });

  test("bytes that are not those of the page are not signed", async () => {
    stage.send(new TextEncoder().encode("<ClinicalDocument>Осмотр хирурга</ClinicalDocument>"));
    const page = await open();
    await page.getByText("Подписывать его нельзя").waitFor();
    assert.equal(await page.getByLabel("Файл ключа").count(), 0);
    stage.send(DOCUMENT);
    await page.close();
  });

  test("neither key nor password leaves the page, and nothing else is asked for", async () => {
    const page = await open();
    const key = keyNamed("doctor");
    const path = await gostFile("gost.p12", key);
    const asked: { method: string; url: string; body: Buffer }[] = [];
    const watch = (request: import("playwright-core").Request) =>
      asked.push({ method: request.method(), url: request.url(), body: request.postDataBuffer() ?? Buffer.alloc(0) });
    page.context().on("request", watch);
    await unlock(page, path);
    await sign(page);
    isSealed();
    // A font that the new words need is a file of the portal's own, asked for without a word.
    const own = /^http:\/\/127\.0\.0\.1:\d+\/(assets\/[\w-]+\.\w+\.woff2|favicon\.ico)$/;
    const [post, ...more] = asked.filter(
      ({ method, url, body }) => method !== "GET" || body.length > 0 || !own.test(url),
    );
    assert.deepEqual(more, []);
    assert.equal(post?.method, "POST");
    const body = post?.body ?? Buffer.alloc(0);
    assert.ok(body.includes("signature"));
    const secret = Buffer.from(toPkcs8(key)).subarray(-32);
    for (const needle of [
      PASSWORD,
      encodeURIComponent(PASSWORD),
      secret,
      secret.toString("base64").slice(1, -3),
      secret.toString("hex"),
    ])
      for (const { url, body } of asked) assert.ok(!body.includes(needle) && !url.includes(String(needle)));
    // Fields: the token, the page, the signature, the file not chosen.
    const names = [...body.toString("latin1").matchAll(/name="([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(names, ["csrf", "page", "signature", "signatureFile"]);
    await page.close();
  });

  test("without script a signature file goes up; another's is refused by the server, a good one is taken", async () => {
    const page = await open({ script: false });
    assert.equal(await page.getByLabel("Файл ключа").count(), 0);
    const key = keyNamed("doctor");
    const upload = async (name: string, certificate: Uint8Array, over = DOCUMENT) => {
      const path = join(folder, name);
      const digests = digestsOf(over);
      writeFileSync(path, signDetached({ digests, certificate, key, signingTime: new Date() }));
      await page.getByLabel("Файл подписи").setInputFiles(path);
      await page.getByRole("button", { name: "Отправить подпись" }).click();
      return stage.outcome();
    };
    const other = certify(key, { ...lasting(), subject: { commonName: "Петров Пётр", snils: "22233344405" } });
    assert.equal(await upload("other.sig", other), "SIGNATURE_NOT_YOURS");
    await page.getByText("выдан не вам").waitFor();
    assert.match(await page.title(), /^Ошибка: /);
    const own = certify(key, lasting());
    assert.equal(await upload("changed.sig", own, new TextEncoder().encode("иное")), "SIGNATURE_OF_OTHER_BYTES");
    assert.equal(await upload("expired.sig", certify(key, lasting(-1))), "CERTIFICATE_EXPIRED");
    await upload("own.sig", own);
    isSealed();
    await page.goto(stage.address);
    await page.getByRole("button", { name: "Отправить подпись" }).click();
    assert.equal(stage.outcome(), "SIGNATURE_MISSING");
    await page.close();
  });
});
