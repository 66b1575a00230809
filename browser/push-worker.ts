/**
 * What a browser keeps of us to show a push. It shows and opens, and that is all: it hears no request, so that no page of a
 * medical cabinet is ever kept on a device by it.
 */
interface PushScope {
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
  readonly clients: { openWindow(address: string): Promise<unknown> };
  addEventListener(type: "push" | "notificationclick", listener: (event: Come) => void): void;
}

interface Come {
  readonly data: { json(): unknown } | null;
  readonly notification: { readonly data: unknown; close(): void };
  waitUntil(work: Promise<unknown>): void;
}

const scope = self as unknown as PushScope;

scope.addEventListener("push", (event) => {
  const { id, title, body, path } = (event.data?.json() ?? {}) as Record<string, string>;
  // The same id takes the place of what is on the screen already: sent twice, it is seen once.
  const options = { body: body ?? "", ...(id ? { tag: id } : {}), data: path ?? "/", lang: "ru" };
  event.waitUntil(scope.registration.showNotification(title ?? "", options));
});

scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = String(event.notification.data);
  event.waitUntil(scope.clients.openWindow(path.startsWith("/") && !path.startsWith("//") ? path : "/"));
});
