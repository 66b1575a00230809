/** A browser without scripts: follows redirects, keeps cookies by name and path, sends forms. */

export interface Answer {
  /** Where the redirects ended. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Every address on the way, the last one included. */
  readonly way: readonly URL[];
}

interface Cookie {
  readonly value: string;
  readonly path: string;
  /** As it was set, attributes and all. */
  readonly line: string;
}

export class Browser {
  readonly cookies = new Map<string, Cookie>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(address: string | URL, options: { follow?: (url: URL) => boolean } = {}): Promise<Answer> {
    return this.#go(new URL(address, this.#origin), { method: "GET" }, options.follow ?? (() => true));
  }

  post(
    address: string | URL,
    form: Readonly<Record<string, string>> | FormData,
    options: { follow?: (url: URL) => boolean } = {},
  ): Promise<Answer> {
    const init = { method: "POST", body: form instanceof FormData ? form : new URLSearchParams(form) };
    return this.#go(new URL(address, this.#origin), init, options.follow ?? (() => true));
  }

  value(name: string): string | undefined {
    return this.cookies.get(name)?.value;
  }

  /** A cookie that somebody else put there. */
  plant(name: string, value: string): void {
    this.cookies.set(name, { value, path: "/", line: "" });
  }

  async #go(first: URL, init: RequestInit, follow: (url: URL) => boolean): Promise<Answer> {
    const way = [first];
    let url = first;
    for (let step = 0; step < 20; step++) {
      const response = await fetch(url, {
        ...init,
        redirect: "manual",
        headers: {
          cookie: this.#cookiesFor(url),
          accept: "text/html",
          "user-agent": "Mozilla/5.0 (X11; Linux) Firefox/151.0",
        },
      });
      this.#keep(response.headers.getSetCookie());
      const location = response.headers.get("location");
      if (!location || response.status < 300 || response.status >= 400) {
        return { url, status: response.status, headers: response.headers, html: await response.text(), way };
      }
      await response.body?.cancel();
      url = new URL(location, url);
      way.push(url);
      if (!follow(url)) return { url, status: response.status, headers: response.headers, html: "", way };
      init = { method: "GET" };
    }
    throw new Error(`too many redirects: ${way.join(" → ")}`);
  }

  #cookiesFor(url: URL): string {
    return [...this.cookies]
      .filter(([, { path }]) => path === "/" || url.pathname === path || url.pathname.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? "/";
      const gone = /;\s*expires=Thu, 01 Jan 1970/i.test(line) || /;\s*max-age=0/i.test(line);
      if (gone) this.cookies.delete(name);
      else this.cookies.set(name, { value, path, line });
    }
  }
}

/** The value of a hidden field, by its name. */
export function hidden(html: string, name: string): string {
  const value = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`no hidden field «${name}»`);
  return value.replaceAll("&amp;", "&");
}

export function heading(html: string): string {
  return /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? "";
}
