/**
 * `<code-search data-url data-none data-found>` around a text field: entries of a dictionary are offered while one types.
 * WAI-ARIA APG, combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the field keeps the focus, the list is
 * named by it, arrows walk, Enter takes, Escape closes. Without script the same field takes a code or a word, and the server
 * answers a word with a list.
 */
interface Entry {
  readonly code: string;
  readonly name: string;
}

const delay = 150;
let made = 0;

export class CodeSearch extends HTMLElement {
  private field: HTMLInputElement | null = null;
  private readonly list = document.createElement("ul");
  private readonly said = document.createElement("p");
  private entries: readonly Entry[] = [];
  private at = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = "";

  connectedCallback(): void {
    const field = this.querySelector("input");
    if (!field || this.field) return;
    this.field = field;
    const { list, said } = this;
    list.id = `codes-${++made}`;
    list.setAttribute("role", "listbox");
    list.lang = "ru";
    list.hidden = true;
    said.className = "heard";
    said.setAttribute("role", "status");
    const label = document.querySelector(`label[for="${field.id}"]`);
    if (label) list.setAttribute("aria-label", label.textContent?.trim() ?? "");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    this.append(list, said);
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.look(), delay);
    });
    field.addEventListener("keydown", (event) => this.key(event));
    // Before a click inside the list would take the focus away and close it.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = (event.target as Element).closest("li");
      if (item) this.take([...list.children].indexOf(item));
    });
    field.addEventListener("blur", () => this.close());
  }

  private async look(): Promise<void> {
    const typed = this.field?.value.trim() ?? "";
    this.asked = typed;
    if (typed.length < 2) return this.close();
    const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(typed)}`).catch(() => null);
    // An answer to what is no longer asked comes too late; a session that ended shows itself when the form is saved.
    if (this.asked !== typed || !answer?.ok || answer.redirected || document.activeElement !== this.field) return;
    const { entries } = (await answer.json()) as { entries: readonly Entry[] };
    this.show(entries);
  }

  private show(entries: readonly Entry[]): void {
    this.entries = entries;
    this.at = -1;
    this.list.replaceChildren(...entries.map((entry, index) => this.item(entry, index)));
    this.list.hidden = entries.length === 0;
    this.field?.setAttribute("aria-expanded", String(entries.length > 0));
    this.field?.removeAttribute("aria-activedescendant");
    this.said.textContent =
      entries.length === 0
        ? (this.dataset.none ?? "")
        : (this.dataset.found ?? "").replace("0", String(entries.length));
  }

  private item({ code, name }: Entry, index: number): HTMLLIElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const bold = document.createElement("b");
    bold.textContent = code;
    item.append(bold, ` ${name}`);
    return item;
  }

  private key(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      if (open) this.walk(by);
      else void this.look();
    } else if (event.key === "Enter" && open && this.at >= 0) {
      event.preventDefault();
      this.take(this.at);
    } else if (event.key === "Escape") {
      if (open) event.preventDefault();
      this.close();
    }
  }

  private walk(by: 1 | -1): void {
    const { length } = this.entries;
    this.at = (this.at + by + (this.at < 0 && by < 0 ? 1 : 0) + length) % length;
    [...this.list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === this.at));
    });
    const active = this.list.children[this.at];
    if (!active) return;
    this.field?.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  private take(index: number): void {
    const entry = this.entries[index];
    if (!entry || !this.field) return;
    this.field.value = `${entry.code} ${entry.name}`;
    this.asked = this.field.value;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field?.setAttribute("aria-expanded", "false");
    this.field?.removeAttribute("aria-activedescendant");
  }
}
