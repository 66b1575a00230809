/**
 * Step 2 «read», first door: exact bytes in, text out, or a refusal that says where and what to do.
 * Everything the parser might be talked into (another encoding, a DTD, a control character) is refused here,
 * before any parser sees a byte. The same text then feeds every reader, so no two of them can disagree.
 */
import { isUtf8 } from "node:buffer";
import type { Fault } from "../basics/fault.ts";
import { Refusal, type RefusalKind } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";

export interface GateOptions {
  /** Largest document in bytes, counted after any decompression. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;

const BOM = "\uFEFF";
// Tab, line feed and carriage return are the only control characters of XML 1.0 §2.2; U+FFFE and U+FFFF are none at all.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
const LONGEST_DECLARATION = 400;
const DECLARATION = /^<\?xml[ \t\r\n][^>]*?\?>/;

/**
 * Admits the bytes of an XML document and gives their text.
 *
 * @throws Refusal "too-large" (the size limit) or "invalid" (anything else), each with exactly one fault.
 */
export function admitBytes(bytes: Uint8Array, options: GateOptions = {}): string {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  if (bytes.length > maxBytes) throw tooLarge(bytes.length, maxBytes);
  if (bytes.length === 0) throw refuse("EMPTY_DOCUMENT", EMPTY, START);
  refuseOtherFormats(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Before the bytes are judged as UTF-8: "you declared windows-1251" says more than "byte 0xF2 is broken".
  refuseOtherDeclarations(buffer.subarray(0, LONGEST_DECLARATION).toString("latin1"));
  refuseBrokenUtf8(bytes);
  const text = buffer.toString("utf8");
  refuseBom(text);
  refuseDoctype(text);
  refuseControlCharacters(text);
  return text;
}

interface Where {
  readonly line: number;
  readonly column: number;
  readonly found?: string;
  readonly expected?: string;
}

interface Told {
  readonly message: Words;
  readonly hint: Words;
}

const START: Where = { line: 1, column: 1 };

function refuseOtherFormats(bytes: Uint8Array): void {
  const [a, b, c, d] = [bytes[0], bytes[1], bytes[2], bytes[3]];
  // UTF-32 first: its little-endian mark begins with the mark of UTF-16.
  const wide =
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0 && b === 0 && c === 0xfe && d === 0xff) ||
    (a === 0x3c && b === 0) || // "<" in UTF-16LE or UTF-32LE without a mark
    (a === 0 && (b === 0x3c || b === 0)); // the same, big-endian
  if (wide) throw refuse("NOT_UTF8", WIDE, START);
  if (a === 0x1f && b === 0x8b) throw refuse("NOT_XML", notXml("gzip"), START);
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) throw refuse("NOT_XML", notXml("ZIP"), START);
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46) throw refuse("NOT_XML", notXml("PDF"), START);
}

function refuseBrokenUtf8(bytes: Uint8Array): void {
  if (isUtf8(bytes)) return;
  const offset = firstBrokenByte(bytes);
  throw refuse("NOT_UTF8", BROKEN, { ...placeOfByte(bytes, offset), found: hex(bytes, offset) });
}

function refuseBom(text: string): void {
  if (text.startsWith(BOM)) throw refuse("BOM", MARKED, { ...START, found: "EF BB BF" });
}

function refuseOtherDeclarations(text: string): void {
  const declaration = DECLARATION.exec(text)?.[0];
  if (declaration === undefined) return; // Absent is fine; a broken one is the parser's to refuse, with its line.
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  if (encoding !== undefined && encoding.toUpperCase() !== "UTF-8") {
    const column = declaration.indexOf("encoding") + 1;
    throw refuse("NOT_UTF8", DECLARED, { line: 1, column, found: encoding.slice(0, 40), expected: "UTF-8" });
  }
  const version = /version\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  // XML 1.1 admits control characters and other line ends: the readers would no longer agree.
  if (version !== undefined && version !== "1.0") {
    const column = declaration.indexOf("version") + 1;
    throw refuse("XML_VERSION", VERSION, { line: 1, column, found: version.slice(0, 40), expected: "1.0" });
  }
}

function refuseDoctype(text: string): void {
  // Anywhere, even in a comment: no document of the profile has one, and a cheap rule has no way round it.
  const offset = text.indexOf("<!DOCTYPE");
  if (offset >= 0) throw refuse("DOCTYPE_FORBIDDEN", DOCTYPE, placeOf(text, offset));
}

function refuseControlCharacters(text: string): void {
  const offset = text.search(FORBIDDEN);
  if (offset < 0) return;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
  throw refuse("CONTROL_CHARACTER", CONTROL, { ...placeOf(text, offset), found: `U+${code}` });
}

