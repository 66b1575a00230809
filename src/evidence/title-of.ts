/** What a CDA calls itself, for a line that says which file this is. Shown, never judged by. */
import { fromUtf8 } from "../merkle/encoding.ts";

/** Null for what is no CDA, or has no title. */
export function titleOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder("utf-8").decode(bytes.subarray(0, 64 * 1024));
  if (!/<([\w.-]+:)?ClinicalDocument[\s>]/.test(head) || fromUtf8(bytes) === undefined) return null;
  const title = /<(?:[\w.-]+:)?title(?:\s[^>]*)?>([^<]{1,300})<\/(?:[\w.-]+:)?title>/.exec(head)?.[1];
  return title === undefined ? null : plain(title).replace(/\s+/g, " ").trim() || null;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, ten, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = Number.parseInt(ten ?? hex, ten ? 10 : 16);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
  });
}
