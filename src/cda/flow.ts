/** Running text being gathered into paragraphs: whitespace of the markup collapses, `\n` is a line break that was asked for. */
import type { Block, Origin, Run, Runs } from "./model.ts";

export type Style = Omit<Run, "text">;

export const PLAIN: Style = {};

export class Flow {
  readonly #blocks: Block[] = [];
  #runs: Run[] = [];
  #from: Origin | undefined;

  /** @param from the element whose text this is; cells and headings, which become no blocks, need none */
  constructor(from?: Origin) {
    this.#from = from;
  }

  /** What follows belongs to this element; gives the one before, to go back to. */
  enter(from: Origin | undefined): Origin | undefined {
    const before = this.#from;
    this.#from = from;
    return before;
  }

  /** Text as it stands in the markup. */
  text(raw: string, style: Style): void {
    const last = this.#runs.at(-1);
    const spaced = raw.replace(/[ \t\r\n]+/g, " ");
    // Never two spaces in a row: what follows may then be simple, and stays linear on hostile markup.
    const text =
      last !== undefined && /[ \n]$/.test(last.text.slice(-1)) && spaced.startsWith(" ") ? spaced.slice(1) : spaced;
    if (text === "") return;
    if (last !== undefined && sameStyle(last, style))
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + text };
    else this.#runs.push({ text, ...style });
  }

  lineBreak(): void {
    const last = this.#runs.at(-1);
    if (last === undefined) this.#runs.push({ text: "\n" });
    else this.#runs[this.#runs.length - 1] = { ...last, text: `${last.text}\n` };
  }

  /** A line break, unless the line is still empty. */
  freshLine(): void {
    const last = this.#runs.at(-1);
    if (last !== undefined && !last.text.endsWith("\n")) this.lineBreak();
  }

  /** Ends the paragraph, if there is one. */
  endParagraph(): void {
    const runs = tidy(this.#runs);
    this.#runs = [];
    if (runs.length > 0) this.#blocks.push({ kind: "paragraph", runs, ...(this.#from && { from: this.#from }) });
  }

  add(...blocks: readonly Block[]): void {
    this.endParagraph();
    this.#blocks.push(...blocks);
  }

  finish(): readonly Block[] {
    this.endParagraph();
    return this.#blocks;
  }

  /** For cells and headings, which hold no blocks: the text alone. */
  finishRuns(): Runs {
    const runs = tidy(this.#runs);
    this.#runs = [];
    return runs;
  }
}

export function plainText(runs: Runs): string {
  return runs.map((run) => run.text).join("");
}

/** Single spaces, none at the ends or beside a line break, no empty runs. */
function tidy(runs: Runs): Runs {
  const out: Run[] = [];
  let before = "\n";
  for (const run of runs) {
    let text = run.text
      .replace(/ *\n */g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/ {2,}/g, " ");
    if (before.endsWith("\n") || before.endsWith(" ")) text = text.replace(/^ +/, "");
    if (before.endsWith("\n") && out.length === 0) text = text.replace(/^\n+/, "");
    if (text === "") continue;
    const previous = out.at(-1);
    if (text.startsWith("\n") && previous?.text.endsWith(" ")) {
      out[out.length - 1] = { ...previous, text: previous.text.trimEnd() };
    }
    out.push({ ...run, text });
    before = text;
  }
  for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
    const text = last.text.trimEnd();
    out.pop();
    if (text === "") continue;
    out.push({ ...last, text });
    break;
  }
  return out;
}

function sameStyle(a: Style, b: Style): boolean {
  return (
    a.bold === b.bold &&
    a.italic === b.italic &&
    a.underline === b.underline &&
    a.sub === b.sub &&
    a.sup === b.sup &&
    a.deleted === b.deleted &&
    a.href === b.href
  );
}
