/**
 * `<push-switch>`: the button that switches push on in this browser. Subscribing is the browser's own business, so this is
 * the one thing of the page that needs script; where a browser has no push, what stands inside stays as it is.
 */
export class PushSwitch extends HTMLElement {
  connectedCallback(): void {
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = this.dataset.on ?? "";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      button.disabled = true;
      said.textContent = (await this.switchOn().catch(() => this.dataset.failed)) ?? "";
      button.disabled = false;
    });
    this.replaceChildren(button, said);
  }

  /** What to say; nothing when it went well, for then the page comes anew. */
  private async switchOn(): Promise<string | undefined> {
    const { key = "", worker = "", send = "", csrf = "", here = "", refused, failed } = this.dataset;
    if ((await Notification.requestPermission()) !== "granted") return refused;
    const registration = await navigator.serviceWorker.register(worker);
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    });
    const { endpoint = "", keys = {} } = subscription.toJSON();
    const body = new URLSearchParams({ csrf, endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" });
    const answer = await fetch(send, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") {
      await subscription.unsubscribe(); // what the house did not take must not stay switched on here
      return failed;
    }
    location.assign(here);
    location.reload();
    return undefined;
  }
}
