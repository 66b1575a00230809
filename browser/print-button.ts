/** `<print-button data-label>`: opens the print window. Without script the page says which keys do. */
export class PrintButton extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = this.dataset.label ?? "";
    button.addEventListener("click", () => window.print());
    this.replaceChildren(button);
  }
}
