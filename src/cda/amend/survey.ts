/** One walk through a document: whose names stand in its head, what its sections say, and what their entries repeat for machines. */
import { type Attribute, plain, type Range, type Token, tokensOf } from "./tokens.ts";

export interface Words {
  /** As a reader sees it: spaces as one, none at the ends. */
  readonly text: string;
  /** Without the spaces at its ends. */
  readonly range: Range;
}

type NamePart = "family" | "given" | "patronymic";

export interface NameBlock {
  readonly of: "patient" | "author" | "other";
  readonly parts: Partial<Record<NamePart, Words>>;
}

export interface Told extends Words {
  readonly label: string;
}

export interface CodedValue {
  readonly system: string;
  readonly code: Attribute;
  readonly name: Attribute | null;
}

/** A measured value, what it is called beside its norm, and the norm. */
export interface Measured {
  readonly value: Attribute;
  translation: Attribute | null;
  readonly of: Observation;
}

export interface Observation {
  interpretation: CodedValue | null;
  low: number | null;
  high: number | null;
}

export interface SectionSurvey {
  title: string;
  readonly told: Told[];
  readonly repeated: Words[];
  readonly measured: Measured[];
  /** Where its text begins, and with which prefix elements are written there. */
  textAt: { readonly at: number; readonly prefix: string } | null;
}

export interface Survey {
  readonly head: ReadonlyMap<string, Attribute>;
  readonly names: readonly NameBlock[];
  readonly sections: readonly SectionSurvey[];
  readonly coded: readonly CodedValue[];
}

/** Attributes of the head by their path from the root; of repeated elements the first. */
const wanted = new Set([
  "id/@extension",
  "effectiveTime/@value",
  "versionNumber/@value",
  "author/time/@value",
  "legalAuthenticator/time/@value",
  "recordTarget/patientRole/patient/birthTime/@value",
]);

export function survey(text: string): Survey {
  const walk = new Walk(text);
  for (const token of tokensOf(text)) walk.take(token);
  return walk;
}

type Open = Token & { kind: "open" };

class Walk implements Survey {
  readonly head = new Map<string, Attribute>();
  readonly names: NameBlock[] = [];
  readonly sections: SectionSurvey[] = [];
  readonly coded: CodedValue[] = [];
  readonly #text: string;
  readonly #path: string[] = [];
  readonly #open: SectionSurvey[] = [];
  readonly #observations: Observation[] = [];
  #block: NameBlock | null = null;
  #lastPq: Measured | null = null;
  /** Labels of the narrative: heads of columns, of the row, and what stands bold before a colon. */
  #heads: string[] = [];
  #cell = -1;
  #rowHead = "";
  #label = "";

  constructor(text: string) {
    this.#text = text;
  }

  take(token: Token): void {
    if (token.kind === "open") {
      this.#path.push(token.name);
      this.#enter(token);
      if (token.closed) this.#leave(token.name);
    } else if (token.kind === "close") this.#leave(token.name);
    else this.#say(token.range);
  }

  #within(...names: readonly string[]): boolean {
    return names.every((name) => this.#path.includes(name));
  }

  #enter({ name, prefix, attributes, range }: Open): void {
    const path = this.#path.slice(1).join("/");
    for (const [key, value] of attributes) {
      const at = `${path}/@${key}`;
      if (wanted.has(at) && !this.head.has(at)) this.head.set(at, value);
    }
    if (name === "name" && /(^|\/)(patient|assignedPerson)\/name$/.test(path)) this.#beginName(path);
    if (name === "section") this.#beginSection();
    const section = this.#open.at(-1);
    if (!section) return;
    if (this.#within("entry")) this.#enterEntry(section, name, attributes);
    else if (name === "text" && this.#path.at(-2) === "section") section.textAt = { at: range.end, prefix };
    else this.#enterNarrative(name);
  }

  #beginName(path: string): void {
    const of = path.startsWith("recordTarget/patientRole/patient/")
      ? "patient"
      : path.startsWith("author/")
        ? "author"
        : "other";
    this.#block = { of, parts: {} };
    this.names.push(this.#block);
  }

  #beginSection(): void {
    const section: SectionSurvey = { title: "", told: [], repeated: [], measured: [], textAt: null };
    this.sections.push(section);
    this.#open.push(section);
  }

