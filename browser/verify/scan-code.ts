/** `<scan-code data-label data-stop data-aim data-failed data-strange>`: the QR code of a document by the camera, where the browser reads codes. */
import { button, element, Status } from "../sign/elements.ts";

/** Not in TypeScript's list of the platform: https://wicg.github.io/shape-detection-api/ */
interface Detector {
  detect(from: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
declare const BarcodeDetector: undefined | (new (options: { formats: string[] }) => Detector);

const LOOK_EVERY_MS = 250;

export class ScanCode extends HTMLElement {
  readonly #status = new Status();
  #stream: MediaStream | null = null;

  connectedCallback(): void {
    if (typeof BarcodeDetector === "undefined" || !navigator.mediaDevices) return;
    this.replaceChildren(
      element(
        "p",
        {},
        button(this.dataset.label ?? "", () => void this.#scan(BarcodeDetector), "btn quiet"),
      ),
      this.#status.node,
    );
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  async #scan(Reader: NonNullable<typeof BarcodeDetector>): Promise<void> {
    this.#stop();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const video = element("video", { class: "scan", playsinline: "", muted: "" });
      video.srcObject = this.#stream;
      await video.play();
      this.#status.wait(this.dataset.aim ?? "");
      this.append(
        video,
        button(this.dataset.stop ?? "", () => this.#stop(), "btn quiet"),
      );
      await this.#look(new Reader({ formats: ["qr_code"] }), video);
    } catch {
      this.#stop();
      this.#status.fault(this.dataset.failed ?? "");
    }
  }

  async #look(reader: Detector, video: HTMLVideoElement): Promise<void> {
    while (this.#stream) {
      const [code] = await reader.detect(video);
      if (code) return this.#follow(code.rawValue);
      await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
    }
  }

  /** Only to the check of a number at this very portal: a code on paper may lead anywhere. */
  #follow(text: string): void {
    this.#stop();
    const there = URL.parse(text);
    const path = there && /^\/verify\/[0-9.]+$/.test(there.pathname) ? there.pathname : null;
    if (path && there?.origin === location.origin) location.assign(path);
    else this.#status.fault(this.dataset.strange ?? "");
  }

  #stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    for (const node of [...this.children].slice(2)) node.remove();
  }
}
