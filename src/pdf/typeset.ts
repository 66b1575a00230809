/** Sets a document: Typst, kept warm, from the composed sheet to PDF/A-3a. Runs in the child process only. */

import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { type Composed, compose } from "./compose.ts";
import type { SheetImage } from "./composer.ts";
import { loadFaces } from "./faces.ts";
import { markAccessible } from "./mark-accessible.ts";
import type { PrintOrder } from "./order.ts";

/** Sets one order; synchronous, and not to be interrupted but by ending the process. */
export type Typeset = (order: PrintOrder) => Uint8Array;

const workspace = fileURLToPath(new URL(".", import.meta.url));
/** What the files are: PDF/A-3a. The other is for tests: what Typst lets pass under it keeps PDF/UA-1 (see `markAccessible`). */
export type Standard = "a-3a" | "ua-1";
/** Results of Typst that this many documents in a row had no use for are forgotten. */
const cacheAge = 2;

/** Reads the fonts and warms the compiler. */
export function openTypesetter(standard: Standard = "a-3a"): Typeset {
  const faces = loadFaces();
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...faces.files] }] });
  const attempt = (composed: Composed) => {
    const pdf = setSheet(compiler, composed, standard);
    return standard === "a-3a" ? markAccessible(pdf) : pdf;
  };
  return (order) => {
    try {
      const composed = compose(faces, order);
      try {
        return attempt(composed);
      } catch {
        // A document must stay readable whatever is in it: without what is broken, then in plain letters only.
        const brokenImages = findBroken(compiler, composed.images);
        try {
          return attempt(compose(faces, order, { brokenImages }));
        } catch {
          return attempt(compose(faces, order, { brokenImages, plainText: true }));
        }
      }
    } finally {
      compiler.resetShadow();
      compiler.evictCache(cacheAge);
    }
  };
}

function setSheet(compiler: NodeCompiler, { sheet, images, enclosures }: Composed, standard: Standard): Uint8Array {
  compiler.mapShadow(`${workspace}sheet.json`, Buffer.from(JSON.stringify(sheet)));
  for (const { path, bytes } of [...images, ...enclosures]) mapBytes(compiler, path, bytes);
  return toPdf(compiler, { mainFilePath: `${workspace}document.typ` }, standard);
}

function mapBytes(compiler: NodeCompiler, path: string, bytes: Uint8Array): void {
  compiler.mapShadow(workspace + path.slice(1), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function toPdf(
  compiler: NodeCompiler,
  source: { mainFilePath: string } | { mainFileContent: string },
  standard: Standard,
): Uint8Array {
  const compiled = compiler.compile(source);
  if (!compiled.result)
    throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? "no reason given"));
  return compiler.pdf(compiled.result, { pdfStandard: standard });
}

/** The pictures that Typst cannot put into a PDF/A, each tried alone. */
function findBroken(compiler: NodeCompiler, images: readonly SheetImage[]): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const { path, bytes, format } of images) {
    try {
      mapBytes(compiler, path, bytes);
      const date = "#set document(date: datetime(year: 2026, month: 1, day: 1))";
      toPdf(compiler, { mainFileContent: `${date}\n#image("${path}", format: "${format}", alt: "picture")` }, "a-3a");
    } catch {
      broken.add(path);
    }
  }
  return broken;
}
