/** Inspects a PDF that comes in: whatever would act on opening, or is something else besides, is refused. */

import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { opensQuietly } from "./open-action.ts";
import { namesIn } from "./pdf-names.ts";
import { findStreams, openObjectStreams, type PdfStream, readMetadata } from "./pdf-streams.ts";

/**
 * Proves that a PDF is quiet: begins with `%PDF-` at byte 0, ends with its last `%%EOF`, has no action but a jump
 * within itself, no form that runs, no encryption; files inside it only where it says it is PDF/A-3 (ISO 19005-3).
 * Looks at every byte and into compressed object streams, and follows no cross-reference table: where tables and
 * bytes disagree, readers do as well. Names are compared after `#xx` is decoded.
 * @throws Refusal `pdf.unsafe` with a fault for everything that was found
 */
export function inspectPdf(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const faults = [...checkEnds(text), ...checkInside(text, bytes)];
  if (faults.length > 0) {
    throw new Refusal(
      "invalid",
      "pdf.unsafe",
      {
        ru: "Этот PDF нельзя принять: в нём есть то, чего в документе PDF/A быть не должно.",
        en: "This PDF cannot be accepted: it has what a PDF/A document must not have.",
      },
      faults,
    );
  }
}

function checkEnds(text: string): Fault[] {
  const faults: Fault[] = [];
  if (!text.startsWith("%PDF-")) {
    faults.push(fault("pdf.not-at-start", "Файл должен начинаться с %PDF-.", "The file must begin with %PDF-."));
  }
  const end = text.lastIndexOf("%%EOF");
  if (end < 0) {
    faults.push(fault("pdf.no-end", "В файле нет %%EOF.", "The file has no %%EOF."));
  } else if (!/^\r?\n?$/.test(text.slice(end + 5, end + 10))) {
    faults.push(fault("pdf.after-end", "После %%EOF есть ещё что-то.", "Something follows %%EOF."));
  }
  return faults;
}

/** Names that make a PDF do something, and what each is. */
const forbidden: ReadonlyMap<string, readonly [code: string, ru: string, en: string]> = new Map([
  ["JavaScript", ["pdf.javascript", "программа JavaScript", "a JavaScript program"]],
  ["JS", ["pdf.javascript", "программа JavaScript", "a JavaScript program"]],
  ["Launch", ["pdf.launch", "запуск программы", "the launch of a program"]],
  ["SubmitForm", ["pdf.submit-form", "отправка данных формы", "the submission of a form"]],
  ["ImportData", ["pdf.import-data", "загрузка данных в форму", "the import of form data"]],
  ["AA", ["pdf.additional-actions", "действия по событиям", "actions on events"]],
  ["RichMedia", ["pdf.rich-media", "мультимедиа", "rich media"]],
  ["XFA", ["pdf.xfa", "форма XFA", "an XFA form"]],
  ["Encrypt", ["pdf.encrypted", "шифрование", "encryption"]],
]);
/** Files inside the PDF, allowed by PDF/A-3 alone. */
const embeddedFile = [
  "pdf.embedded-file",
  "вложенный файл, а это разрешает только PDF/A-3",
  "a file inside, which only PDF/A-3 allows",
] as const;
const files = new Set(["EmbeddedFiles", "EmbeddedFile", "FileAttachment", "EF"]);

function checkInside(text: string, bytes: Uint8Array): Fault[] {
  const streams = findStreams(text);
  if (!streams) return [unreadable];
  const opened = openObjectStreams(bytes, streams);
  const parts = [text, ...opened.texts];
  const found = new Set<string>();
  parts.forEach((part, i) => {
    findDangers(part, i === 0 ? streams : [], found);
  });
  const faults = new Map<string, Fault>();
  for (const name of found) {
    const [code, ru, en] = forbidden.get(name) ?? embeddedFile;
    if (forbidden.has(name) || !claimsPart3(text + readMetadata(bytes, streams))) {
      faults.set(code, fault(code, `В PDF есть ${ru}.`, `The PDF has ${en}.`));
    }
  }
  const more: Fault[] = [];
  if (!opensQuietly(parts, opened.objects)) {
    more.push(
      fault("pdf.open-action", "При открытии PDF выполняется действие.", "Opening the PDF performs an action."),
    );
  }
  if (opened.unreadable) {
    more.push(
      fault(
        "pdf.unreadable",
        "Часть PDF сжата так, что её нельзя проверить.",
        "A part of the PDF cannot be inspected.",
      ),
    );
  }
  return [...faults.values(), ...more];
}

function findDangers(text: string, streams: readonly PdfStream[], found: Set<string>): void {
  const isData = dataIn(streams);
  for (const { name, at } of namesIn(text)) {
    if (found.has(name) || !(forbidden.has(name) || files.has(name))) continue;
    // Short names happen by chance in compressed data; there they count only among readable characters.
    if (name.length > 3 || isReadable(text, at) || !isData(at)) found.add(name);
  }
}

function isReadable(text: string, at: number): boolean {
  return /^[\t\n\r -~]+$/.test(text.slice(Math.max(0, at - 8), at + 12));
}

/** Tells whether an offset lies in data; streams come in order and may lie in each other. */
function dataIn(streams: readonly PdfStream[]): (at: number) => boolean {
  const froms: number[] = [];
  const tos: number[] = [];
  for (const { from, to } of streams) {
    if (from < (tos.at(-1) ?? 0)) {
      tos[tos.length - 1] = Math.max(to, tos.at(-1)!);
    } else {
      froms.push(from);
      tos.push(to);
    }
  }
  return (at) => {
    let low = 0;
    let high = froms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (froms[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low > 0 && at < tos[low - 1]!;
  };
}

/** ISO 19005: the file says in its XMP metadata which part of PDF/A it keeps. */
function claimsPart3(metadata: string): boolean {
  return /pdfaid:part(?:>|\s*=\s*["'])\s*3\b/.test(metadata);
}

const unreadable = fault(
  "pdf.unreadable",
  "Часть PDF устроена так, что её нельзя проверить.",
  "A part of the PDF cannot be inspected.",
);

function fault(code: string, ru: string, en: string): Fault {
  return { code, severity: "error", message: { ru, en } };
}
