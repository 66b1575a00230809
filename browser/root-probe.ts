/**
 * `<root-probe data-url data-control>`: asks a site that opens by the Russian root certificate, and our own beside it. Ours
 * answers and the other does not: the certificate is probably not there. Nothing is asked before the button is pressed.
 */
const patience = 4_000;

export class RootProbe extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    button.textContent = this.dataset.button ?? "";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    this.replaceChildren(button, said);
    button.addEventListener("click", async () => {
      said.textContent = this.dataset.asking ?? "";
      const [there, here] = await Promise.all([opens(this.dataset.url), opens(this.dataset.control)]);
      said.textContent = this.dataset[here ? (there ? "yes" : "no") : "unknown"] ?? "";
    });
  }
}

/** Any answer at all: what it says is not ours to read. */
async function opens(url = ""): Promise<boolean> {
  const how = {
    mode: "no-cors",
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(patience),
  } as const;
  return fetch(url, how).then(
    () => true,
    () => false,
  );
}
