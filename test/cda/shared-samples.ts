/** The official samples that can be read, as a person sees them. */
import { Refusal } from "../../src/basics/refusal.ts";
import type { ReadableDocument } from "../../src/cda/model.ts";
import { readDocument } from "../../src/cda/read.ts";
import { makeReadable } from "../../src/cda/readable.ts";
import { sharedFile, sharedFiles } from "./shared.ts";

/** Name and document; none where the shared data is absent. */
export function readableSamples(): readonly (readonly [name: string, document: ReadableDocument])[] {
  return sharedFiles("semd", [".xml"]).flatMap((name) => {
    try {
      return [[name, makeReadable(readDocument(sharedFile("semd", name)))] as const];
    } catch (refusal) {
      if (refusal instanceof Refusal) return [];
      throw refusal;
    }
  });
}
