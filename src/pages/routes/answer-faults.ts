/** Why an answer to an appeal was not taken, beside the field that it is about. */
import type { Refusal } from "../../basics/refusal.ts";
import type { Language } from "../../basics/words.ts";
import type { FieldFault } from "../parts/error-summary.tsx";

/** Somebody acted meanwhile: the page is shown again, with what is new. */
export function hasMoved(refusal: Refusal): boolean {
  return ["APPEAL_MOVED_ON", "APPEAL_STATE", "APPEAL_NOT_YOURS"].includes(refusal.code);
}

export function answerFaults(refusal: Refusal, deed: string, language: Language): FieldFault[] {
  if (hasMoved(refusal)) return [];
  const fields: Readonly<Record<string, string>> = {
    CAUSE_NEEDED: "cause",
    ANSWER_UNKNOWN: "answer",
    ORGANISATION_UNKNOWN: "to",
  };
  return [{ field: fields[refusal.code] ?? `words-${deed}`, text: refusal.words[language] }];
}
