/** `medkarta render`: a document as a person reads it, offline. */
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { startsAsPdf } from "../basics/pdf-mark.ts";
import { Refusal } from "../basics/refusal.ts";
import { renderHtml } from "../cda/html.tsx";
import type { ReadableDocument } from "../cda/model.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import { renderText } from "../cda/text.ts";
import { openPrintShop, type PrintShop } from "../pdf/print.ts";
import { type Command, exit } from "./command.ts";
import { type FoundDocument, findDocuments } from "./find-documents.ts";
import { isSameFile, renderMany } from "./render-many.ts";
import { tell } from "./say.ts";
import { endWithWholeFiles, writeWhole } from "./write-whole.ts";

export const renderCommand: Command = {
  name: "render",
  summary: "Write a document, or a folder of them, as HTML, PDF or text",
  help: `Usage: medkarta render FILE|FOLDER … --to html|pdf|txt|json [-o OUT]

Reads CDA documents and writes what a person reads. Needs no server and no network.

One FILE:    the result goes to OUT, or to standard output.
More, or a FOLDER: OUT is a folder, made where it is missing. Folders are looked through to the bottom, for files that are
             XML or PDF by their content, whatever their name; their tree is mirrored. Several PDFs are made at once.
             Each document that cannot be read is told, a line for each fault: FILE:LINE: CODE: words. A count comes last.

A result is there whole or not at all, whatever stops the program, and never falls on a document that was read. Two
documents that would get one name are told, and neither is written.

Exit codes: 0 all written, 1 a document cannot be read (every fault is told), 64 misused, 70 our fault.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { to: { type: "string" }, output: { type: "string", short: "o" } },
      allowPositionals: true,
    });
    const { to = "", output = null } = values;
    const write = Object.hasOwn(writers, to) ? writers[to] : undefined;
    if (positionals.length === 0 || !write) return misused();
    const found = await findDocuments(positionals, output);
    const shop = openPrintShop({ workers: availableParallelism() });
    endWithWholeFiles(() => shop.close());
    const render = async (bytes: Uint8Array) => {
      if (startsAsPdf(bytes)) throw alreadyPdf();
      return write(makeReadable(readDocument(bytes)), bytes, shop);
    };
    try {
      const outIsFolder = output !== null && (/[/\\]$/.test(output) || (await isFolder(output)));
      if (found.folders || positionals.length > 1 || outIsFolder) {
        if (output === null || (await isFile(output))) return misused("-o FOLDER");
        return await renderMany(found, { out: output, ending: to, atOnce: 2 * availableParallelism(), write: render });
      }
      return await renderOne(found.documents[0], output, render);
    } finally {
      await shop.close();
    }
  },
};

async function renderOne(
  document: FoundDocument | undefined,
  output: string | null,
  render: (bytes: Uint8Array) => Promise<string | Uint8Array>,
): Promise<number> {
  if (!document || (output !== null && (await isSameFile(output, document)))) return misused("OUT ≠ FILE");
  const result = await render(await readFile(document.file));
  if (output === null) process.stdout.write(result);
  else await writeWhole(output, result);
  return exit.yes;
}

function misused(needed = ""): number {
  tell(`Usage: medkarta render FILE|FOLDER … --to html|pdf|txt|json [-o OUT]${needed && `   (${needed})`}`);
  return exit.usage;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

type Writer = (
  document: ReadableDocument,
  source: Uint8Array,
  shop: PrintShop,
) => Promise<string | Uint8Array> | string | Uint8Array;

const writers: Readonly<Record<string, Writer>> = {
  html: (document) => wholePage(document),
  txt: (document) => renderText(document),
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  pdf: (document, source, shop) =>
    shop.print({
      document,
      number: null,
      registeredAt: null,
      status: null,
      stamps: [],
      verifyUrl: null,
      checkpoint: null,
      created: "1970-01-01T00:00:00.000Z", // the same file gives the same bytes, whenever it is rendered
      attachments: [
        {
          name: "document.xml",
          type: "application/xml",
          bytes: source,
          description: "Исходный электронный документ (CDA)",
          relationship: "source",
        },
      ],
    }),
};

/** One file that reads well anywhere: a few own styles, no script, nothing fetched. */
export function wholePage(document: ReadableDocument): string {
  const title = document.title.replace(/[&<]/g, (sign) => (sign === "&" ? "&amp;" : "&lt;"));
  return `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title}</title>
<style>body{font:1.0625rem/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#16231f}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #d9d8d1;padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.2rem}dd{margin:0}img{max-width:100%}.flag-high,.flag-low{color:#a3242b;font-weight:600}</style>
</head><body>${renderHtml(document)}</body></html>
`;
}

function alreadyPdf(): Refusal {
  return new Refusal("unsupported", "ALREADY_PDF", {
    ru: "Файл уже PDF: рендерить нечего",
    en: "The file is a PDF already",
  });
}
