/** Everything of an opened document in one ZIP: a page to start from, the printed form, the text, the exact files and signatures. */
import { type Zippable, zipSync } from "fflate";
import { Refusal } from "../basics/refusal.ts";
import { embeddedFiles } from "../cda/embedded.ts";
import type { Fact } from "../cda/model.ts";
import { saySize } from "../cda/say-size.ts";
import { wholePage } from "../cda/whole-page.tsx";
import type { PrintOrder } from "../pdf/order.ts";
import { printText } from "../pdf/print-text.ts";
import { bytesOf, quietFiles } from "../pdf/quiet-files.ts";
import type { PatientDeps } from "./deps.ts";
import type { OpenedDocument } from "./open.ts";
import { isPdf, keysFile, printOrderOf, roleWords } from "./print.ts";

interface Entry {
  readonly name: string;
  readonly about: string;
  readonly bytes: Uint8Array;
}

/** The same bytes for the same document: names are ours, and the time is that of its registration. */
export async function bundleDocument(deps: PatientDeps, opened: OpenedDocument): Promise<Uint8Array> {
  const order = printOrderOf(deps, opened);
  // What is too large for paper is still whole in its own file.
  const printed = await deps.printShop.print(order).catch((refusal: unknown) => {
    if (refusal instanceof Refusal && refusal.kind === "too-large") return null;
    throw refusal;
  });
  const entries = [...entriesOf(deps, opened, order, printed), ...(await trustOf(deps, opened))];
  const quiet = quietFiles(order.document);
  const inside = embeddedFiles(order.document)
    .filter(({ which }) => quiet.has(which))
    .map((file) => {
      const { which, name, type } = file;
      return { which, name: `files/${name}`, about: `файл из документа (${type})`, bytes: bytesOf(file) };
    });
  const links = (which: number) => {
    const file = inside.find((one) => one.which === which);
    return file ? encodeURI(file.name) : null;
  };
  const page = wholePage(order.document, links, {
    under: underTitle(order),
    files: [...entries, ...inside].map(({ name, about, bytes }) => {
      return { href: encodeURI(name), name, about: `${about}, ${saySize(bytes.length)}` };
    }),
    closing: closingOf(order),
  });
  const all = [{ name: "index.html", bytes: Buffer.from(page) }, ...entries, ...inside];
  return zipSync(zippable(all), { mtime: localTime(opened.registeredAt) });
}

function entriesOf(
  { logKeys }: PatientDeps,
  opened: OpenedDocument,
  order: PrintOrder,
  printed: Uint8Array | null,
): readonly Entry[] {
  const { number } = opened.listed;
  const pdf = isPdf(opened);
  const file = `${number}.${pdf ? "pdf" : "xml"}`;
  const onPaper = pdf
    ? { name: `${number}-cover.pdf`, about: "лист с подписями и номером, для печати" }
    : { name: `${number}.pdf`, about: "документ для печати, с исходным файлом и подписями внутри" };
  return [
    ...(printed === null ? [] : [{ ...onPaper, bytes: printed }]),
    { name: `${number}.txt`, about: "документ простым текстом", bytes: Buffer.from(printText(order)) },
    {
      name: file,
      about: pdf ? "сам документ (PDF/A), без изменений" : "исходный электронный документ, без изменений",
      bytes: opened.document.bytes,
    },
    ...opened.signatures.map(({ part, role, bytes }) => {
      return { name: `${file}.${part}.p7s`, about: `подпись: ${roleWords[role].toLowerCase()}`, bytes };
    }),
    ...(opened.receipt
      ? [
          {
            name: `${file}.tlog-proof`,
            about: "квитанция реестра: запись и её место в журнале",
            bytes: opened.receipt,
          },
          { name: "log-keys.txt", about: "открытые ключи журнала реестра", bytes: keysFile(logKeys) },
        ]
      : []),
  ];
}

/** Certificates and lists by which the signatures can be judged without a network, as they were when it was registered. */
async function trustOf(
  { trustFor }: PatientDeps,
  { signatures, registeredAt }: OpenedDocument,
): Promise<readonly Entry[]> {
  const files = await trustFor(
    signatures.map(({ bytes }) => bytes),
    registeredAt,
  );
  return files.map(({ name, bytes }) => {
    const about = name.endsWith(".crl") ? "список отозванных сертификатов" : "сертификат удостоверяющего центра";
    return { name: `trust/${name}`, about, bytes };
  });
}

function underTitle({ number, status, replacedBy }: PrintOrder): readonly string[] {
  const lines = [`Номер в реестре: ${number}`];
  return status === "replaced" ? [...lines, `Заменён новой версией${replacedBy ? `: № ${replacedBy}` : ""}`] : lines;
}

function closingOf({ stamps, verifyUrl, checkpoint }: PrintOrder): readonly Fact[] {
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ...stamps.map(
      ({ role, owner, serial, verdict }) => [role, `${owner}. ${verdict}. Сертификат ${serial || "—"}`] as const,
    ),
    ["Проверить документ", verifyUrl],
    ["Журнал реестра", checkpoint],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, runs: [{ text: value }] }]));
}

/** What is compressed already is stored as it is: packing it again costs time and saves nothing. */
function zippable(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Zippable {
  const packed = /\.(pdf|png|jpg|p7s)$/;
  return Object.fromEntries(
    files.map(({ name, bytes }) => [name, [bytes, { level: packed.test(name) ? 0 : 6 }]] as const),
  );
}

/** ZIP knows local time without a zone: Moscow's, as on the document, whatever the machine's own zone is. */
function localTime(at: Date): Date {
  const moscow = new Date(at.getTime() + 3 * 3_600_000);
  return new Date(
    moscow.getUTCFullYear(),
    moscow.getUTCMonth(),
    moscow.getUTCDate(),
    moscow.getUTCHours(),
    moscow.getUTCMinutes(),
    moscow.getUTCSeconds(),
  );
}
