/** Every hostile file through the real doors, validly authenticated: refused in words, at once, and nothing is left of it. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { sharedFile, sharedFiles, unlessShared } from "../cda/shared.ts";
import { logIn, textOf } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { countRows } from "./counts.ts";
import { type Hospital, openHospital } from "./hospital.ts";

const skip = unlessShared("attack");
/** A door that the hostile files point at (discard, port 9). Nobody may knock. */
let canary: Server | null = null;
let knocks = 0;
let noCanary: string | false = false;
let house: TestHouse;
let volga: Hospital;
before(async () => {
  canary = await listenAt9();
  house = await openTestHouse({ env: { MEDKARTA_MAX_DOCUMENT_BYTES: "2097152" } });
  volga = await openHospital(house, "volga");
});
after(async () => {
  canary?.close();
  await house?.close();
});

async function listenAt9(): Promise<Server | null> {
  const server = createServer((socket) => {
    knocks++;
    socket.destroy();
  });
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      noCanary = `127.0.0.1:9 cannot be watched here (${error.code})`;
      resolve(null);
    });
    server.listen(9, "127.0.0.1", () => resolve(server));
  });
}

/** Within two seconds of this process's time: house and hospital live in it, and the machine may be busy with others. */
async function quickly<T>(deed: () => Promise<T>): Promise<T> {
  const started = process.cpuUsage();
  const result = await deed();
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < 2_000_000, `it took ${(user + system) / 1000} ms of processor time`);
  return result;
}

const metadata = {
  kind: { system: "1.2.643.5.1.13.13.11.1520", code: "6" },
  title: "Протокол консультации",
  id: { root: "1.2.643.5.1.13.13.12.2.76.99101.100.1.1.51", extension: "hostile" },
  setId: { root: "1.2.643.5.1.13.13.12.2.76.99101.100.1.1.50", extension: "hostile" },
  version: 1,
  issuedOn: "2023-06-01",
  organisation: { oid: "1.2.643.5.1.13.13.12.2.76.99101", name: "Волжская городская поликлиника" },
  patient: {
    snils: "90020001095",
    family: "Орлов",
    given: "Виктор",
    patronymic: "Степанович",
    birthDate: "1983-12-08",
  },
  author: { snils: "90010000188", family: "Крылова", given: "Елена", patronymic: "Андреевна" },
};

const files = sharedFiles("attack", [".xml", ".gz", ".pdf", ".zip", ".csv", ".json"]);

test("every file of the manifest is tried", { skip }, () => {
  const manifest = JSON.parse(sharedFile("attack", "MANIFEST.json").toString()) as { files: { file: string }[] };
  assert.deepEqual(
    manifest.files.map(({ file }) => file).sort(),
    files.filter((name) => name !== "MANIFEST.json"),
  );
});

for (const name of files.filter((one) => one !== "MANIFEST.json")) {
  test(`${name}`, { skip }, async () => {
    const bytes = sharedFile("attack", name);
    const pdf = name.endsWith(".pdf");
    const before = await countRows(house);
    const answer = await quickly(() =>
      volga.send({ document: bytes, ...(pdf ? { metadata, mediaType: "application/pdf" } : {}) }),
    );
    assert.equal(answer.status, 422, answer.text);
    assert.equal(answer.body.state, "refused");
    assert.ok((answer.body.faults ?? []).length > 0, answer.text);
    for (const { message } of answer.body.faults ?? []) assert.ok(message.ru.length > 10 && message.en.length > 10);
    assert.ok(answer.text.length < 100_000, "an answer does not grow with what it answers");
    assert.doesNotMatch(answer.text, /root:|hostname"\s*:/);
    assert.deepEqual(await countRows(house), before);
  });
}

test("a document larger than the limit is refused by its true size, not by that of its archive", { skip }, async () => {
  const bytes = gunzipSync(sharedFile("attack", "huge-text-4MB.xml.gz"));
  const before = await countRows(house);
  assert.equal((await quickly(() => volga.send({ document: bytes }))).status, 413);
  assert.deepEqual(await countRows(house), before);
});

test("a body that says it is compressed is not opened for anybody", async () => {
  const response = await fetch(`${house.url}/api/v1/documents`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await volga.token()}`,
      "idempotency-key": crypto.randomUUID(),
      "content-encoding": "gzip",
      "content-type": "multipart/form-data; boundary=x",
    },
    body: new Uint8Array([31, 139, 8, 0]),
  });
  assert.ok(response.status >= 400 && response.status < 500, String(response.status));
});

test("a style sheet instruction in signed bytes is legal, kept as it is, and honoured by nobody", async () => {
  const prolog = '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/evil.xsl"?>\n';
  const { number, document } = await volga.deliver({ set: "stylesheet", prolog });
  const visitor = await logIn(house, "orlov");
  await visitor.open("/consent");
  await visitor.press("Разрешить");
  const page = await visitor.open(`/documents/${number}`);
  assert.ok(!page.html.includes("evil.xsl"));
  const xml = await visitor.download(`/documents/${number}/xml`);
  assert.ok(xml.bytes.equals(document));
  assert.match(xml.headers.get("content-disposition") ?? "", /^attachment/);
  assert.equal(xml.headers.get("x-content-type-options"), "nosniff");
  assert.match(xml.headers.get("content-security-policy") ?? "", /sandbox/);
  assert.equal((await visitor.download(`/documents/${number}/pdf`)).status, 200);
});

test("hostile narrative under a good header is registered, and its page shows words only", async () => {
  const text =
    '<content styleCode="xSalut; background:url(http://127.0.0.1:9/a.png)">строка</content>' +
    '<linkHtml href="javascript:alert(1)">ссылка</linkHtml><linkHtml href="http://127.0.0.1:9/">адрес</linkHtml>' +
    '<renderMultiMedia referencedObject="X"/>&lt;script&gt;alert(1)&lt;/script&gt;';
  const { number } = await volga.deliver({ set: "narrative", text, title: "Протокол &lt;b&gt;консультации" });
  const visitor = await logIn(house, "orlov");
  const { html, headers } = await visitor.open(`/documents/${number}`);
  assert.doesNotMatch(html, /<script(?! type="module" src="\/assets\/)/);
  assert.doesNotMatch(html, /javascript:|127\.0\.0\.1:9|<b>консультации|style="/);
  assert.match(textOf(html), /строка.*ссылка.*адрес/);
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  const pdf = await visitor.download(`/documents/${number}/pdf`);
  assert.doesNotMatch(pdf.bytes.toString("latin1"), /\/JavaScript|\/Launch|\/URI\s*\(http:\/\/127/);
});

test("nobody was called", (t) => {
  if (noCanary) return t.skip(noCanary);
  assert.equal(knocks, 0);
});

test("the house is well after all of it", async () => {
  const ready = await fetch(`${house.url}/readyz`);
  assert.equal(ready.status, 200);
  assert.equal((await house.house.intake.queue.depth()).dead ?? 0, 0);
});
