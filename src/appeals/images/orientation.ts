/** The way up of a photo: the one thing of EXIF that is needed to look at it (EXIF 2.3, tag 0x0112). */

const ORIENTATION = 0x0112;

/** 1–8 of an APP1 segment's payload; null: it is no EXIF, or does not say. */
export function orientationOf(payload: Buffer): number | null {
  if (payload.subarray(0, 6).toString("latin1") !== "Exif\0\0") return null;
  const tiff = payload.subarray(6);
  if (tiff.length < 8) return null;
  const order = tiff.subarray(0, 2).toString("latin1");
  if (order !== "II" && order !== "MM") return null;
  const two = (at: number) => (order === "II" ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = order === "II" ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return null;
  const count = two(first);
  for (let n = 0; n < count; n++) {
    const entry = first + 2 + n * 12;
    if (entry + 12 > tiff.length) return null;
    if (two(entry) !== ORIENTATION) continue;
    const way = two(entry + 8);
    return way >= 1 && way <= 8 ? way : null;
  }
  return null;
}

/** An APP1 segment that says the way up and nothing else. */
export function exifOf(way: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4); // the first directory follows at once
  tiff.writeUInt16BE(1, 8); // with one entry
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(3, 12); // SHORT
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(way, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from("Exif\0\0", "latin1")]);
  head.writeUInt16BE(2 + 6 + tiff.length, 2);
  return Buffer.concat([head, tiff]);
}
