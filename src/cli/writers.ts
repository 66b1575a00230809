/** What `medkarta render` writes: a page, a PDF, a text, the model; the same file gives the same bytes, whenever it is rendered. */
import { startsAsPdf } from "../basics/pdf-mark.ts";
import { Refusal } from "../basics/refusal.ts";
import { embeddedFiles } from "../cda/embedded.ts";
import type { ReadableDocument } from "../cda/model.ts";
import { readForPeople } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import { wholePage } from "../cda/whole-page.tsx";
import { inspectPdf } from "../pdf/inspect.ts";
import type { PrintOrder, PrintShop } from "../pdf/print.ts";
import { printText } from "../pdf/print-text.ts";
import { quietFiles } from "../pdf/quiet-files.ts";

type Writer = (
  document: ReadableDocument,
  source: Uint8Array,
  shop: PrintShop,
) => Promise<string | Uint8Array> | string | Uint8Array;

/** By what stands after `--to`, which is also the ending of the file. */
export const writers: Readonly<Record<string, Writer>> = {
  html: (document) => wholePage(document, fileLinks(document)),
  txt: (document, source) => printText(orderOf(document, source)),
  json: (document) => `${JSON.stringify(document, null, 2)}\n`,
  pdf: (document, source, shop) => shop.print(orderOf(document, source)),
};

/**
 * Renders the bytes of a document, ours or from abroad.
 *
 * @throws Refusal of reading; ALREADY_PDF where a PDF should become something else; "pdf.unsafe" for one that would act
 */
export async function renderAs(to: string, bytes: Uint8Array, shop: PrintShop): Promise<string | Uint8Array> {
  if (startsAsPdf(bytes)) {
    if (to !== "pdf") throw alreadyPdf();
    inspectPdf(bytes);
    return bytes; // signed as it is: handed on unchanged
  }
  const write = writers[to];
  if (!write) throw new RangeError(`no writer for ${to}`);
  return write(makeReadable(readForPeople(bytes)), bytes, shop);
}

function orderOf(document: ReadableDocument, source: Uint8Array): PrintOrder {
  return {
    document,
    number: null,
    registeredAt: null,
    status: null,
    stamps: [],
    verifyUrl: null,
    checkpoint: null,
    created: "1970-01-01T00:00:00.000Z",
    attachments: [
      {
        name: "document.xml",
        type: "application/xml",
        bytes: source,
        description: "Исходный электронный документ (CDA)",
        relationship: "source",
      },
    ],
  };
}

/** The page is alone: its files travel in it, and are saved, never opened, by who presses their names. */
function fileLinks(document: ReadableDocument): (which: number) => string | null {
  const quiet = quietFiles(document);
  const hrefs = new Map(
    embeddedFiles(document).map(({ which, type, base64 }) => [which, `data:${type};base64,${base64}`]),
  );
  return (which) => (quiet.has(which) ? (hrefs.get(which) ?? null) : null);
}

function alreadyPdf(): Refusal {
  return new Refusal("unsupported", "ALREADY_PDF", {
    ru: "Файл уже PDF: его можно только передать дальше как есть (--to pdf)",
    en: "The file is a PDF already: it can only be handed on as it is (--to pdf)",
  });
}
