/** `medkarta render`: a document as a person reads it, offline. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startsAsPdf } from "../basics/pdf-mark.ts";
import { Refusal } from "../basics/refusal.ts";
import { renderHtml } from "../cda/html.tsx";
import type { ReadableDocument } from "../cda/model.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import { renderText } from "../cda/text.ts";
import { openPrintShop } from "../pdf/print.ts";
import { type Command, exit } from "./command.ts";
import { tell } from "./say.ts";

export const renderCommand: Command = {
  name: "render",
  summary: "Write a document as HTML, PDF or text",
  help: `Usage: medkarta render FILE --to html|pdf|txt|json [-o OUT]

Reads a CDA document and writes what a person reads. Needs no server and no network. Without -o the result goes to
standard output.

Exit codes: 0 written, 1 the document cannot be read (every fault is told), 64 misused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { to: { type: "string" }, output: { type: "string", short: "o" } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    const write = writers[values.to ?? ""];
    if (!file || more.length > 0 || !write) {
      tell("Usage: medkarta render FILE --to html|pdf|txt|json [-o OUT]");
      return exit.usage;
    }
    const bytes = await readFile(file);
    if (startsAsPdf(bytes)) throw alreadyPdf();
    const result = await write(makeReadable(readDocument(bytes)), bytes);
    if (values.output) await writeFile(values.output, result);
    else process.stdout.write(result);
    return exit.yes;
  },
};

type Writer = (document: ReadableDocument, source: Uint8Array) => Promise<string | Uint8Array> | string;

const writers: Readonly<Record<string, Writer>> = {
  html: (document) => wholePage(document),
  txt: (document) => renderText(document),
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  pdf: async (document, source) => {
    const shop = openPrintShop({ workers: 1 });
    try {
      return await shop.print({
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
      });
    } finally {
      await shop.close();
    }
  },
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
