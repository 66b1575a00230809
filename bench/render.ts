/** A document as HTML and as PDF: processor time, memory, documents a second; and Chromium printing the same HTML, in the same minutes. */
import { availableParallelism } from "node:os";
import { renderHtml } from "../src/cda/html.tsx";
import { readDocument } from "../src/cda/read.ts";
import { makeReadable } from "../src/cda/readable.ts";
import { wholePage } from "../src/cda/whole-page.tsx";
import { openPrintShop, type PrintOrder, type PrintShop } from "../src/pdf/print.ts";
import { type ChromiumPrinter, openChromium } from "./kit/chromium.ts";
import { type BenchDocument, benchDocuments } from "./kit/grown.ts";
import { commandOf, memoryMb, treeOf, workedMs } from "./kit/process-tree.ts";
import type { BenchResult, Scenario } from "./run.ts";

/** Documents of one turn of each way; enough for a clock that ticks in hundredths of a second. */
const TURN = { html: 40, pdf: 8, chromium: 4 } as const;
/** Different documents of a turn; Typst remembers the last two. */
const SOURCES = 8;
type Way = keyof typeof TURN;
type Deed = (i: number) => Promise<number> | number;

export const render: Scenario = {
  name: "render",
  summary: "one document as HTML and PDF, against Chromium; memory over many. Arguments: documents 2000, rounds 12",
  async run(args): Promise<BenchResult> {
    const [many = 2000, rounds = 12] = args.map(Number);
    const documents = benchDocuments();
    const shop = openPrintShop({ workers: 1 });
    const chromium = await openChromium();
    const table = await race(documents, shop, chromium, rounds);
    await chromium?.close();
    await shop.close();
    const [small] = documents;
    if (!small) throw new Error("no document to measure");
    return {
      table,
      notes: [
        "from the bytes of the document: read, made readable, written; Chromium gets the finished HTML and leaves out signatures, files inside and PDF/A",
        "processor time is that of all processes of a way together; medians; the ways take turns, so load falls on all alike; no document is printed twice in a row",
        "MB: this process for HTML, the press for PDF, all processes of Chromium; what processes share is shared out",
        chromium ? "" : "no Chromium here: nothing to compare with",
        ...(await throughput(small, availableParallelism())),
        ...(await heldOver(many, small)),
        "aim: HTML ≤ 5 ms, PDF ≤ 50 ms of processor time for two pages with files inside, 3 × less than Chromium, memory flat",
      ].filter((note) => note !== ""),
    };
  },
};

interface Turn {
  readonly cpu: number;
  readonly wall: number;
  readonly megabytes: number;
  readonly bytes: number;
}

/** All ways over all documents, turn by turn, `rounds` times; the first round warms and does not count. */
async function race(
  documents: readonly BenchDocument[],
  shop: PrintShop,
  chromium: ChromiumPrinter | null,
  rounds: number,
) {
  const ways: readonly Way[] = chromium ? ["html", "pdf", "chromium"] : ["html", "pdf"];
  const turns = new Map<string, Turn[]>();
  for (let round = 0; round <= rounds; round++) {
    console.error(round === 0 ? "warming …" : `round ${round} of ${rounds}`);
    for (const document of documents) {
      const sources = Array.from({ length: SOURCES }, (_, i) => document.nth(round * SOURCES + i));
      const pages = sources.map((bytes) => wholePage(readable(bytes)));
      const of = <T>(all: readonly T[], i: number) => all[i % all.length] as T; // there are some
      const deeds: Record<Way, Deed> = {
        html: (i) => Buffer.byteLength(renderHtml(readable(of(sources, i)))),
        pdf: async (i) => (await shop.print(orderOf(of(sources, i)))).length,
        chromium: async (i) => (await chromium?.print(of(pages, i)))?.length ?? 0,
      };
      for (const way of ways) {
        const turn = await takeTurn(way, deeds[way], chromium);
        const key = `${document.name} ${way}`;
        if (round > 0) turns.set(key, [...(turns.get(key) ?? []), turn]);
      }
    }
  }
  return documents.flatMap(({ name }) => {
    const of = (way: Way) => turns.get(`${name} ${way}`) ?? [];
    const chromiumCpu = median(of("chromium").map(({ cpu }) => cpu));
    return ways.map((way) => {
      const cpu = median(of(way).map((turn) => turn.cpu));
      return {
        document: name,
        way: { html: "HTML", pdf: "PDF/A-3, files inside", chromium: "Chromium's PDF" }[way],
        "CPU ms": round1(cpu),
        "wall ms": round1(median(of(way).map(({ wall }) => wall))),
        "Chromium's CPU": chromium && way === "pdf" ? `× ${(chromiumCpu / cpu).toFixed(1)}` : "",
        MB: Math.round(Math.max(...of(way).map(({ megabytes }) => megabytes))),
        "KB out": Math.round(median(of(way).map(({ bytes }) => bytes)) / 1000),
      };
    });
  });
}

