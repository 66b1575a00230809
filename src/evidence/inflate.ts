/** Deflated data of a stranger, opened a little at a time: what grows beyond its bound is stopped, in memory and in time. */
import { Inflate, Unzlib } from "fflate";
import { concat } from "../merkle/encoding.ts";

/** Four kilobytes become four megabytes at most before the bound is looked at. */
const STEP = 4096;

/** Null where the data is not whole, or gives more than `most` bytes. `zlib`: with the head and tail of RFC 1950. */
export function inflateWithin(packed: Uint8Array, most: number, zlib: boolean): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let [size, done] = [0, false];
  const stream = new (zlib ? Unzlib : Inflate)((chunk, final) => {
    size += chunk.length;
    done ||= final;
    if (size > most) throw new RangeError("more than was promised");
    chunks.push(chunk.slice());
  });
  try {
    for (let at = 0; at < packed.length; at += STEP)
      stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  } catch {
    return null;
  }
  return done ? concat(...chunks) : null;
}