/** 1-based line and column (in UTF-16 units) of an offset in a text. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

function placeOfByte(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0 && end < offset; end = bytes.indexOf(0x0a, start)) {
    line += 1;
    start = end + 1;
  }
  // What stands before the first broken byte of the line is whole, so its characters can be counted.
  return {
    line,
    column: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(start, offset)).length + 1,
  };
}

/** Halving finds the longest valid prefix; a character cut by the cut itself is completed or left out. */
function firstBrokenByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const cut = characterStart(bytes, middle, good);
    if (cut > good && isUtf8(bytes.subarray(good, cut))) good = cut;
    else if (cut > good) bad = cut;
    else break;
  }
  while (good < bytes.length) {
    const length = [1, 2, 3, 4].find((n) => isUtf8(bytes.subarray(good, good + n)) && good + n <= bytes.length);
    if (length === undefined) return good;
    good += length;
  }
  return good;
}

function characterStart(bytes: Uint8Array, from: number, floor: number): number {
  let at = from;
  while (at > floor && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

function hex(bytes: Uint8Array, offset: number): string {
  return [...bytes.subarray(offset, offset + 4)]
    .map((byte) => byte.toString(16).toUpperCase().padStart(2, "0"))
    .join(" ");
}

function refuse(code: string, told: Told, where: Where, kind: RefusalKind = "invalid"): Refusal {
  const fault: Fault = { code, severity: "error", message: told.message, hint: told.hint, ...where };
  return new Refusal(kind, code, told.message, [fault]);
}

function tooLarge(bytes: number, maxBytes: number): Refusal {
  const limit = `${(maxBytes / 1024 / 1024).toFixed(0)}`;
  const told: Told = {
    message: { ru: `Документ больше ${limit} МиБ`, en: `The document is larger than ${limit} MiB` },
    hint: {
      ru: "Уменьшите вложенные изображения и файлы или передайте их отдельными документами",
      en: "Shrink the images and files inside it, or send them as documents of their own",
    },
  };
  const where = { ...START, found: `${bytes}`, expected: `≤ ${maxBytes}` };
  return refuse("TOO_LARGE", told, where, "too-large");
}

function notXml(format: string): Told {
  return {
    message: { ru: `Это файл ${format}, а не XML`, en: `This is a ${format} file, not XML` },
    hint: {
      ru: "Передайте сам файл документа CDA: без сжатия и без упаковки",
      en: "Send the CDA document itself, neither compressed nor packed",
    },
  };
}

const SAVE_AS_UTF8: Words = {
  ru: "Сохраните документ в UTF-8 без метки порядка байтов (BOM) и подпишите заново",
  en: "Save the document as UTF-8 without a byte order mark and sign it again",
};
const EMPTY: Told = {
  message: { ru: "Документ пуст", en: "The document is empty" },
  hint: { ru: "Передайте байты документа", en: "Send the bytes of the document" },
};
const WIDE: Told = {
  message: {
    ru: "Документ записан в UTF-16 или UTF-32, принимается только UTF-8",
    en: "The document is in UTF-16 or UTF-32; only UTF-8 is taken",
  },
  hint: SAVE_AS_UTF8,
};
const BROKEN: Told = {
  message: { ru: "Байты документа не являются текстом в UTF-8", en: "The bytes of the document are not UTF-8 text" },
  hint: SAVE_AS_UTF8,
};
const MARKED: Told = {
  message: {
    ru: "Документ начинается с метки порядка байтов (BOM): руководства по СЭМД её запрещают, она входит в подписанные байты и мешает проверке",
    en: "The document begins with a byte order mark: the guides forbid it, and it is part of the signed bytes",
  },
  hint: SAVE_AS_UTF8,
};
const DECLARED: Told = {
  message: {
    ru: "Объявлена другая кодировка, принимается только UTF-8",
    en: "Another encoding is declared; only UTF-8 is taken",
  },
  hint: SAVE_AS_UTF8,
};
const VERSION: Told = {
  message: { ru: "Принимается только XML версии 1.0", en: "Only XML version 1.0 is taken" },
  hint: { ru: 'Объявите version="1.0"', en: 'Declare version="1.0"' },
};
const DOCTYPE: Told = {
  message: {
    ru: "DOCTYPE запрещён: через него читают чужие файлы и раздувают память",
    en: "A DOCTYPE is forbidden: it reads foreign files and blows up memory",
  },
  hint: { ru: "Удалите <!DOCTYPE …> и подпишите заново", en: "Remove <!DOCTYPE …> and sign again" },
};
const CONTROL: Told = {
  message: { ru: "В документе есть управляющий символ", en: "There is a control character in the document" },
  hint: {
    ru: "Удалите символ: в XML 1.0 разрешены только табуляция и переводы строки",
    en: "Remove it: XML 1.0 allows only tabs and line ends",
  },
};
