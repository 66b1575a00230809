/** Text size and colours without a reload: the page changes at once, the same form is sent behind it. */

const settings = ["text", "typeface", "scheme", "spacing", "leading", "images"] as const;

/** Listens to every form marked `data-comfort`: the header's «А А А» and the page «Размер шрифта и цвета». */
export function liveComfort(): void {
  const { images } = document.documentElement.dataset;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.comfort === undefined) return;
    const sent = new FormData(form, event.submitter);
    // Pictures are taken away on the server, so that change needs the page anew.
    if ((sent.get("images") ?? images) !== images) return;
    event.preventDefault();
    show(sent);
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...sent].map(([name, value]) => [name, String(value)])),
      redirect: "manual",
    }).catch(() => null);
    // A redirect is what the server answers when it has kept the choice; else do it the plain way.
    if (answer?.type !== "opaqueredirect") return form.submit();
    const panel = form.closest("details");
    if (panel) {
      panel.open = false;
      panel.querySelector("summary")?.focus();
    }
    const ordinary = document.querySelector<HTMLElement>(".ordinary");
    if (ordinary) ordinary.hidden = form === ordinary;
  });
  document.addEventListener("change", (event) => {
    const form = event.target instanceof HTMLInputElement ? event.target.form : null;
    if (form?.dataset.preview !== undefined) show(new FormData(form));
  });
}

function show(sent: FormData): void {
  for (const name of settings) {
    const value = sent.get(name);
    if (typeof value === "string") document.documentElement.dataset[name] = value;
  }
  const size = document.documentElement.dataset.text;
  for (const button of document.querySelectorAll<HTMLButtonElement>('.sizes button[name="text"]'))
    button.setAttribute("aria-pressed", String(button.value === size));
}
