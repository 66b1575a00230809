/** The first way: a key in a file. The inputs have no name, so no form sends them. */
import type { SigningWords } from "../../src/contract/signing.ts";
import { button, element, field, filled, Status } from "./elements.ts";
import { type KeyRoom, RoomFault } from "./enter-room.ts";
import type { Chosen } from "./messages.ts";

export function fileWay(words: SigningWords, room: KeyRoom, choose: (keys: readonly Chosen[]) => void): HTMLElement {
  const w = words.file;
  const file = element("input", { type: "file", multiple: "", accept: ".p12,.pfx,.pem,.p8,.key,.cer,.crt,.der" });
  const password = element("input", { type: "password", autocomplete: "off", spellcheck: "false" });
  const status = new Status();
  const open = button(w.open, () => void unlock());
  const stop = button(w.cancel, () => room.leave(), "btn quiet");
  stop.hidden = true;

  async function unlock(): Promise<void> {
    const chosen = [...(file.files ?? [])];
    if (chosen.length === 0) {
      status.fault(words.faults["no-file"]);
      file.focus();
      return;
    }
    busy(true);
    status.wait(filled(w.opening, { percent: "0" }));
    try {
      const files = await Promise.all(chosen.map(async (one) => new Uint8Array(await one.arrayBuffer())));
      const keys = await room.ask({ deed: "open", files, password: password.value }, (share) => {
        status.wait(filled(w.opening, { percent: String(Math.floor(100 * share)) }));
      });
      file.value = "";
      choose(
        keys.map((described, which) => ({
          described,
          sign: (bytes) => room.ask({ deed: "sign", bytes, which, at: Date.now() }),
        })),
      );
      rest();
    } catch (error) {
      // First: a field that is disabled takes no focus.
      rest();
      tell(error);
    }
  }

  function tell(error: unknown): void {
    const code = error instanceof RoomFault ? error.code : "unexpected";
    if (code === "cancelled") {
      status.clear();
      return;
    }
    const known = Object.hasOwn(words.faults, code) ? (code as keyof SigningWords["faults"]) : "unexpected";
    status.fault(words.faults[known]);
    (code === "wrong-password" ? password : file).focus();
  }

  /** What was typed is not kept in the page longer than it is needed. */
  function rest(): void {
    password.value = "";
    busy(false);
  }

  function busy(is: boolean): void {
    for (const one of [file, password, open]) one.disabled = is;
    stop.hidden = !is;
  }

  password.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // Else the form around would be sent without a signature.
    event.preventDefault();
    void unlock();
  });
  return element(
    "section",
    { class: "stack-3 sign-way" },
    element("h3", {}, w.title),
    element("p", { class: "muted" }, w.about),
    field("sign-key-file", w.label, w.hint, file),
    field("sign-key-password", w.password, null, password),
    status.node,
    element("p", { class: "row" }, open, stop),
  );
}
