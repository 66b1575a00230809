/**
 * `<session-end data-left data-url data-keep>`: two minutes before the session ends it says so and offers to go on; what is
 * typed on the page stays. Asks first whether another tab has prolonged it. Without script a plain line stands here.
 */
const warning = 120;

export class SessionEnd extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.setAttribute("role", "status");
    this.wait(Number(this.dataset.left));
    // A machine that slept has missed its timers.
    document.addEventListener("visibilitychange", this.look);
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.look);
  }

  /** `left`: seconds. */
  private wait(left: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.look, Math.max(1, left - warning) * 1000);
  }

  private look = async (): Promise<void> => {
    if (document.hidden) return;
    const left = await secondsLeft(this.dataset.url ?? "");
    if (left === null) return this.wait(warning + 30);
    if (left > warning) {
      this.replaceChildren();
      return this.wait(left);
    }
    if (left <= 0) return this.say(this.dataset.over ?? "");
    if (!this.firstChild) this.say(this.dataset.soon ?? "", this.button());
    clearTimeout(this.timer);
    this.timer = setTimeout(this.look, (left + 1) * 1000);
  };

  private button(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = this.dataset.go ?? "";
    button.addEventListener("click", async () => {
      await fetch(this.dataset.keep ?? "").catch(() => null);
      const left = await secondsLeft(this.dataset.url ?? "");
      if (left === null || left <= warning) return this.say(this.dataset.over ?? "");
      this.say(this.dataset.kept ?? "");
      this.wait(left);
    });
    return button;
  }

  private say(text: string, ...more: HTMLElement[]): void {
    const words = document.createElement("p");
    words.textContent = text;
    const bar = document.createElement("div");
    bar.className = "live-bar";
    bar.append(words, ...more);
    this.replaceChildren(bar);
  }
}

/** 0: it is over. null: the network is away. */
async function secondsLeft(url: string): Promise<number | null> {
  const answer = await fetch(url, { headers: { accept: "application/json" }, redirect: "manual" }).catch(() => null);
  if (!answer) return null;
  if (answer.type === "opaqueredirect" || answer.status === 401) return 0;
  const told: unknown = answer.ok ? await answer.json().catch(() => null) : null;
  return typeof told === "object" && told !== null && "left" in told ? Number(told.left) : null;
}
