/** Rows of the rooms, as rows of the pages. */

import type { Language } from "../../basics/words.ts";
import type { ListedDocument } from "../../patient/documents.ts";
import type { Notice } from "../../patient/news.ts";
import type { DocumentRow } from "../parts/document-list.tsx";
import type { NoticeRow } from "../parts/notice-list.tsx";
import { paths } from "../paths.ts";
import { kindKeyOf } from "./kind-key.ts";

export function documentRow(document: ListedDocument): DocumentRow {
  const { card } = document;
  return {
    number: document.number,
    kind: kindKeyOf(document.leaflet),
    title: card.title,
    official: card.officialTitle,
    issued: document.issuedOn,
    organisation: card.organisation,
    doctor: card.doctor,
    isNew: document.isNew,
    corrected: document.version > 1,
    replaced: document.replaced,
  };
}

const sentences = {
  "new-document": { ru: "Пришёл новый документ", en: "A new document has come" },
  "corrected-document": { ru: "Пришёл исправленный документ", en: "A corrected document has come" },
};

export function noticeRow(language: Language, notice: Notice, title: string | null): NoticeRow {
  const said = sentences[notice.kind][language];
  return {
    id: notice.notice_id,
    at: notice.created_at,
    text: title ? `${said}: ${title}` : said,
    href: notice.number ? paths.document(notice.number) : null,
    read: notice.read_at !== null,
  };
}
