/** Finds the names in the bytes of a PDF, however they are written. */

export interface PdfName {
  /** Decoded: `/J#61vaScript` is `JavaScript`. */
  readonly name: string;
  readonly at: number;
}

const names = /\/([A-Za-z0-9#]{2,60})(?=[\0\t\n\f\r ()<>[\]{}/%]|$)/g;

/** Every name of letters and digits in a latin-1 text. */
export function* namesIn(text: string): Generator<PdfName> {
  for (const match of text.matchAll(names)) yield { name: decodeName(match[1]!), at: match.index };
}

function decodeName(written: string): string {
  if (!written.includes("#")) return written;
  return written.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** True where a text has the name, e.g. `/ObjStm`. */
export function hasName(text: string, name: string): boolean {
  // Most texts have neither the name nor an escape that could hide it.
  return (text.includes(name) || text.includes("#")) && namesIn(text).some((found) => found.name === name);
}
