/** Files that lie inside an opened document: handed out only when their own bytes cannot act. */
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { embeddedFiles } from "../cda/embedded.ts";
import { readDocument } from "../cda/read.ts";
import { makeReadable } from "../cda/readable.ts";
import { bytesOf, dangersOf } from "../pdf/quiet-files.ts";
import type { OpenedDocument } from "./open.ts";
import { isPdf } from "./print.ts";

export interface HandedFile {
  /** Told from the bytes, never from what the document calls it. */
  readonly type: string;
  readonly bytes: Buffer;
  /** ASCII: «2.pdf» */
  readonly name: string;
}

/**
 * @param which number of the file on the document's page, from 1
 * @throws Refusal "not-found" NO_FILE; "not-allowed" FILE_UNSAFE when it is a PDF that would run, send or launch something
 */
export function handOut(opened: OpenedDocument, which: number): HandedFile {
  const readable = isPdf(opened) ? null : makeReadable(readDocument(opened.document.bytes));
  const file = readable && embeddedFiles(readable).find((one) => one.which === which);
  if (!file) throw noFile();
  const faults = dangersOf(file);
  if (faults.length > 0) throw unsafe(faults);
  return { type: file.type, bytes: bytesOf(file), name: `${which}.${file.name.split(".").at(-1)}` };
}

function unsafe(faults: readonly Fault[]): Refusal {
  return new Refusal(
    "not-allowed",
    "FILE_UNSAFE",
    {
      ru: "Этот файл внутри документа мы не выдаём: в нём есть то, что может сработать при открытии. Сам документ цел. Обратитесь в организацию, которая его оформила",
      en: "We do not hand out this file inside the document: it holds something that may act when it is opened. The document itself is whole. Ask the organisation that issued it",
    },
    faults,
  );
}

function noFile(): Refusal {
  return new Refusal("not-found", "NO_FILE", {
    ru: "Такого файла в документе нет",
    en: "The document holds no such file",
  });
}
