/** `<ask-first data-question data-yes data-no>` around a form: asks once more in a native dialog before it is sent. */
export class AskFirst extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    let agreed = false;
    form.addEventListener("submit", (event) => {
      if (agreed) return;
      event.preventDefault();
      const sender = event.submitter;
      this.ask((yes) => {
        if (!yes) return;
        agreed = true;
        form.requestSubmit(sender);
      });
    });
  }

  private ask(answer: (yes: boolean) => void): void {
    const { question = "", yes = "", no = "" } = this.dataset;
    const dialog = document.createElement("dialog");
    const words = document.createElement("p");
    words.textContent = question;
    words.id = "ask-first";
    dialog.setAttribute("aria-labelledby", words.id);
    const choice = document.createElement("form");
    choice.method = "dialog";
    choice.className = "row";
    choice.append(button("no", no, "btn quiet"), button("yes", yes, "btn bad"));
    dialog.className = "stack";
    dialog.append(words, choice);
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
    this.append(dialog);
    dialog.showModal();
  }
}

function button(value: string, text: string, look: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.value = value;
  made.textContent = text;
  made.className = look;
  return made;
}