async function takeTurn(way: Way, deed: Deed, chromium: ChromiumPrinter | null): Promise<Turn> {
  const count = TURN[way];
  const others = () => ({ html: [], pdf: presses(), chromium: chromium ? treeOf(chromium.pid) : [] })[way];
  const [own, below, started] = [process.cpuUsage(), workedMs(others()), performance.now()];
  let bytes = 0;
  for (let i = 0; i < count; i++) bytes = await deed(i);
  const wall = (performance.now() - started) / count;
  const { user, system } = process.cpuUsage(own);
  const cpu = ((user + system) / 1000 + workedMs(others()) - below) / count;
  return { cpu, wall, megabytes: memoryMb(way === "html" ? [process.pid] : others()), bytes };
}

/** Children of this process that are of our own program; Chromium is not. */
function presses(): readonly number[] {
  return treeOf(process.pid).filter((pid) => pid !== process.pid && commandOf(pid).includes("press-child"));
}

async function throughput(document: BenchDocument, workers: number): Promise<readonly string[]> {
  const count = 100 * workers;
  const shop = openPrintShop({ workers });
  await Promise.all(Array.from({ length: workers }, (_, i) => shop.print(orderOf(document.nth(i)))));
  const [own, below, started] = [process.cpuUsage(), workedMs(presses()), performance.now()];
  await inTurns(count, workers * 2, (i) => shop.print(orderOf(document.nth(i))));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(own);
  const cpu = ((user + system) / 1000 + workedMs(presses()) - below) / count;
  await shop.close();
  const free = (workers * 1000) / cpu;
  return [
    `${workers} presses on ${workers} cores, ${document.name}: ${(count / seconds).toFixed(1)} PDFs a second by the clock, ${cpu.toFixed(1)} ms of processor time each (${free.toFixed(0)} a second, were the cores free)`,
  ];
}

/** Memory while `many` documents are made, for each tenth of them: least, median, most. */
async function heldOver(many: number, document: BenchDocument): Promise<readonly string[]> {
  const tenth = Math.max(1, Math.round(many / 10));
  const workers = availableParallelism();
  const shop = openPrintShop({ workers });
  const html = await sampled("HTML", many, tenth, 1, async (i) => void renderHtml(readable(document.nth(i))));
  const pdf = await sampled(
    "PDF",
    many,
    tenth,
    workers * 2,
    async (i) => void (await shop.print(orderOf(document.nth(i)))),
  );
  await shop.close();
  return [...html, ...pdf];
}

async function sampled(name: string, many: number, tenth: number, atOnce: number, deed: (i: number) => Promise<void>) {
  console.error(`${many} documents as ${name} …`);
  const lines: string[] = [];
  for (let done = 0; done < many; done += tenth) {
    const seen: number[] = [];
    let made = 0;
    await inTurns(Math.min(tenth, many - done), atOnce, async (i) => {
      await deed(done + i);
      if (++made % 10 === 0) seen.push(memoryMb([process.pid, ...presses()]));
    });
    seen.push(memoryMb([process.pid, ...presses()]));
    lines.push(`${Math.round(Math.min(...seen))}/${Math.round(median(seen))}/${Math.round(Math.max(...seen))}`);
  }
  return [`memory over ${many} ${name}, MB of all processes, least/median/most of each ${tenth}: ${lines.join("  ")}`];
}

/** `count` deeds, so many at once as given. */
async function inTurns(count: number, atOnce: number, deed: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await deed(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

function readable(bytes: Uint8Array) {
  return makeReadable(readDocument(bytes));
}

/** As the cabinet prints it: number, two signatures, proof, QR code, and the signed files inside. */
function orderOf(bytes: Uint8Array): PrintOrder {
  const stamp = {
    serial: "04B17FA10017B0D28D4C3A1E5F60718293",
    validFrom: "2026-03-14T09:00:00Z",
    validTo: "2027-03-14T09:00:00Z",
    verdict: "Подпись действительна",
  };
  const signature = (part: number) => ({
    name: `document.xml.${part}.p7s`,
    type: "application/pkcs7-signature",
    bytes: Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 * part) & 255)),
    description: "Открепленная подпись",
    relationship: "supplement" as const,
  });
  return {
    document: readable(bytes),
    number: "76.26.11.000000123",
    registeredAt: "2026-11-23T08:58:00Z",
    status: "current",
    stamps: [
      { role: "Врач", owner: "Крылова Елена Андреевна", ...stamp },
      { role: "Медицинская организация", owner: "Волжская городская поликлиника", ...stamp },
    ],
    verifyUrl: "https://medkarta.example/verify/76.26.11.000000123",
    checkpoint: "Запись № 123 открытого журнала",
    created: "2026-11-23T09:00:00Z",
    attachments: [
      {
        name: "document.xml",
        type: "application/xml",
        bytes,
        description: "Исходный электронный документ (CDA)",
        relationship: "source",
      },
      signature(1),
      signature(2),
    ],
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
