/**
 * A JPEG with nothing but its picture (ITU-T T.81, annex B). Segments that tell of the camera, the place, the time, the
 * owner are left out; of EXIF only the way up is kept, or photos would lie on their side.
 */
import { exifOf, orientationOf } from "./orientation.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

/** null: it does not hold together, or something that is no picture follows its end. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data[0] !== 0xff || data[1] !== SOI) return null;
  const kept: Buffer[] = [data.subarray(0, 2)];
  let way = 1;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (data[at] !== 0xff) return null;
    while (data[at + 1] === 0xff) at++; // fill bytes, §B.1.1.2
    const marker = data[at + 1];
    if (marker === undefined) return null;
    if (marker === EOI) {
      if (scans === 0 || !isPictureOrNothing(data.subarray(at + 2))) return null;
      return Buffer.concat([...kept.slice(0, 1), ...(way === 1 ? [] : [exifOf(way)]), ...kept.slice(1), end]);
    }
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI)) return null; // no such segment stands here
    if (at + 4 > data.length) return null;
    const next = at + 2 + data.readUInt16BE(at + 2);
    if (next < at + 4 || next > data.length) return null;
    const segment = data.subarray(at, next);
    if (marker === APP1) way = orientationOf(segment.subarray(4)) ?? way;
    if (isOfThePicture(marker, segment)) kept.push(segment);
    at = next;
    if (marker === SOS) {
      const after = endOfScan(data, at);
      if (after === null) return null;
      kept.push(data.subarray(at, after));
      at = after;
      scans++;
    }
  }
}

const end = Buffer.from([0xff, EOI]);

/** JFIF, the colour profile and Adobe's colour transform are needed to show it; other applications' segments are not. */
function isOfThePicture(marker: number, segment: Buffer): boolean {
  if (marker === COM) return false;
  if (marker === APP0) return segment.subarray(4, 9).toString("latin1") === "JFIF\0";
  if (marker === APP2) return segment.subarray(4, 16).toString("latin1") === "ICC_PROFILE\0";
  if (marker === APP14) return segment.subarray(4, 9).toString("latin1") === "Adobe";
  return marker < APP0 || marker > APP15;
}

/** Coded data run on to the next marker; FF00 is a byte of theirs, FFD0–FFD7 only restart the coder (§B.1.1.5). */
function endOfScan(data: Buffer, from: number): number | null {
  for (let at = data.indexOf(0xff, from); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1];
    if (next === undefined) return null;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return null;
}

/** Phones hang a second picture on the first (depth, brightness); it is cut off. Anything else is not a photo's business. */
function isPictureOrNothing(rest: Buffer): boolean {
  return rest.every((byte) => byte === 0) || (rest[0] === 0xff && rest[1] === SOI && rest[2] === 0xff);
}
