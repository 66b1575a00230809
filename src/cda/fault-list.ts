/** Step 2 «read»: what is wrong with a document, gathered to be told all at once. */
import type { Fault } from "../basics/fault.ts";
import type { Words } from "../basics/words.ts";
import type { XmlElement } from "./tree.ts";
import { pathOf } from "./walk.ts";

export interface FaultDetails {
  readonly message: Words;
  readonly hint: Words;
  /** Appended to the element's path: `/@value`, `/id`. */
  readonly below?: string;
  readonly found?: string | null;
  readonly expected?: string;
}

/** More than this help nobody, and an answer must not grow with a hostile document. */
const MOST_FAULTS = 200;

export class FaultList {
  readonly #faults: Fault[] = [];

  /** @param at the element itself, or the nearest one that is there when something is missing */
  add(code: string, at: XmlElement, details: FaultDetails): void {
    if (this.#faults.length >= MOST_FAULTS) return;
    const { message, hint, below = "", found, expected } = details;
    this.#faults.push({
      code,
      severity: "error",
      message,
      hint,
      path: `${pathOf(at)}${below}`,
      line: at.line,
      column: at.column,
      // A value of the document is shown back to its own sender only as much as is needed to find it.
      ...(typeof found === "string" ? { found: found.slice(0, 120) } : {}),
      ...(expected === undefined ? {} : { expected }),
    });
  }

  get all(): readonly Fault[] {
    return this.#faults;
  }
}

/** «Нет элемента X» with what to put there. */
export function missing(what: Words, example: string): FaultDetails {
  return {
    message: { ru: `Не указано: ${what.ru}`, en: `Missing: ${what.en}` },
    hint: { ru: `Добавьте ${example}`, en: `Add ${example}` },
    expected: example,
  };
}
