/** `<count-words data-for data-most data-left data-over>`: how many characters are left, as one writes. Without script the rule stands in words. */
export class CountWords extends HTMLElement {
  connectedCallback(): void {
    const field = document.getElementById(this.dataset["for"] ?? "");
    if (!(field instanceof HTMLTextAreaElement)) return;
    const most = Number(this.dataset["most"]);
    const figure = new Intl.NumberFormat(this.dataset["language"]);
    const shown = document.createElement("p");
    shown.className = "small muted";
    // Told to those who listen only when it matters: every letter would be too much.
    const heard = document.createElement("p");
    heard.className = "heard";
    heard.setAttribute("role", "status");
    this.replaceChildren(shown, heard);
    const tell = () => {
      const left = most - field.value.length;
      const said = `${(left < 0 ? this.dataset["over"] : this.dataset["left"]) ?? ""} ${figure.format(Math.abs(left))}`;
      shown.textContent = field.value === "" ? "" : said;
      shown.className = left < 0 ? "fault" : "small muted";
      const matters = left < 0 || (left < 500 && left % 100 === 0);
      if (matters) heard.textContent = said;
    };
    field.addEventListener("input", tell);
    tell();
  }
}
