/** «Проверить документ» in a real browser: by the portal, and as one file from a disk; and by the portal without script. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { judge } from "../../src/evidence/judge.ts";
import { sheetsOf } from "../../src/evidence/sheet.ts";
import { openVerifyAlone } from "../../src/pages/verify-alone.ts";
import { textOf } from "../journeys/visitor.ts";
import { noBrowser, openBrowser } from "../pages/browser.ts";
import { type EvidenceRoom, openEvidenceRoom, type TakenHome } from "./brought.ts";

let room: EvidenceRoom;
let home: TakenHome;
let other: TakenHome;
let browser: Browser;
let folder: string;
before(async () => {
  room = await openEvidenceRoom();
  home = await room.takeHome("one");
  other = await room.takeHome("two", "АД 130/90");
  if (!noBrowser) browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "medkarta-verify-"));
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
  await room?.close();
});

interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}
const file = (name: string, bytes: Uint8Array): Brought => ({ name, bytes: new Uint8Array(bytes) });

/** Each as people bring it: what is whole, and what is not. */
function cases(): Readonly<Record<string, readonly Brought[]>> {
  const xml = file("document.xml", home.document);
  const changed = new Uint8Array(home.document);
  changed[changed.length - 20]! ^= 1;
  const signatures = home.signatures.map((one, i) => file(`document.xml.${i + 1}.p7s`, one));
  return {
    "a PDF": [file("a.pdf", home.pdf)],
    "a ZIP": [file("a.zip", home.zip)],
    "XML and signatures": [xml, ...signatures],
    "XML and receipt": [xml, file("document.xml.tlog-proof", home.receipt)],
    "a changed byte": [file("document.xml", changed), ...signatures],
    "a foreign signature": [xml, file("document.xml.1.p7s", other.signatures[0]!)],
    "a receipt of another document": [xml, ...signatures, file("document.xml.tlog-proof", other.receipt)],
    "a receipt alone": [file("r.tlog-proof", home.receipt)],
    "a PDF cut off": [file("a.pdf", home.pdf.subarray(0, 5000))],
    "a photograph": [file("photo.jpg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0))],
  };
}

/** What stands on a page, to be compared wherever it stands: headings, words and facts, without what is asked online. */
function expected(brought: readonly Brought[]): string {
  const { sheets, troubles } = sheetsOf(judge(brought, room.circumstances), "ru");
  const parts = sheets.flatMap(({ title, about, parts: all }) => [
    title,
    about,
    ...all.flatMap((part) => [part.title, ...part.entries.flatMap(({ words, facts }) => [...words, ...facts.flat()])]),
  ]);
  return [...troubles.map(({ words }) => words), ...parts].join("\n");
}

/** The moment of judgement is told to the minute: two judgements of one test may stand on both sides of one. */
const plain = (text: string): string => text.replace(/\s+/g, " ").replace(/\d{1,2}:\d{2}/g, "h:m");

function includesAll(text: string, brought: readonly Brought[], name: string): void {
  for (const line of expected(brought).split("\n"))
    assert.ok(plain(text).includes(plain(line)), `${name}: ${line}\n${text}`);
}

async function bring(page: Page, brought: readonly Brought[]): Promise<string> {
  await page.setInputFiles(
    'input[type="file"]',
    brought.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) })),
  );
  await page.waitForSelector(".tell", { timeout: 60_000 });
  return (await page.textContent("main")) ?? "";
}

describe("one file on a disk, without a network", { skip: noBrowser }, () => {
  let address: string;
  let size: number;
  before(async () => {
    const page = (await openVerifyAlone()).page("ru", room.trust);
    size = page.length;
    const path = join(folder, "medkarta-verify.html");
    await writeFile(path, page);
    address = pathToFileURL(path).href;
  });

  test("says what the server says of the same files, and asks nobody", async () => {
    const context = await browser.newContext({ offline: true });
    const asked: string[] = [];
    const errors: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    for (const [name, brought] of Object.entries(cases())) {
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(address);
      includesAll(await bring(page, brought), brought, name);
      await page.close();
    }
    await context.close();
    assert.deepEqual(errors, []);
    assert.deepEqual([...new Set(asked)], [address], "nothing but the file itself");
    assert.ok(size < 400_000, `${size} bytes`);
  });

  test("a PDF of a megabyte is judged while one waits", async (t) => {
    const large = await room.takeLarge("large", 1_300_000);
    const page = await browser.newPage();
    await page.goto(address);
    const text = await bring(page, [file("large.pdf", large.pdf)]);
    const ms = Number(await page.getAttribute("#result", "data-ms"));
    t.diagnostic(`page ${size} bytes; PDF ${large.pdf.length} bytes judged in ${ms} ms`);
    assert.match(text, /Документ подлинный/);
    assert.ok(large.pdf.length > 900_000, `${large.pdf.length} bytes`);
    assert.ok(ms < 10_000, `${ms} ms`);
    await page.close();
  });
});

