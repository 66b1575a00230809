/** Rows of the rooms, as rows of the pages. */

import type { Language } from "../../basics/words.ts";
import { groupOf } from "../../notify/kinds.ts";
import type { ListedDocument } from "../../patient/documents.ts";
import type { Notice } from "../../patient/news.ts";
import type { DocumentRow } from "../parts/document-list.tsx";
import type { KindKey } from "../parts/kind.tsx";
import type { NoticeRow } from "../parts/notice-list.tsx";
import { paths } from "../paths.ts";
import { words } from "../words.ts";
import { kindKeyOf } from "./kind-key.ts";

export function documentRow(document: ListedDocument): DocumentRow {
  const { card } = document;
  return {
    number: document.number,
    kind: kindKeyOf(document.leaflet),
    title: card.title,
    about: aboutOf(document),
    official: card.officialTitle,
    issued: document.issuedOn,
    organisation: card.organisation,
    doctor: card.doctor,
    isNew: document.isNew,
    corrected: document.version > 1,
    replaced: document.replaced,
    disputed: document.disputed,
  };
}

/** Analyses and studies are told apart by what was done; a visit's title says it already. */
const toldApart: ReadonlySet<KindKey> = new Set(["lab", "imaging"]);
const MOST = 2;

/** Null where the title says it all. */
export function aboutOf({ leaflet, card }: ListedDocument): string | null {
  if (!toldApart.has(kindKeyOf(leaflet))) return null;
  const names = [...new Set(card.services.map(({ name }) => name))].filter(
    (name) => name !== card.title && name !== card.officialTitle,
  );
  if (names.length === 0) return null;
  const more = names.length > MOST ? ` и ещё ${names.length - MOST}` : "";
  return `${names.slice(0, MOST).map(later).join(", ")}${more}`;
}

/** Names after the first go on in the same sentence; an abbreviation keeps its capitals. */
function later(name: string, at: number): string {
  return at > 0 && /^[А-ЯЁ][а-яё]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

export function noticeRow(language: Language, notice: Notice): NoticeRow {
  const { title } = notice;
  const said = words(language).notices.said[notice.kind];
  return {
    id: notice.notice_id,
    at: notice.created_at,
    text: title ? `${said}: ${title}` : said,
    href: placeOf(notice),
    read: notice.read_at !== null,
    changes: notice.kind === "corrected-document" && notice.number ? paths.changes(notice.number) : null,
  };
}

/** Where to see what the notice tells of. */
function placeOf({ kind, about, number }: Notice): string | null {
  switch (groupOf[kind]) {
    case "documents":
      if (number) return paths.document(number);
      return kind !== "due-late" ? null : about ? paths.appeal(about) : paths.due();
    case "appeals":
      return about ? paths.appeal(about) : paths.appeals();
    case "paper":
      if (!about) return paths.paper();
      return kind.startsWith("statement-") ? paths.statement(about) : paths.paperRequest(about);
    case "safety":
      return kind === "document-erased" && about ? paths.document(about) : paths.journal();
  }
}
