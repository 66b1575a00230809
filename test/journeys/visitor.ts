/** A person at the cabinet: logs in, reads what a page says, and presses what is written on it. No script is needed. */
import { type Answer, Browser, hidden } from "../access/browser.ts";
import type { TestHouse } from "../kit/house.ts";

export type { Answer };

export interface Visitor {
  readonly browser: Browser;
  /** The page they are at. */
  page: Answer;
  open(address: string): Promise<Answer>;
  /** Follows the link that has these words. */
  follow(words: string): Promise<Answer>;
  /** Presses the button that has these words, with all that its form holds, and what is filled in; null leaves a field out. */
  press(words: string, filled?: Filled): Promise<Answer>;
  /** Bytes of a file. */
  download(address: string): Promise<Download>;
}

export type Filled = Readonly<Record<string, string | readonly File[] | null>>;

export interface Download {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** `as`: the role to take, when the person also has a post. */
export async function logIn(house: TestHouse, login: string, as: "patient" | "staff" = "patient"): Promise<Visitor> {
  const browser = new Browser(house.url);
  const form = await browser.get("/login");
  let page = await browser.post(form.url, { login });
  if (page.url.pathname === "/login/as") {
    const post = /name="as" value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? "";
    const fields = { csrf: hidden(page.html, "csrf"), as: as === "patient" ? "patient" : post };
    page = await browser.post("/login/as", fields);
  }
  return visitorAt(browser, page, house.url);
}

function visitorAt(browser: Browser, first: Answer, origin: string): Visitor {
  const visitor: Visitor = {
    browser,
    page: first,
    open: async (address) => (visitor.page = await browser.get(address)),
    follow: (words) => visitor.open(linkWith(visitor.page.html, words)),
    async press(words, filled = {}) {
      const { action, fields, inParts } = formWith(visitor.page.html, words);
      const sent = inParts ? new FormData() : new URLSearchParams();
      for (const [name, value] of Object.entries({ ...fields, ...filled })) {
        if (typeof value === "string") sent.append(name, value);
        else if (sent instanceof FormData) for (const file of value ?? []) sent.append(name, file, file.name);
      }
      const form = sent instanceof FormData ? sent : Object.fromEntries(sent);
      visitor.page = await browser.post(new URL(action, visitor.page.url), form);
      return visitor.page;
    },
    async download(address) {
      const response = await fetch(new URL(address, origin), { redirect: "manual", headers: { cookie: cookies() } });
      return {
        status: response.status,
        headers: response.headers,
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    },
  };
  const cookies = () => [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ");
  return visitor;
}

/** What a reader sees: no tags, no hidden marks, spaces as one. */
export function textOf(html: string): string {
  return plain(html.replace(/<head>.*?<\/head>/s, "").replace(/<[^>]*>/g, " ")).replace(/[\s\u00a0]+/g, " ");
}

/** The page's own content before its frame, where the same words may stand too. */
function linkWith(html: string, words: string): string {
  for (const part of [html.slice(html.indexOf("<main")), html]) {
    for (const [, attributes = "", inner = ""] of part.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)) {
      if (textOf(inner).includes(words)) return plain(/href="([^"]*)"/.exec(attributes)?.[1] ?? "");
    }
  }
  throw new Error(`there is no link «${words}» on a page that says: ${textOf(html).slice(0, 500)}`);
}

function formWith(html: string, words: string): { action: string; fields: Record<string, string>; inParts: boolean } {
  for (const [, attributes = "", inner = ""] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    for (const [, button = "", label = ""] of inner.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)) {
      if (!textOf(label).includes(words)) continue;
      const fields: Record<string, string> = {};
      for (const [, input = ""] of inner.matchAll(/<input\b([^>]*)>/g)) if (isSent(input)) addField(fields, input);
      for (const [, area = "", text = ""] of inner.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs))
        addField(fields, `${area.replace(/\bvalue=/g, "")} value="${text}"`);
      addField(fields, button);
      const inParts = attributes.includes("multipart/form-data");
      return { action: plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? ""), fields, inParts };
    }
  }
  throw new Error(`there is no button «${words}» on a page that says: ${textOf(html).slice(0, 500)}`);
}

/** A browser sends of radios and ticks what is chosen, and of a choice of files nothing that was not chosen. */
function isSent(attributes: string): boolean {
  const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? "text";
  if (type === "file") return false;
  return (type !== "radio" && type !== "checkbox") || /\bchecked\b/.test(attributes);
}

function addField(fields: Record<string, string>, attributes: string): void {
  const name = /\bname="([^"]*)"/.exec(attributes)?.[1];
  if (name) fields[name] = plain(/\bvalue="([^"]*)"/.exec(attributes)?.[1] ?? "");
}

function plain(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** Asks until there is an answer; what is done behind the doors takes its moment. */
export async function until<T>(what: string, ask: () => Promise<T | null>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
