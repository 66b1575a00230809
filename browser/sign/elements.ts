/** Small pieces of page that the signing element is made of. Words go in as text, never as markup. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function button(words: string, press: () => void, look = "btn"): HTMLButtonElement {
  const made = element("button", { type: "button", class: look }, words);
  made.addEventListener("click", press);
  return made;
}

/** `{name}` becomes its value. */
export function filled(words: string, values: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** One line that says where things stand; what it says is also heard. */
export class Status {
  readonly node: HTMLElement = element("div", { class: "sign-status", role: "status" });

  wait(words: string): void {
    this.show("wait", words);
  }

  good(words: string): void {
    this.show("good", words);
  }

  fault(words: string): void {
    this.show("bad", words);
  }

  clear(): void {
    this.node.replaceChildren();
    this.node.removeAttribute("data-tone");
  }

  private show(tone: string, words: string): void {
    this.node.dataset.tone = tone;
    this.node.replaceChildren(element("p", {}, words));
  }
}

/** A field with its label and hint. */
export function field(id: string, label: string, hint: string | null, input: HTMLInputElement): HTMLElement {
  input.id = id;
  const made = element("div", { class: "field" }, element("label", { for: id }, label));
  if (hint !== null) {
    made.append(element("p", { class: "hint small", id: `${id}-hint` }, hint));
    input.setAttribute("aria-describedby", `${id}-hint`);
  }
  made.append(input);
  return made;
}
