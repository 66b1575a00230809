/**
 * A file that a person sends with a letter: a photo of the paper, a scan. Its own bytes say what it is; what would act when
 * it is opened is refused, and what tells more than the picture (where and when it was taken, with what) is taken out.
 */
import { Refusal } from "../basics/refusal.ts";
import { sniff } from "../cda/sniff.ts";
import { inspectPdf } from "../pdf/inspect.ts";
import type { SentFile } from "./files.ts";
import { cleanJpeg } from "./images/clean-jpeg.ts";
import { cleanPng } from "./images/clean-png.ts";

/**
 * `type`: neither JPEG nor PNG nor PDF, whatever it is called; `broken`: a picture that does not hold together, or something
 * else hangs on it; `pixels`: it would fill a reader's memory; `active`: a PDF that runs, sends, launches, or is locked.
 */
export type FileFault = "empty" | "large" | "type" | "broken" | "pixels" | "active";

/** Of one file, bytes. */
const LARGEST_FILE = 10 * 1024 * 1024;
/** Of one letter. */
export const MOST_FILES = 5;
export const MOST_BYTES = 20 * 1024 * 1024;

/** A phone's photo has 12 to 50 million. */
const MOST_PIXELS = 100_000_000;

/** `bytes`: null: it was larger than the door lets in. */
export function proveFile(bytes: Uint8Array | null): SentFile | FileFault {
  if (bytes === null || bytes.length > LARGEST_FILE) return "large";
  if (bytes.length === 0) return "empty";
  const what = sniff(bytes);
  if (what === null) return "type";
  if (what.type === "application/pdf") return isQuiet(bytes) ? { mediaType: what.type, bytes } : "active";
  if (what.width * what.height > MOST_PIXELS) return "pixels";
  const clean = what.type === "image/jpeg" ? cleanJpeg(bytes) : cleanPng(bytes);
  return clean ? { mediaType: what.type, bytes: clean } : "broken";
}

function isQuiet(bytes: Uint8Array): boolean {
  try {
    inspectPdf(bytes);
    return true;
  } catch (refusal) {
    if (refusal instanceof Refusal) return false;
    throw refusal;
  }
}
