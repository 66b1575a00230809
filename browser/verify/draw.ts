/** Draws what is answered. Words go in as text, never as markup: names in certificates are strangers' words. */
import { messagesOf, type Sheet, type SheetPart, type Sheets } from "../../src/evidence/sheet.ts";
import { element } from "../sign/elements.ts";

export type Language = "ru" | "en";

/** Of one check, newest on top of the page; `now` gets the place for what is asked of the registry. */
export function drawSheets(
  { sheets, troubles }: Sheets,
  language: Language,
  now: (sheet: Sheet, into: HTMLElement) => void,
) {
  return element(
    "div",
    { class: "stack-5" },
    ...troubles.map(({ file, words }) => tell("bad", file, element("p", {}, words))),
    ...sheets.map((sheet) => drawSheet(sheet, language, now)),
  );
}

function drawSheet(sheet: Sheet, language: Language, now: (sheet: Sheet, into: HTMLElement) => void): HTMLElement {
  const current = element(
    "section",
    { class: "stack-2 verdict-part" },
    element("h3", { class: "like-3" }, messagesOf(language).parts.now),
  );
  now(sheet, current);
  return element(
    "article",
    { class: "stack-4 verdict" },
    tell(
      sheet.tone,
      sheet.title,
      element("p", {}, sheet.about),
      ...(sheet.file ? [element("p", { class: "small" }, sheet.file)] : []),
    ),
    ...sheet.parts.map(drawPart),
    current,
  );
}

function tell(tone: string, title: string, ...children: Node[]): HTMLElement {
  return element(
    "div",
    { class: `tell ${tone}` },
    element("div", { class: "stack-2" }, element("h2", {}, title), ...children),
  );
}

function drawPart({ title, entries }: SheetPart): HTMLElement {
  return element(
    "section",
    { class: "stack-2 verdict-part" },
    element("h3", { class: "like-3" }, title),
    ...entries.map(({ tone, who, words, facts }) =>
      element(
        "div",
        { class: `verdict-entry ${tone} stack-2` },
        ...(who ? [element("p", {}, element("b", {}, who))] : []),
        ...words.map((one) => element("p", {}, one)),
        ...(facts.length > 0 ? [drawFacts(facts)] : []),
      ),
    ),
  );
}

function drawFacts(facts: SheetPart["entries"][number]["facts"]): HTMLElement {
  const list = facts.flatMap(([term, value]) => [element("dt", {}, term), element("dd", { class: "code" }, value)]);
  return element("dl", { class: "facts" }, ...list);
}
