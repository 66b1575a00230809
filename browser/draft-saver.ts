/**
 * `<draft-saver data-saving data-saved data-unsaved data-ended data-conflict>` around the form of a draft: saves five seconds after
 * the last letter and when a field is left. What could not be saved is tried again and never taken from the page; when
 * another window saved in the meantime, the form is sent the plain way, and the server shows both.
 */
const pause = 5000;
const again = 15_000;

export class DraftSaver extends HTMLElement {
  private form: HTMLFormElement | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the server has. */
  private kept = "";
  private busy = false;
  private stopped = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || this.form) return;
    this.form = form;
    this.kept = this.typed();
    form.addEventListener("input", () => this.later(pause));
    form.addEventListener("change", () => this.later(300));
    form.addEventListener("submit", () => this.stop());
    // A page that is left keeps nothing by itself.
    document.addEventListener("visibilitychange", () => document.hidden && void this.save());
  }

  private typed(): string {
    if (!this.form) return "";
    const fields = [...new FormData(this.form)].filter(([name]) => name !== "revision");
    return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
  }

  private later(wait: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), wait);
  }

  private stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async save(): Promise<void> {
    const { form } = this;
    if (!form || this.stopped) return;
    const typed = this.typed();
    if (typed === this.kept) return;
    if (this.busy) return this.later(pause);
    this.busy = true;
    this.say(this.dataset.saving);
    const revision = form.querySelector<HTMLInputElement>('[name="revision"]');
    const body = new URLSearchParams(typed);
    body.set("revision", revision?.value ?? "");
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body,
      redirect: "manual",
    }).catch(() => null);
    this.busy = false;
    if (this.stopped) return;
    if (answer?.type === "opaqueredirect") return this.say(this.dataset.ended);
    if (answer?.status === 409) return this.say(this.dataset.conflict);
    if (!answer?.ok) {
      this.say(this.dataset.unsaved);
      return this.later(again);
    }
    const { revision: now, at } = (await answer.json()) as { revision: number; at: string };
    if (revision) revision.value = String(now);
    this.kept = typed;
    this.say(this.dataset.saved?.replace("%", at));
    if (this.typed() !== typed) this.later(pause);
  }

  private say(words = ""): void {
    const place = this.querySelector("[data-said]");
    if (place && place.textContent !== words) place.textContent = words;
  }
}
