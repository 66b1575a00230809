/** Files that lie inside a document: which of them may be handed out, as their own bytes cannot act. */
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { type EmbeddedFile, embeddedFiles } from "../cda/embedded.ts";
import type { ReadableDocument } from "../cda/model.ts";
import { inspectPdf } from "./inspect.ts";

/** By their numbers; the rest would run, send or launch something when they are opened. */
export function quietFiles(readable: ReadableDocument): ReadonlySet<number> {
  return new Set(embeddedFiles(readable).flatMap((file) => (dangersOf(file).length === 0 ? [file.which] : [])));
}

/** What in the file may act; nothing of a picture, whose bytes were sniffed when it was read. */
export function dangersOf(file: EmbeddedFile): readonly Fault[] {
  if (file.type !== "application/pdf") return [];
  try {
    inspectPdf(bytesOf(file));
    return [];
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.faults;
    throw refusal;
  }
}

export function bytesOf({ base64 }: EmbeddedFile): Buffer {
  return Buffer.from(base64, "base64");
}
