/** What a patient takes home: everything in one ZIP, the sheet of a PDF, the files that lie inside a document. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { patientByLogin } from "../../src/demo/people/patients.ts";
import type { DemoStaff } from "../../src/demo/people/shapes.ts";
import { staffByLogin } from "../../src/demo/people/staff.ts";
import { openHospital } from "../http/hospital.ts";
import { logIn, textOf, type Visitor } from "../journeys/visitor.ts";
import { openTestHouse, type TestHouse } from "../kit/house.ts";
import { enclosedFile, look, skipWithout } from "../pdf/tools.ts";

let house: TestHouse;
let orlov: Visitor;
before(async () => {
  house = await openTestHouse();
  orlov = await logIn(house, "orlov");
  await orlov.open("/consent");
  await orlov.press("Разрешить");
});
after(() => house.close());

/** The smallest PDF that says it is PDF/A and does nothing. */
const quietPdf = Buffer.from(
  "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);
const loudPdf = Buffer.from(
  quietPdf.toString().replace("/Pages 2 0 R", "/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
);

function named({ snils, name }: Pick<DemoStaff, "snils" | "name">) {
  const { family, given, patronymic } = name;
  return { snils, family, given, ...(patronymic ? { patronymic } : {}) };
}

async function deliverWith(set: string, pdf: Buffer): Promise<string> {
  const volga = await openHospital(house);
  const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdf.toString("base64")}</text></nonXMLBody>`;
  const letter = volga.write({ set, title: "Протокол консультации" }).toString("utf8");
  const document = Buffer.from(letter.replace(/<structuredBody>.*<\/structuredBody>/s, body));
  const { body: answer, text } = await volga.send({ document });
  assert.equal(answer.state, "registered", text);
  return answer.number ?? "";
}

/** Asked until there is an answer: the log is sealed within a second or so. */
async function once<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((later) => setTimeout(later, 100));
  }
  return assert.fail("it never came");
}

test("everything in one ZIP: a page to start from, the PDF, the text, the exact bytes and the signatures", async () => {
  const volga = await openHospital(house);
  const sent = await volga.deliver({ set: "zip", text: "АД 120/80, жалоб нет" });
  await once(async () => ((await orlov.download(`/documents/${sent.number}/receipt`)).status === 200 ? true : null));
  const zip = await orlov.download(`/documents/${sent.number}/zip`);
  assert.equal(zip.headers.get("content-type"), "application/zip");
  assert.equal(zip.headers.get("content-disposition"), `attachment; filename="${sent.number}.zip"`);
  const files = unzipSync(zip.bytes);
  const { number } = sent;
  assert.deepEqual(Object.keys(files).sort(), [
    `${number}.pdf`,
    `${number}.txt`,
    `${number}.xml`,
    `${number}.xml.1.p7s`,
    `${number}.xml.2.p7s`,
    `${number}.xml.tlog-proof`,
    "index.html",
    "log-keys.txt",
    "trust/1.crl",
    ...Object.keys(files).filter((name) => /^trust\/[0-9a-f]{16}\.cer$/.test(name)),
  ]);
  assert.ok(sent.document.equals(files[`${number}.xml`] ?? assert.fail()));
  for (const [i, signature] of sent.signatures.entries()) {
    assert.deepEqual(Buffer.from(files[`${number}.xml.${i + 1}.p7s`] ?? assert.fail()), Buffer.from(signature));
  }
  const page = strFromU8(files["index.html"] ?? assert.fail());
  const links = [...page.matchAll(/href="([^"#]*)"/g)].map(([, href]) => decodeURI(href ?? ""));
  assert.deepEqual(
    links.sort(),
    Object.keys(files)
      .filter((name) => name !== "index.html")
      .sort(),
    "each file has its link",
  );
  assert.match(textOf(page), /АД 120\/80.*артериальное давление/s);
  assert.match(textOf(page), /Подпись действительна/);
  assert.doesNotMatch(page, /<script|<link|src="(?!data:)/);
  const text = strFromU8(files[`${number}.txt`] ?? assert.fail());
  assert.match(text, new RegExp(`№ ${number} · зарегистрирован`));
  const again = async () => (await orlov.download(`/documents/${number}/zip`)).bytes;
  const sealed = await once(async () => {
    const bytes = await again();
    return strFromU8(unzipSync(bytes)["index.html"] ?? assert.fail()).includes("контрольная отметка") ? bytes : null;
  });
  await volga.deliver({ set: "zip-later" }); // the log grows, and the ZIP stays
  assert.ok((await again()).equals(sealed), "the same document, the same ZIP");
});

test("a document that came as PDF keeps its bytes, and has a sheet with its signatures and the file inside", {
  skip: skipWithout("pdfdetach") || skipWithout("qpdf"),
}, async () => {
  const volga = await openHospital(house);
  const { oid } = volga.organisation;
  const metadata = {
    id: { root: `${oid}.100.1.1.51`, extension: "cover" },
    setId: { root: `${oid}.100.1.1.50`, extension: "cover" },
    kind: { system: "1.2.643.5.1.13.13.11.1520", code: "6" },
    title: "Протокол консультации",
    version: 1,
    issuedOn: "2023-06-01",
    organisation: { oid, name: volga.organisation.name },
    patient: { ...named(patientByLogin("orlov")), birthDate: patientByLogin("orlov").birthDate },
    author: named(staffByLogin("krylova")),
  };
  const { body, text } = await volga.send({ document: quietPdf, mediaType: "application/pdf", metadata });
  assert.equal(body.state, "registered", text);
  const page = await orlov.open(`/documents/${body.number}`);
  assert.match(textOf(page.html), /Лист с подписями и номером/);
  const cover = await orlov.download(`/documents/${body.number}/cover`);
  assert.equal(cover.headers.get("content-disposition"), `attachment; filename="${body.number}-cover.pdf"`);
  assert.match(look("qpdf", ["--check", "@"], cover.bytes), /No syntax or stream encoding errors found/);
  assert.deepEqual(enclosedFile(cover.bytes, 1), quietPdf);
  const files = unzipSync((await orlov.download(`/documents/${body.number}/zip`)).bytes);
  assert.deepEqual(Buffer.from(files[`${body.number}.pdf`] ?? assert.fail()), quietPdf);
  assert.ok(files[`${body.number}-cover.pdf`]);
});

test("a PDF inside a document is offered and handed out by its bytes", async () => {
  const number = await deliverWith("inside", quietPdf);
  const page = await orlov.open(`/documents/${number}`);
  assert.match(page.html, new RegExp(`<a href="/documents/${number}/files/1" download="Вложение 1.pdf">`));
  const file = await orlov.download(`/documents/${number}/files/1`);
  assert.deepEqual(file.bytes, quietPdf);
  assert.equal(file.headers.get("content-disposition"), `attachment; filename="${number}-1.pdf"`);
  assert.match(file.headers.get("content-security-policy") ?? "", /^sandbox/);
  assert.equal((await orlov.download(`/documents/${number}/files/2`)).status, 404);
  assert.equal((await orlov.download(`/documents/${number}/files/0`)).status, 404);
  const files = unzipSync((await orlov.download(`/documents/${number}/zip`)).bytes);
  assert.deepEqual(Buffer.from(files["files/Вложение 1.pdf"] ?? assert.fail()), quietPdf);
});

test("a PDF that would run a program is not handed out, and the reader is told why", async () => {
  const number = await deliverWith("loud", loudPdf);
  assert.match(textOf((await orlov.open(`/documents/${number}`)).html), /не выдаётся: в нём есть то/);
  const told = await orlov.open(`/documents/${number}/files/1`);
  assert.equal(told.status, 403);
  assert.match(textOf(told.html), /может сработать при открытии/);
  const files = unzipSync((await orlov.download(`/documents/${number}/zip`)).bytes);
  assert.ok(!Object.keys(files).some((name) => name.startsWith("files/")), "nor in the ZIP");
  assert.match(textOf(strFromU8(files["index.html"] ?? assert.fail())), /Вложение 1\.pdf.*не выдаётся/s);
});
