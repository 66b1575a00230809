/** Documents larger, emptier or stranger than any doctor writes, made here: for the tests that read and print them. */
import { demoDocuments } from "../../src/demo/documents/demo-documents.ts";
import { HEADER, section, withBody, withSections } from "./minimal.ts";

/** A narrative table of five columns; each cell says its own place. */
export function manyRows(count: number): Buffer {
  const row = (i: number) =>
    `<tr><td>${i + 1}</td><td>Наблюдение-${i}</td><td>${(i % 97) / 10} ммоль/л</td><td>${i % 7}–${(i % 7) + 9}</td><td>Состояние-${i} без изменений</td></tr>`;
  const rows = Array.from({ length: count }, (_, i) => row(i)).join("\n");
  const head = "<tr><th>№</th><th>Что</th><th>Значение</th><th>Норма</th><th>Примечание</th></tr>";
  return withSections(
    section("RESLAB", `<table><caption>Наблюдения</caption><thead>${head}</thead><tbody>${rows}</tbody></table>`),
  );
}

/** Coded laboratory results with norms and flags, each third outside its norm; without a narrative they are all there is. */
export function manyResults(count: number, narrative: string | null = null): Buffer {
  const result = (i: number) => {
    const verdict = i % 3 === 0 ? "H" : "N";
    return `<component><observation classCode="OBS" moodCode="EVN"><code code="${1_000_000 + i}" codeSystem="1.2.643.5.1.13.13.11.1080" displayName="Показатель-${i}"/>
      <effectiveTime value="202611121200+0300"/><value xsi:type="PQ" value="${i + 0.5}" unit="мкмоль/л"/><interpretationCode code="${verdict}" codeSystem="2.16.840.1.113883.5.83"/>
      <referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="${i}" unit="мкмоль/л"/><high value="${i + (verdict === "H" ? 0.4 : 9)}" unit="мкмоль/л"/></value><interpretationCode code="N"/></observationRange></referenceRange></observation></component>`;
  };
  const results = Array.from({ length: count }, (_, i) => result(i)).join("");
  return withSections(
    section(
      "RESLAB",
      narrative,
      `<organizer classCode="BATTERY" moodCode="EVN"><statusCode code="completed"/>${results}</organizer>`,
    ),
  );
}

/** A file of that many bytes that begins as a PDF does, inside a document; like most PDFs it cannot be packed smaller. */
export function withPdfOf(bytes: number): Buffer {
  const pdf = Buffer.alloc(bytes);
  let state = 1;
  for (let i = 0; i < bytes; i += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    pdf.writeInt32LE(state, i);
  }
  pdf.write("%PDF-1.7\n");
  return withBody(
    `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdf.toString("base64")}</text></nonXMLBody>`,
  );
}

/** Nobody and nothing has a name: no person, no title, no code, no dictionary. */
export function nameless(): Buffer {
  const header = HEADER.replace(/<name><family>[\s\S]*?<\/name>/g, "")
    .replace(/<title>.*<\/title>/, "")
    .replace(/ displayName="[^"]*"/g, "")
    .replace("<name>Городская поликлиника № 1</name>", "<name/>");
  const entry = `<observation><code/><value xsi:type="CD"/><performer><assignedEntity><assignedPerson><name/></assignedPerson></assignedEntity></performer></observation>`;
  const drug = `<substanceAdministration><consumable><manufacturedProduct><manufacturedMaterial><name/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>`;
  return withBody(
    `<structuredBody>${section("", "Слова без названия", entry)}${section("", null, entry + drug)}<component><section/></component></structuredBody>`,
    header,
  );
}

/** Demo documents of every kind in which each optional leaf states its absence instead of a value, with each flavour in turn. */
export function demoOfNulls(): readonly Buffer[] {
  return oneOfEachKind().map((bytes) => {
    const text = Buffer.from(bytes).toString("utf8");
    const body = text.indexOf("<component>");
    return Buffer.from(nameNothing(text.slice(0, body)) + emptied(text.slice(body)));
  });
}