  #enterNarrative(name: string): void {
    if (name === "table") this.#heads = [];
    if (name === "tr") [this.#cell, this.#rowHead] = [-1, ""];
    if (name === "td" || name === "th") this.#cell += 1;
    if (name === "paragraph" || name === "item" || name === "td") this.#label = "";
  }

  #enterEntry(section: SectionSurvey, name: string, attributes: ReadonlyMap<string, Attribute>): void {
    const code = attributes.get("code");
    const observation = this.#observations.at(-1);
    if (code) {
      const coded = {
        system: attributes.get("codeSystem")?.value ?? "",
        code,
        name: attributes.get("displayName") ?? null,
      };
      this.coded.push(coded);
      if (name === "interpretationCode" && observation) observation.interpretation = coded;
    }
    if (name === "observation") this.#observations.push({ interpretation: null, low: null, high: null });
    const value = attributes.get("value");
    if (!value || !observation) return;
    const isOwn = this.#path.at(-2) === "observation";
    if (name === "value" && isOwn && /(^|:)PQ$/.test(attributes.get("xsi:type")?.value ?? "")) {
      this.#lastPq = { value, translation: null, of: observation };
      section.measured.push(this.#lastPq);
    } else if (name === "translation" && this.#path.at(-2) === "value" && this.#lastPq)
      this.#lastPq.translation = value;
    else if (name === "low" && this.#within("referenceRange")) observation.low = Number(value.value);
    else if (name === "high" && this.#within("referenceRange")) observation.high = Number(value.value);
  }

  #leave(name: string): void {
    if (name === "section") this.#open.pop();
    if (name === "table") this.#rowHead = "";
    if (name === "observation") this.#observations.pop();
    if (name === "name") this.#block = null;
    this.#path.pop();
  }

  #say({ start, end }: Range): void {
    const raw = this.#text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed === "") return;
    const from = start + raw.indexOf(trimmed);
    const words = { text: plain(trimmed).replace(/\s+/g, " "), range: { start: from, end: from + trimmed.length } };
    const name = this.#path.at(-1) ?? "";
    const section = this.#open.at(-1);
    if (this.#block) this.#sayName(words, name);
    else if (!section) return;
    else if (name === "title" && this.#path.at(-2) === "section") section.title = words.text;
    else if (this.#within("entry")) section.repeated.push(words);
    else if (this.#path.lastIndexOf("text") > this.#path.lastIndexOf("section")) this.#tell(section, words, name);
  }

  #sayName(words: Words, name: string): void {
    const parts = this.#block?.parts;
    if (!parts) return;
    if (name === "family") parts.family = words;
    else if (name === "Patronymic" || (name === "given" && parts.given)) parts.patronymic = words;
    else if (name === "given") parts.given = words;
  }

  #tell(section: SectionSurvey, words: Words, name: string): void {
    if (this.#within("th")) {
      if (this.#within("thead")) this.#heads[this.#cell] = words.text;
      else this.#rowHead = words.text;
    } else if (name === "caption") return;
    else if (name === "content" && words.text.endsWith(":")) this.#label = words.text.slice(0, -1);
    else {
      const column = this.#within("td") ? (this.#heads[this.#cell] ?? "") : "";
      const label = [this.#rowHead, column, this.#label].filter(Boolean).join(", ");
      section.told.push({ ...words, label });
      // The first cell of a row names the row, where no head does.
      if (this.#within("td") && this.#rowHead === "") this.#rowHead = words.text.slice(0, 60);
    }
  }
}
