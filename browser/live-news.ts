/**
 * `<live-news data-url>`: every fifteen seconds asks whether something new came; then moves the badges, renews the
 * parts of the page marked `data-live`, and says so politely. `<live-switch>` stops it: nothing on a page may move
 * by itself without a way to stop it (WCAG 2.2.2; ПП РФ № 102).
 */

interface News {
  readonly unread: number;
  readonly newDocuments: number;
  /** Appeals whose next step is the reader's. */
  readonly appealsWaiting: number;
  readonly mark: string;
}

const every = 15_000;
const stopped = "live-news-stopped";

export class LiveNews extends HTMLElement {
  private timer: ReturnType<typeof setInterval> | undefined;
  private mark: string | null = null;

  connectedCallback(): void {
    this.setAttribute("role", "status");
    document.addEventListener("visibilitychange", this.turn);
    addEventListener("live-switch", this.turn);
    this.turn();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.turn);
    removeEventListener("live-switch", this.turn);
  }

  /** Runs only while the page is looked at and the reader has not stopped it. */
  private turn = (): void => {
    clearInterval(this.timer);
    if (document.hidden || isStopped()) return;
    this.timer = setInterval(this.look, every);
    void this.look();
  };

  private look = async (): Promise<void> => {
    const asked = { headers: { accept: "application/json" }, redirect: "manual" } as const;
    const answer = await fetch(this.dataset.url ?? "", asked).catch(() => null);
    // Signed out elsewhere, or the network is away: the page stays as it is, the next look will tell.
    if (!answer?.ok) return;
    const news = readNews(await answer.json().catch(() => null));
    if (!news) return;
    setBadge("unread", news.unread);
    setBadge("documents", news.newDocuments);
    setBadge("appeals", news.appealsWaiting);
    // A page that was made without the counts (the regions, the help) has nothing to tell the news from at its first look.
    const more = news.unread > Number(this.dataset.unread) || news.newDocuments > Number(this.dataset.documents);
    this.dataset.unread = String(news.unread);
    this.dataset.documents = String(news.newDocuments);
    if (more && this.mark !== news.mark) await this.announce();
    this.mark = news.mark;
  };

  private async announce(): Promise<void> {
    const renewed = await renew();
    const words = document.createElement("p");
    words.textContent = this.dataset.came ?? "";
    const bar = document.createElement("div");
    bar.className = "live-bar";
    bar.append(words);
    if (!renewed) {
      const link = document.createElement("a");
      link.href = location.pathname + location.search;
      link.textContent = this.dataset.show ?? "";
      bar.append(link);
    }
    this.replaceChildren(bar);
  }
}

/** `<live-switch data-stop data-start>`: the button that stops and starts it; the choice is kept on this device. */
export class LiveSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linklike small";
    const name = (): void => {
      button.textContent = (isStopped() ? this.dataset.start : this.dataset.stop) ?? "";
    };
    button.addEventListener("click", () => {
      if (isStopped()) localStorage.removeItem(stopped);
      else localStorage.setItem(stopped, "1");
      name();
      dispatchEvent(new Event("live-switch"));
    });
    name();
    this.replaceChildren(button);
  }
}

/** Fetches this same page and puts its `data-live` parts in place, unless the reader is in the middle of one. */
async function renew(): Promise<boolean> {
  const parts = [...document.querySelectorAll<HTMLElement>("[data-live]")];
  if (parts.length === 0 || parts.some((part) => part.contains(document.activeElement))) return false;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const next = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (next) part.replaceWith(document.adoptNode(next));
  }
  return true;
}

function setBadge(which: string, count: number): void {
  for (const badge of document.querySelectorAll<HTMLElement>(`[data-live-badge="${which}"]`)) {
    badge.hidden = count === 0;
    const figure = badge.querySelector("b");
    if (figure) figure.textContent = count > 9 ? "9+" : String(count);
  }
}

function isStopped(): boolean {
  return localStorage.getItem(stopped) === "1";
}

function readNews(sent: unknown): News | null {
  if (typeof sent !== "object" || sent === null) return null;
  const { unread, newDocuments, appealsWaiting, mark } = sent as Partial<Record<keyof News, unknown>>;
  if (typeof unread !== "number" || typeof newDocuments !== "number" || typeof mark !== "string") return null;
  return { unread, newDocuments, appealsWaiting: typeof appealsWaiting === "number" ? appealsWaiting : 0, mark };
}
