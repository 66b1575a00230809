/** A well-formed document cut into tags and texts with their places in it, so that a word can be changed and every other byte stays. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Attribute {
  readonly value: string;
  /** Of the value, without its quotes. */
  readonly range: Range;
}

export type Token =
  | {
      readonly kind: "open";
      /** Without its prefix. */
      readonly name: string;
      readonly prefix: string;
      readonly attributes: ReadonlyMap<string, Attribute>;
      readonly closed: boolean;
      readonly range: Range;
    }
  | { readonly kind: "close"; readonly name: string; readonly range: Range }
  | { readonly kind: "text"; readonly raw: string; readonly range: Range };

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g;
const attribute = /([^\s=>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** `text` must have been read by `readDocument`: there is no document type in it, and every quote is closed. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(token)) {
    const [all, closing, opening, attributes = "", slash] = match;
    const range = { start: match.index, end: match.index + all.length };
    if (closing !== undefined) found.push({ kind: "close", name: local(closing).name, range });
    else if (opening !== undefined) {
      const from = match.index + 1 + opening.length;
      const named = new Map<string, Attribute>();
      for (const one of attributes.matchAll(attribute)) {
        const value = one[2] ?? one[3] ?? "";
        const end = from + one.index + one[0].length - 1;
        named.set(one[1] ?? "", { value: plain(value), range: { start: end - value.length, end } });
      }
      found.push({ kind: "open", ...local(opening), attributes: named, closed: slash === "/", range });
    } else if (!all.startsWith("<")) found.push({ kind: "text", raw: all, range });
  }
  return found;
}

function local(name: string): { name: string; prefix: string } {
  const at = name.indexOf(":");
  return at < 0 ? { name, prefix: "" } : { name: name.slice(at + 1), prefix: name.slice(0, at + 1) };
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What a raw text says. */
export function plain(raw: string): string {
  return raw.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex || decimal) return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
    return entities[name] ?? all;
  });
}

/** How it is written, in a text or within either quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" }[one]};`);
}
