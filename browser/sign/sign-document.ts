/**
 * `<sign-document>`: a person signs the document of this page with a key of their own. It proves first that the bytes are
 * those which the page names, then opens the key in a worker (or asks the CryptoPro plug-in), and puts the signature, and
 * nothing else, into the form that stands around it. Without script that form takes a file signed elsewhere.
 */
import type { SigningWords } from "../../src/contract/signing.ts";
import { ChosenKey } from "./chosen-key.ts";
import { cryptoPro, pluginHere, toBase64 } from "./crypto-pro.ts";
import { element, Status } from "./elements.ts";
import { enterRoom, type KeyRoom, RoomFault } from "./enter-room.ts";
import { fileWay } from "./file-way.ts";
import type { Chosen } from "./messages.ts";
import { pluginWay } from "./plugin-way.ts";

export class SignDocument extends HTMLElement {
  private room: KeyRoom | null = null;

  connectedCallback(): void {
    const words = JSON.parse(this.dataset.words ?? "{}") as SigningWords;
    const status = new Status();
    this.replaceChildren(status.node);
    if (!globalThis.isSecureContext || !("subtle" in crypto)) {
      status.fault(words.insecure);
      return;
    }
    this.room = enterRoom(this.dataset.worker ?? "");
    void this.prove(words, status);
  }

  disconnectedCallback(): void {
    this.room?.leave();
  }

  /** The very bytes: fetched, hashed here, and compared with what the page says. */
  private async prove(words: SigningWords, status: Status): Promise<void> {
    status.wait(words.checking);
    const room = this.room;
    if (room === null) return;
    try {
      const answer = await fetch(this.dataset.bytes ?? "", { cache: "no-store" });
      if (!answer.ok || answer.redirected) return status.fault(words.unreachable);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const { sha256, streebog256 } = await room.ask({ deed: "digest", bytes });
      if (sha256 !== this.dataset.sha256 || streebog256 !== this.dataset.streebog256)
        return status.fault(words.differs);
      status.good(words.same);
      this.offer(words, room, bytes);
    } catch {
      status.fault(words.unreachable);
    }
  }

  private offer(words: SigningWords, room: KeyRoom, bytes: Uint8Array): void {
    const place = element("div", { class: "stack" });
    const choose = (keys: readonly Chosen[]): void => {
      const chosen = new ChosenKey(words, keys, {
        snils: this.dataset.snils ?? null,
        language: document.documentElement.lang,
        sign: (key) => this.sign(key, bytes),
        again: () => place.replaceChildren(...ways()),
      });
      place.replaceChildren(chosen.node);
      chosen.node.focus();
    };
    const plugin = pluginHere();
    const ways = (): Node[] => [
      fileWay(words, room, choose),
      pluginWay(words, room, plugin === null ? null : cryptoPro(plugin), choose),
    ];
    place.append(...ways());
    this.append(place);
  }

  /** The form sends what it always sends; the signature is in its field. */
  private async sign(key: Chosen, bytes: Uint8Array): Promise<void> {
    const signature = await key.sign(bytes);
    const form = this.closest("form");
    const field = form?.elements.namedItem("signature");
    if (!form || !(field instanceof HTMLInputElement)) throw new RoomFault("unexpected");
    field.value = toBase64(signature);
    this.room?.leave();
    form.requestSubmit();
  }
}
