/** Composes the end of a document: who signed it, how to check it, which files it carries. */

import { saySize } from "../cda/say-size.ts";
import { isWebAddress } from "./compose-runs.ts";
import { type Composer, pageWidth, sizeOf } from "./composer.ts";
import { drawQr } from "./draw-qr.ts";
import type { Enclosure, PrintOrder, Stamp } from "./order.ts";
import { sayDay } from "./say-dates.ts";
import type { SheetEnclosure, SheetProof, SheetStamp } from "./sheet.ts";

/** Two in a row, 10 pt apart, as in the template. */
const stampWidth = (pageWidth - 10) / 2;
/** A serial number of 38 hexadecimal digits stands in one line. */
const serialSize = 7;

export function composeStamp(composer: Composer, stamp: Stamp): SheetStamp {
  const inner = stampWidth - 22;
  const value = inner - 64;
  const orDash = (text: string) => (text.trim() === "" ? "—" : text);
  return {
    role: composer.fit(stamp.role, inner, sizeOf.small, { bold: true }),
    owner: composer.fit(orDash(stamp.owner), value, sizeOf.small, { bold: true }),
    serial: composer.fit(orDash(stamp.serial), value, serialSize),
    valid: composer.fit(validity(stamp), value, sizeOf.small),
    verdict: composer.fit(stamp.verdict, inner - 12, sizeOf.small, { bold: true }),
  };
}

function validity({ validFrom, validTo }: Stamp): string {
  return validFrom && validTo ? `с ${sayDay(validFrom)} по ${sayDay(validTo)}` : "—";
}

export function composeProof(composer: Composer, order: PrintOrder, number: string | null): SheetProof | null {
  if (!order.verifyUrl && !order.checkpoint) return null;
  const inner = pageWidth - 130;
  return {
    number: number && composer.fit(number, inner, sizeOf.body, { bold: true }),
    link: order.verifyUrl !== null && isWebAddress(order.verifyUrl) ? order.verifyUrl : null,
    url: order.verifyUrl && composer.fit(order.verifyUrl, inner, sizeOf.body),
    qr: order.verifyUrl ? drawQr(order.verifyUrl) : null,
    checkpoint: order.checkpoint && composer.fit(order.checkpoint, inner, sizeOf.small),
  };
}

const types = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i;

/** Files inside the PDF get plain names of their own: what unpacks them must not be led out of its folder. */
export function composeEnclosures(composer: Composer, attachments: readonly Enclosure[]) {
  const names = new Set<string>();
  return attachments.map((attachment, i) => {
    const name = unlike(names, plainName(composer, attachment.name));
    const line: SheetEnclosure = {
      path: `/enclosure-${i}`,
      name,
      shown: composer.fit(name, pageWidth - 30, sizeOf.small),
      type: types.test(attachment.type) ? attachment.type.toLowerCase() : "application/octet-stream",
      about: composer.showing.show(attachment.description).replace(/\s+/g, " ").trim(),
      relationship: attachment.relationship,
      size: saySize(attachment.bytes.length),
    };
    return { line, file: { path: line.path, bytes: attachment.bytes } };
  });
}

function plainName(composer: Composer, given: string): string {
  const name = composer.showing
    .show(given)
    .replace(/[\n/\\:*?"<>|\ufffd]/g, "_")
    .replace(/^\.+/, "_");
  return name.slice(0, 120).trim() || "file";
}

function unlike(names: Set<string>, name: string): string {
  let fresh = name;
  for (let n = 2; names.has(fresh.toLowerCase()); n++) fresh = `${n}-${name}`;
  names.add(fresh.toLowerCase());
  return fresh;
}
