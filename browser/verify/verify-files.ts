/**
 * `<verify-files data-trust data-now data-language data-…>`: around the form that sends files to the server. With script
 * they are judged here, and the registry is asked only whether the document is current, by its number and hash.
 */
import { type Sheet, sheetsOf } from "../../src/evidence/sheet.ts";
import { parseTrustFiles, type TrustFiles } from "../../src/evidence/trust-files.ts";
import { button, element, Status } from "../sign/elements.ts";
import { check } from "./check.ts";
import { drawSheets, type Language } from "./draw.ts";

interface NowAnswer {
  readonly known: boolean;
  readonly words: readonly string[];
  readonly tone: "good" | "wait" | "bad";
}

export class VerifyFiles extends HTMLElement {
  readonly #status = new Status();
  readonly #result = element("div", { class: "stack-5", tabindex: "-1" });
  #trust: Promise<TrustFiles> | null = null;

  connectedCallback(): void {
    const form = this.querySelector("form");
    const input = this.querySelector<HTMLInputElement>('input[type="file"]');
    if (!form || !input) return;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check([...(input.files ?? [])]);
    });
    input.addEventListener("change", () => void this.#check([...(input.files ?? [])]));
    this.#takeDrops(form);
    this.querySelector("[data-here]")?.removeAttribute("hidden");
    this.querySelector("[data-sent]")?.setAttribute("hidden", "");
    form.after(this.#status.node, this.#result);
  }

  #takeDrops(zone: HTMLElement): void {
    const over = (on: boolean) => (event: DragEvent) => {
      event.preventDefault();
      zone.classList.toggle("dropping", on);
    };
    zone.classList.add("drop-zone");
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", (event) => {
      over(false)(event);
      void this.#check([...(event.dataTransfer?.files ?? [])]);
    });
  }

  async #check(files: readonly File[]): Promise<void> {
    const said = this.dataset;
    if (files.length === 0) return this.#status.fault(said.nothing ?? "");
    this.#result.replaceChildren();
    this.#status.wait(said.reading ?? "");
    this.setAttribute("aria-busy", "true");
    try {
      this.#trust ??= this.#fetchTrust();
      const trust = await this.#trust;
      const judgement = await check(files, trust, (done) =>
        this.#status.wait(done < files.length ? `${said.reading} ${done} / ${files.length}` : (said.judging ?? "")),
      );
      const sheets = sheetsOf(judgement, this.#language);
      this.#result.replaceChildren(drawSheets(sheets, this.#language, (sheet, into) => void this.#askNow(sheet, into)));
      this.#result.append(button(said.print ?? "", () => window.print(), "btn quiet screen-only"));
      // The answer is heard at once, and the page is led to it.
      this.#status.wait(
        [...sheets.sheets.map(({ title }) => title), ...sheets.troubles.map(({ words }) => words)].join(" "),
      );
      this.#result.focus();
    } catch (error) {
      this.#trust = null;
      this.#status.fault((error instanceof RangeError ? said.tooMuch : said.failed) ?? "");
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  get #language(): Language {
    return this.dataset.language === "en" ? "en" : "ru";
  }

  async #fetchTrust(): Promise<TrustFiles> {
    const answer = await fetch(this.dataset.trust ?? "");
    if (!answer.ok) throw new Error(`trust: ${answer.status}`);
    return parseTrustFiles(await answer.text());
  }

  /** Authenticity is proved above; whether it is current is another question, and only the registry knows. */
  async #askNow({ now }: Sheet, into: HTMLElement): Promise<void> {
    const said = this.dataset;
    const tell = (tone: string, words: readonly string[]) =>
      into.append(
        element("div", { class: `verdict-entry ${tone} stack-2` }, ...words.map((one) => element("p", {}, one))),
      );
    if (!now) return void tell("wait", [said.nowUnasked ?? ""]);
    try {
      const answer = await fetch(said.now ?? "", { method: "POST", body: new URLSearchParams(now) });
      if (!answer.ok) throw new Error(`now: ${answer.status}`);
      const { tone, words } = (await answer.json()) as NowAnswer;
      tell(tone, words);
    } catch {
      tell("wait", [said.nowFailed ?? ""]);
    }
  }
}
