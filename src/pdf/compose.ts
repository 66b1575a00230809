/** Composes the sheet of an order: everything the template needs, in characters it can show and words that fit. */

import { composeAbbreviations, composeBlocks, composeSections } from "./compose-blocks.ts";
import { composeEnclosures, composeProof, composeStamp } from "./compose-closing.ts";
import { labelWidthOf } from "./compose-facts.ts";
import { composeHeader } from "./compose-header.ts";
import { type Caution, openComposer, pageWidth, type SheetImage, sizeOf } from "./composer.ts";
import type { Faces } from "./faces.ts";
import type { PrintOrder } from "./order.ts";
import { sayTime } from "./say-dates.ts";
import { sayLosses } from "./say-losses.ts";
import { settleHeadings } from "./settle-headings.ts";
import type { Sheet } from "./sheet.ts";

export interface Composed {
  readonly sheet: Sheet;
  readonly images: readonly SheetImage[];
  readonly enclosures: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

/** Width of the title at the foot of a page, points. */
const footWidth = 250;
/** Width of text in a box, points. */
const boxWidth = pageWidth - 28;

/**
 * Composes an order.
 * @throws RangeError where `created` is no time: an error of the caller, not of the document
 */
export function compose(faces: Faces, order: PrintOrder, caution: Caution = {}): Composed {
  const { document } = order;
  const composer = openComposer(faces, document, caution, labelWidthOf(faces, document));
  const { show } = composer.showing;
  const enclosures = composeEnclosures(composer, order.attachments);
  const { letterhead, rows } = composeHeader(composer, document.header);
  const title = show(document.title.trim() || document.officialTitle.trim() || "Медицинский документ");
  const official = show(document.officialTitle.trim());
  const number = order.number === null ? null : show(order.number);
  const summary = settleHeadings(composeBlocks(composer, document.summary, boxWidth), 2);
  const sections = composeSections(composer, document.sections);
  const abbreviations = composeAbbreviations(composer, document.abbreviations);
  const body = settleHeadings([...sections, ...abbreviations], summary.blocks.length > 0 ? summary.last : 1);
  const sheet: Omit<Sheet, "warnings"> = {
    lang: /^[a-z]{2,3}(?=$|-)/.exec(document.language)?.[0] ?? "ru",
    name: oneLine(number ? `${title} № ${number}` : title),
    author: oneLine(letterhead?.name ?? ""),
    created: timeParts(order.created),
    letterhead,
    title: composer.fit(title, pageWidth, sizeOf.title, { bold: true }),
    short: shorten(oneLine(title), (text) => composer.faces.width(text, sizeOf.small, false) <= footWidth),
    official: official && official !== title ? composer.fit(official, pageWidth, sizeOf.body) : null,
    number: number && composer.fit(number, 200, sizeOf.small, { bold: true }),
    registered: order.registeredAt && show(sayTime(order.registeredAt)),
    banner: bannerOf(order, show),
    summary: summary.blocks,
    header: rows,
    body: body.blocks,
    stamps: order.stamps.map((stamp) => composeStamp(composer, stamp)),
    proof: composeProof(composer, order, number),
    enclosures: enclosures.map((enclosure) => enclosure.line),
  };
  const warnings = [
    ...document.warnings.map((warning) => composer.fit(warning, boxWidth, sizeOf.body)),
    ...sayLosses(composer.showing.losses, order.attachments.length > 0),
  ];
  return {
    sheet: { ...sheet, warnings },
    images: composer.images,
    enclosures: enclosures.map((enclosure) => enclosure.file),
  };
}

function bannerOf(order: PrintOrder, show: (text: string) => string): Sheet["banner"] {
  if (order.status !== "replaced") return null;
  const text = order.replacedBy ? `Действует документ № ${show(order.replacedBy)}.` : null;
  return { title: "Заменён новой версией", text };
}

function timeParts(iso: string): Sheet["created"] {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) throw new RangeError("created is not an ISO time");
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

/** Words from the beginning, as many as fit. */
function shorten(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const words = text.slice(0, 200).split(" ");
  while (words.length > 1 && !fits(`${words.join(" ")}…`)) words.pop();
  return `${words.join(" ").slice(0, 70)}…`;
}

/** For the properties of the file, which know no lines. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