describe("on the portal", () => {
  test("with script the files stay in the browser, and only the currency is asked", { skip: noBrowser }, async () => {
    const page = await browser.newPage();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") sent.push(`${new URL(request.url()).pathname} ${request.postData()?.length}`);
    });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`${room.house.url}/verify`);
    const brought = [file("a.pdf", home.pdf)];
    includesAll(await bring(page, brought), brought, "a PDF");
    await page.waitForSelector(".verdict-part:last-child .verdict-entry");
    assert.match((await page.textContent("main")) ?? "", /Документ действует/);
    assert.equal(sent.length, 1, sent.join());
    assert.match(sent[0] ?? "", /^\/verify\/now \d{2,3}$/);
    assert.deepEqual(errors, []);
    await page.close();
  });

  async function send(brought: readonly Brought[]): Promise<{ status: number; text: string }> {
    const form = new FormData();
    for (const { name, bytes } of brought) form.append("files", new Blob([new Uint8Array(bytes)]), name);
    const headers = { accept: "text/html" };
    const answer = await fetch(`${room.house.url}/verify/files`, { method: "POST", body: form, headers });
    return { status: answer.status, text: textOf(await answer.text()) };
  }

  test("without script the server says the same", async () => {
    for (const [name, brought] of Object.entries(cases())) {
      const { status, text } = await send(brought);
      assert.equal(status, 200);
      for (const line of expected(brought).split("\n"))
        assert.ok(plain(text).includes(plain(line)), `${name}: ${line}\n${text}`);
    }
    assert.match((await send([file("a.pdf", home.pdf)])).text, /Документ действует/);
  });

  test("no file, and too much of them, are told on the page", async () => {
    const none = await send([]);
    assert.deepEqual([none.status, /Выберите хотя бы один файл/.test(none.text)], [422, true]);
    const much = await send([file("big.bin", new Uint8Array(17 * 1024 * 1024))]);
    assert.deepEqual([much.status, /слишком большие/.test(much.text)], [413, true]);
  });

  test("what is current is told only to who names number and hash, and otherwise in one shape", async () => {
    const ask = async (form: Record<string, string>) => {
      const answer = await fetch(`${room.house.url}/verify/now`, { method: "POST", body: new URLSearchParams(form) });
      return { status: answer.status, body: (await answer.json()) as { tone: string; words: string[] } };
    };
    const { evidence } = judge([file("a.pdf", home.pdf)], room.circumstances);
    const sha256 = evidence[0]?.document?.sha256 ?? "";
    assert.equal((await ask({ number: home.number, sha256 })).body.tone, "good");
    const wrong = [
      await ask({ number: other.number, sha256 }),
      await ask({ number: "76.26.11.999999999", sha256 }),
      await ask({ number: home.number, sha256: "x" }),
      await ask({}),
    ];
    for (const one of wrong) assert.deepEqual(one, wrong[0]);
    assert.equal(wrong[0]?.body.tone, "bad");
  });

  test("the page of checking is handed out as a file with the keys of today", async () => {
    const answer = await fetch(`${room.house.url}/verify/medkarta-verify.html`);
    assert.equal(answer.headers.get("content-disposition"), 'attachment; filename="medkarta-verify.html"');
    const html = await answer.text();
    assert.ok(html.includes(room.trust.logs[0] ?? "?"), "the log's key is inside");
    assert.doesNotMatch(html, /(src|href)="(?!#)/, "it loads nothing");
  });
});
