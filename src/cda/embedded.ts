/** Files that lie inside a document, by the number under which its page offers them. */
import type { Block, ReadableDocument, Section } from "./model.ts";

export type EmbeddedFile = Extract<Block, { readonly kind: "attachment" }>;

/** In the order of their numbers. */
export function embeddedFiles({ sections }: ReadableDocument): readonly EmbeddedFile[] {
  return sections.flatMap(inSection).sort((a, b) => a.which - b.which);
}

function inSection({ blocks, sections }: Section): readonly EmbeddedFile[] {
  return [...blocks.flatMap(inBlock), ...sections.flatMap(inSection)];
}

function inBlock(block: Block): readonly EmbeddedFile[] {
  if (block.kind === "attachment") return [block];
  return block.kind === "list" ? block.items.flat().flatMap(inBlock) : [];
}
