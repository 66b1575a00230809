/** The part of a section that people read: paragraphs, tables and lists of CDA's narrative block. */
import { type XmlElement, x } from "./xml.ts";

export type Words = string | XmlElement;

export function paragraph(...words: readonly Words[]): XmlElement {
  return x("paragraph", {}, words);
}

export function bold(text: string): XmlElement {
  return x("content", { styleCode: "Bold" }, text);
}

/** «Жалобы: …» */
export function labelled(label: string, text: string): XmlElement {
  return paragraph(bold(`${label}: `), text);
}

export function list(items: readonly string[]): XmlElement {
  return x(
    "list",
    { listType: "ordered" },
    items.map((item) => x("item", {}, item)),
  );
}

/** A table with a head; cells that are elements (bold, say) stay as they are. */
export function table(head: readonly string[], rows: readonly (readonly Words[])[], caption?: string): XmlElement {
  return x(
    "table",
    { width: "100%" },
    caption && x("caption", {}, caption),
    x(
      "thead",
      {},
      x(
        "tr",
        {},
        head.map((cell) => x("th", {}, cell)),
      ),
    ),
    x(
      "tbody",
      {},
      rows.map((row) =>
        x(
          "tr",
          {},
          row.map((cell) => x("td", {}, cell)),
        ),
      ),
    ),
  );
}

/** Two columns: what is asked, what is answered. Unanswered questions are left out. */
export function facts(items: readonly (readonly [label: string, answer: Words | null | undefined])[]): XmlElement {
  const answered = items.filter((item): item is readonly [string, Words] => Boolean(item[1]));
  return x(
    "table",
    { width: "100%" },
    x(
      "tbody",
      {},
      answered.map(([label, answer]) => x("tr", {}, x("th", {}, label), x("td", {}, answer))),
    ),
  );
}
