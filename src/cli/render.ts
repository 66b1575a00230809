/** `medkarta render`: a document as a person reads it, offline. */
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { openPrintShop } from "../pdf/print.ts";
import { type Command, exit } from "./command.ts";
import { type FoundDocument, findDocuments } from "./find-documents.ts";
import { isSameFile, renderMany } from "./render-many.ts";
import { tell } from "./say.ts";
import { endWithWholeFiles, writeWhole } from "./write-whole.ts";
import { renderAs, writers } from "./writers.ts";

export const renderCommand: Command = {
  name: "render",
  summary: "Write a document, or a folder of them, as HTML, PDF or text",
  help: `Usage: medkarta render FILE|FOLDER … --to html|pdf|txt|json [-o OUT]

Reads CDA documents, Russian and foreign, and writes what a person reads. A PDF is handed on as it is, once it is proved to do
nothing. Needs no server and no network.

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
    if (positionals.length === 0 || !Object.hasOwn(writers, to)) return misused();
    const found = await findDocuments(positionals, output);
    const shop = openPrintShop({ workers: availableParallelism() });
    endWithWholeFiles(() => shop.close());
    const render = (bytes: Uint8Array) => renderAs(to, bytes, shop);
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
