/** Text size and colours without a reload: the page changes at once, the same form is sent behind it. */

const settings = ["text", "typeface", "scheme", "spacing", "images"] as const;

/** Listens to every form marked `data-comfort`: the header's «А А А» and the page «Размер шрифта и цвета». */
export function liveComfort(): void {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    // Pictures are taken away on the server, so that change needs the page anew.
    if (!(form instanceof HTMLFormElement) || form.dataset.comfort === undefined) return;
    const sent = new FormData(form, event.submitter);
    event.preventDefault();
    show(sent);
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...sent].map(([name, value]) => [name, String(value)])),
      redirect: "manual",
    }).catch(() => null);
    // A redirect is what the server answers when it has kept the choice; else do it the plain way.
    if (answer?.type !== "opaqueredirect") form.submit();
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
