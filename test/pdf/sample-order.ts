/** An order to print: a made-up laboratory report with everything in it that a report can have. */

import { crc32, deflateSync } from "node:zlib";
import type { Cell, ReadableDocument, Run } from "../../src/cda/model.ts";
import type { PrintOrder } from "../../src/pdf/print.ts";

export const run = (text: string, marks: Omit<Run, "text"> = {}): Run => ({ text, ...marks });
export const cell = (text: string, special: Omit<Cell, "runs"> = {}): Cell => ({ runs: [run(text)], ...special });
export const paragraph = (...runs: readonly Run[]) => ({ kind: "paragraph" as const, runs });

export function section(id: string, title: string, blocks: ReadableDocument["sections"][number]["blocks"]) {
  return { id, code: null, title, officialTitle: null, blocks, sections: [] };
}

/** An empty document; what is given replaces its parts. */
export function documentWith(parts: Partial<ReadableDocument> = {}): ReadableDocument {
  return {
    title: "Анализ крови",
    officialTitle: "Протокол лабораторного исследования",
    language: "ru-RU",
    summary: [],
    header: [],
    sections: [],
    abbreviations: [],
    warnings: [],
    ...parts,
  };
}

export function orderWith(parts: Partial<PrintOrder> = {}): PrintOrder {
  return {
    document: report(),
    number: "26.77.11.23.004318",
    registeredAt: "2026-11-23T08:58:00Z",
    status: "current",
    stamps: [
      {
        role: "Врач",
        owner: "Иванова Мария Петровна",
        serial: "04B17FA10017B0D28D4C3A1E5F60718293",
        validFrom: "2026-03-14T09:00:00Z",
        validTo: "2027-03-14T09:00:00Z",
        verdict: "Подпись действительна",
      },
      {
        role: "Медицинская организация",
        owner: "ГБУЗ «Городская поликлиника № 5»",
        serial: "04C2900A55D2D1B7A94B0FE61C2F99A0",
        validFrom: "2026-01-20",
        validTo: "2027-04-20",
        verdict: "Подпись действительна",
      },
    ],
    verifyUrl: "https://medkarta.example/verify/26.77.11.23.004318",
    checkpoint: "medkarta.example/log, записей 1 204 318, корень 7Qp1m0mPZ2yQ3vXw",
    created: "2026-11-23T09:00:00Z",
    attachments: [
      {
        name: "document.xml",
        type: "application/xml",
        bytes: Buffer.from(
          `<?xml version="1.0"?><ClinicalDocument>${"<text>кровь</text>".repeat(200)}</ClinicalDocument>`,
        ),
        description: "Исходный электронный документ",
        relationship: "source",
      },
      {
        name: "document.xml.p7s",
        type: "application/pkcs7-signature",
        bytes: Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) & 255)),
        description: "Откреплённая подпись врача",
        relationship: "supplement",
      },
    ],
    ...parts,
  };
}

/** The report itself: about two pages. */
export function report(): ReadableDocument {
  const rows = Array.from({ length: 20 }, (_, i) => [
    cell(`Показатель ${i + 1}`),
    cell(`${i + 1},${i} ммоль/л`),
    cell(`${i}–${i + 9}`),
    cell("Ферментативный метод"),
  ]);
  return documentWith({
    summary: [paragraph(run("Один показатель "), run("выше нормы", { bold: true }), run(": холестерин."))],
    header: [
      { label: "Организация", value: "ГБУЗ «Городская поликлиника № 5»" },
      { label: "Адрес организации", value: "127006, г. Москва, Оружейный переулок, д. 43" },
      { label: "Лицензия", value: "ЛО-77-01-019710" },
      { label: "Пациент", value: "Сельченков Михаил Владимирович" },
      { label: "Дата рождения", value: "17 февраля 1958" },
      { label: "Полис ОМС", value: "" },
    ],
    sections: [
      {
        ...section("results", "Результаты", [
          {
            kind: "table",
            caption: [run("Общий анализ крови")],
            head: [[cell("Показатель"), cell("Значение"), cell("Норма"), cell("Метод")]],
            rows: [
              [
                cell("Лейкоциты"),
                { runs: [run("5,2 ×10"), run("9", { sup: true }), run("/л")] },
                cell("4,0–9,0 ×10⁹/л"),
                cell("Цитометрия"),
              ],
              [cell("Холестерин"), cell("6,4 ммоль/л", { flag: "high" }), cell("3,0–5,2"), cell("")],
              [cell("Железо"), cell("7,1 мкмоль/л", { flag: "low" }), cell("10,7–28,6"), cell("α, β, γ")],
              ...rows,
            ],
          },
        ]),
        officialTitle: "Результаты лабораторных исследований",
      },
      section("conclusion", "Заключение", [
        paragraph(
          run("Гиперхолестеринемия. См. "),
          run("результаты", { href: "#results" }),
          run(" и "),
          run("рекомендации", { href: "https://cr.minzdrav.gov.ru/" }),
        ),
        paragraph(
          run("Escherichia coli", { italic: true }),
          run(", "),
          run("жирный курсив", { bold: true, italic: true }),
          run(", H"),
          run("2", { sub: true }),
          run("O, "),
          run("зачёркнуто", { deleted: true }),
          run(", "),
          run("подчёркнуто", { underline: true }),
        ),
        {
          kind: "list",
          ordered: true,
          items: [[paragraph(run("Диета"))], [paragraph(run("Контроль через 3 месяца"))]],
        },
        { kind: "facts", items: [{ label: "Диагноз", runs: [run("E78.0 Чистая гиперхолестеринемия")] }] },
        {
          kind: "image",
          type: "image/png",
          base64: grayPng(60, 40).toString("base64"),
          alt: "Гистограмма",
          width: 60,
          height: 40,
        },
        { kind: "attachment", type: "application/pdf", base64: "", bytes: 245_234, name: "ЭКГ.pdf", which: 1 },
        { kind: "notice", text: "Видеозапись показать нельзя." },
      ]),
    ],
    warnings: ["Часть документа не показана: видеозапись."],
  });
}

/** A grey PNG of a wave. */
export function grayPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = 128 + 100 * Math.sin(x / 9);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
