/** Step 8 «open», first half: a document that was read → what a person sees, as plain values; screen, paper and voice say the same. */
import { entryContext } from "./entry-context.ts";
import { tellHeader, tellParticipants } from "./header.ts";
import type { ReadableDocument } from "./model.ts";
import { openAbbreviations } from "./open-abbreviations.ts";
import { officialTitle, plainTitle } from "./plain-title.ts";
import type { CdaDocument } from "./read.ts";
import { readBody } from "./sections.ts";
import { summarise } from "./summary.ts";
import { wash } from "./wash.ts";

/**
 * Pure: the same document gives the same readable document. Throws nothing for a document that `readDocument` gave.
 * The last section (`about`) holds every participant of the header, so that every signed word can be found.
 */
export function makeReadable({ root, facts, foreign }: CdaDocument): ReadableDocument {
  const sections = readBody(root, entryContext(root), foreign === true);
  const washed = wash({
    title: plainTitle(root, facts),
    officialTitle: officialTitle(facts),
    language: languageOf(facts.language),
    summary: summarise(facts, sections),
    header: tellHeader(facts),
    sections: [...sections, tellParticipants(root)],
    warnings: foreign ? [FOREIGN] : [],
  });
  return openAbbreviations(washed);
}

const FOREIGN =
  "Документ составлен не по российскому образцу. Он показан так, как его составили; в реестр такие документы не принимаются";

/** A language tag that is one; anything else is Russian, as the profile demands. */
function languageOf(language: string | null): string {
  return language !== null && /^[a-z]{2,3}(-[A-Z]{2})?$/.test(language) ? language : "ru-RU";
}