/** Demo documents of every kind with `nullFlavor` beside every value: stated and absent at once. */
export function demoWithNulls(): readonly Buffer[] {
  return oneOfEachKind().map((bytes) => {
    const text = Buffer.from(bytes).toString("utf8");
    const body = text.indexOf("<component>");
    const flavoured = text
      .slice(body)
      .replace(/<([\w:]+)((?:\s[^<>]*?)?)(\/?)>/g, (whole, name, attributes, end) =>
        attributes.includes("nullFlavor") ? whole : `<${name}${attributes} nullFlavor="${next()}"${end}>`,
      );
    return Buffer.from(text.slice(0, body) + flavoured);
  });
}

function oneOfEachKind(): readonly Uint8Array[] {
  return [...new Map(demoDocuments().map(({ kind, bytes }) => [kind, bytes])).values()];
}

const FLAVOURS = "NI UNK ASKU NASK NAV NA OTH MSK NP INV DER UNC PINF NINF TRC QS XYZ".split(" ");
let turn = 0;
const next = () => FLAVOURS[turn++ % FLAVOURS.length];

/** What a header may leave unsaid about its people. */
function nameNothing(header: string): string {
  return header
    .replace(
      /<(family|given|identity:Patronymic|streetAddressLine|address:\w+)((?:\s[^>]*)?)>[^<]*<\/\1>/g,
      (_, name) => `<${name} nullFlavor="${next()}"/>`,
    )
    .replace(
      /<(telecom|birthTime|administrativeGenderCode|time|low|high|translation)\s[^>]*\/>/g,
      (_, name) => `<${name} nullFlavor="${next()}"/>`,
    );
}

/** Every leaf of the body: no value, no code, no text. */
function emptied(body: string): string {
  return body
    .replace(/<text>[\s\S]*?<\/text>/g, (text) => (text.includes("<table") ? "" : `<text nullFlavor="${next()}"/>`))
    .replace(/<title>[^<]*<\/title>/g, () => `<title nullFlavor="${next()}"/>`)
    .replace(/<([\w:]+)\s([^<>]*?)\/>/g, (_, name, attributes) => {
      const type = /xsi:type="[^"]*"/.exec(attributes)?.[0] ?? "";
      return `<${name} ${type} nullFlavor="${next()}"/>`;
    });
}

/** Scripts and marks that a Russian document rarely has, all of them rightly written. */
export const FOREIGN_WORDS = {
  arabic: "أحمد بن محمد",
  hebrew: "שָׁלוֹם כהן",
  vietnamese: "Nguyễn Thị Ánh Tuyết".normalize("NFD"),
  decomposed: "Сергей Ёлкин, йод".normalize("NFD"),
  stressed: "за́мок и замо́к",
  devanagari: "देवनागरी",
  emoji: "👩🏽‍⚕️ 🇷🇺",
  greek: "α-фетопротеин, β₂, µг",
} as const;

/** The same words as name, title, cell, coded value; each in every place. */
export function foreignWords(): Buffer {
  const all = Object.values(FOREIGN_WORDS);
  const cells = all.map((words) => `<tr><td>${words}</td><td>10 мг</td></tr>`).join("");
  const entries = all.map(
    (words) =>
      `<observation><code code="1" codeSystem="1.2.3" displayName="${words}"/><value xsi:type="ST">${words}</value></observation>`,
  );
  const header = HEADER.replace(">Берёзкина<", `>${FOREIGN_WORDS.arabic}<`).replace(
    ">Лесной<",
    `>${FOREIGN_WORDS.vietnamese}<`,
  );
  const narrative = `<paragraph>${all.join(" 5 мг; ")}</paragraph><table><tbody>${cells}</tbody></table>`;
  return withBody(
    `<structuredBody>${section("ALL", narrative)}${section("DGN", null, entries.join("</entry><entry>"))}</structuredBody>`,
    header,
  );
}
