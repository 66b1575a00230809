/** `<copy-text data-text data-label data-done>`: a button that copies a number. Without script the number is there to select. */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    const { text = "", label = "", done = "" } = this.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "linklike";
    button.textContent = label;
    const said = document.createElement("span");
    said.className = "heard";
    said.setAttribute("role", "status");
    this.replaceChildren(button, said);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = `✓ ${done}`;
      said.textContent = done;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 3000);
    });
  }
}
