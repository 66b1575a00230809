/** The cover sheet of a document that came as PDF/A: what the registry knows of it, in the shape of a readable document. */
import type { ReadableDocument } from "../cda/model.ts";
import { sayDate } from "../cda/say-time.ts";
import type { Printable } from "./open.ts";

/** From its card alone: the file itself is looked into by nobody but its reader. */
export function coverOf({ listed, versions }: Printable): ReadableDocument {
  const { card, issuedOn, version } = listed;
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ["Пациент", card.patientName],
    ["Врач", card.doctor],
    ["Организация", card.organisation],
    ["Дата документа", sayDate(issuedOn)],
    ["Версия документа", versions.length > 1 ? `${version} из ${versions.length}` : null],
  ];
  const text =
    "Этот документ составлен файлом PDF/A. Сам файл и подписи к нему вложены в этот лист без изменений: откройте список вложений в программе, которой вы читаете PDF.";
  return {
    title: card.title,
    officialTitle: card.officialTitle,
    language: "ru-RU",
    summary: [],
    header: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
    sections: [
      {
        id: "s1",
        code: null,
        title: "Где сам документ",
        officialTitle: null,
        blocks: [{ kind: "paragraph", runs: [{ text }] }],
        sections: [],
      },
    ],
    abbreviations: [],
    warnings: [],
  };
}
