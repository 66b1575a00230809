/** A document for whoever looks at it beside their work: as a page; one that came as a PDF is not handed out so. */
import type { ReadableDocument } from "../cda/model.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import type { Part } from "./content.ts";

/** `pdf`: it came as a PDF, whose bytes stay here; `unreadable`: it cannot be shown as a page. */
export type Looked = ReadableDocument | "pdf" | "unreadable";

export function lookAt({ mediaType, bytes }: Part): Looked {
  if (mediaType === "application/pdf") return "pdf";
  try {
    return makeReadable(readDocument(bytes));
  } catch {
    return "unreadable";
  }
}
