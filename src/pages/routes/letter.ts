/** A letter as it came in a form: its words, its files looked into, and everything that is wrong with it at once. */
import { randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { SentFile } from "../../appeals/files.ts";
import { MOST_BYTES, MOST_FILES, proveFile } from "../../appeals/prove-file.ts";
import { MOST_WORDS } from "../../appeals/words.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { sayNumber } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface Letter {
  /** As it was typed. */
  readonly words: string;
  readonly files: readonly SentFile[];
  /** Of the form: sent twice, it is the same. */
  readonly once: string;
  readonly faults: readonly FieldFault[];
}

export function field(request: FastifyRequest, name: string): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? value : "";
}

/** `needed`: words must be there. */
export function readLetter(request: FastifyRequest, viewer: Viewer, needed: boolean): Letter {
  const w = words(viewer.language).report.faults;
  const typed = field(request, "words").replace(/\r\n?/g, "\n");
  const faults: FieldFault[] = [];
  if (needed && typed.trim() === "") faults.push({ field: "words", text: w.words });
  if (typed.length > MOST_WORDS)
    faults.push({
      field: "words",
      text: w.long(sayNumber(viewer.language, typed.length), sayNumber(viewer.language, MOST_WORDS)),
    });
  const { files, faults: ofFiles } = readFiles(request, viewer);
  const once = field(request, "once");
  return { words: typed, files, once: isUuid(once) ? once : randomUUID(), faults: [...faults, ...ofFiles] };
}

function readFiles(request: FastifyRequest, viewer: Viewer): Pick<Letter, "files" | "faults"> {
  const w = words(viewer.language).report.faults;
  const uploads = request.uploads ?? [];
  const told = (text: string): FieldFault => ({ field: "files", text });
  const faults: FieldFault[] = [];
  const files: SentFile[] = [];
  if (uploads.length > MOST_FILES) faults.push(told(w.many(MOST_FILES)));
  const total = uploads.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  if (total > MOST_BYTES) faults.push(told(w.total));
  for (const { name, bytes } of uploads.slice(0, MOST_FILES)) {
    const proved = proveFile(bytes);
    if (typeof proved === "string") faults.push(told(w.file(shortName(name), w.why[proved])));
    else files.push(proved);
  }
  return { files, faults };
}

/** A name is the sender's own word, shown to nobody but them. */
function shortName(name: string): string {
  return name.length > 60 ? `${name.slice(0, 40)}…${name.slice(-15)}` : name;
}
