/** `medkarta render` over many documents: each written or told why not, several at once, and a count at the end. */
import { readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { Refusal } from "../basics/refusal.ts";
import { exit } from "./command.ts";
import type { Found, FoundDocument } from "./find-documents.ts";
import { tell } from "./say.ts";
import { writeWhole } from "./write-whole.ts";

export interface ManyOptions {
  /** The folder to write to. */
  readonly out: string;
  /** html, pdf … */
  readonly ending: string;
  /** Documents at work at once. */
  readonly atOnce: number;
  write(bytes: Uint8Array): Promise<string | Uint8Array>;
}

/** More faults of one document than this are only counted: the first ones are to be mended first. */
const MOST_FAULTS = 20;
/** Where standard error is no terminal, a line is written once for so many documents. */
const STEP = 500;

/** Gives the exit code: 0 all written, 1 not all, 70 where one failed by a fault of ours. */
export async function renderMany({ documents, others }: Found, options: ManyOptions): Promise<number> {
  const count = { written: 0, failed: 0, ours: 0 };
  const progress = openProgress(documents.length);
  const failed = (lines: readonly string[]) => {
    count.failed += 1;
    progress.around(() => lines.forEach(tell));
  };
  const jobs = await plan(documents, options, failed);
  const one = async ({ file, out }: Job) => {
    try {
      await writeWhole(out, await options.write(await readFile(file)));
      count.written += 1;
    } catch (error) {
      if (!(error instanceof Refusal) && !isSystems(error)) count.ours += 1;
      failed(linesOf(file, error));
    }
    progress.step(count.written + count.failed);
  };
  let next = 0;
  const worker = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) await one(job);
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  progress.end();
  tell(
    `Записано ${count.written}, не удалось ${count.failed}, пропущено других файлов ${others} · ` +
      `Written ${count.written}, failed ${count.failed}, other files passed over ${others}`,
  );
  return count.ours > 0 ? exit.fault : count.failed > 0 ? exit.no : exit.yes;
}

interface Job {
  readonly file: string;
  readonly out: string;
}

/** Where each goes. Two that would be one file are both left alone, and so is what would fall on a document itself. */
async function plan(
  documents: readonly FoundDocument[],
  { out, ending }: ManyOptions,
  failed: (lines: readonly string[]) => void,
): Promise<readonly Job[]> {
  const inputs = new Set(documents.map(({ identity }) => identity));
  const byName = Map.groupBy(documents, ({ place }) => join(out, `${place}.${ending}`));
  const jobs: Job[] = [];
  for (const [path, wanting] of byName) {
    const [first, second] = wanting;
    if (second) {
      for (const { file } of wanting) {
        const rival = wanting.find((other) => other.file !== file)?.file ?? file;
        failed([`${file}: SAME_NAME: на имя ${relative(out, path)} претендует и ${rival}: не записан ни один`]);
      }
    } else if (first && inputs.has(await identityOf(path)))
      failed([`${first.file}: OWN_INPUT: результат лёг бы на исходный документ ${path}`]);
    else if (first) jobs.push({ file: first.file, out: path });
  }
  return jobs;
}

/** Whether writing to the path would write over the file. */
export async function isSameFile(path: string, { identity }: FoundDocument): Promise<boolean> {
  return (await identityOf(path)) === identity;
}

async function identityOf(path: string): Promise<string> {
  return stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => "", // not there yet
  );
}

/** `file:line CODE: words`, a line for each fault, as editors and grep know it. */
function linesOf(file: string, error: unknown): readonly string[] {
  if (!(error instanceof Refusal)) return [`${file}: ${error instanceof Error ? error.message : String(error)}`];
  if (error.faults.length === 0) return [`${file}: ${error.code}: ${error.words.ru}`];
  const lines = error.faults
    .slice(0, MOST_FAULTS)
    .map(({ code, line, message }) => `${file}${line ? `:${line}` : ""}: ${code}: ${message.ru}`);
  const more = error.faults.length - lines.length;
  return more > 0 ? [...lines, `${file}: и ещё ошибок: ${more}`] : lines;
}

/** An error of the system (no right, no room), not of our program. */
function isSystems(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** One line that is written over in a terminal; elsewhere a line now and then. */
function openProgress(all: number) {
  const terminal = process.stderr.isTTY === true;
  const clear = () => terminal && process.stderr.write("\r\u001b[K");
  return {
    step(done: number) {
      if (terminal) process.stderr.write(`\r${done} / ${all}`);
      else if (done % STEP === 0 && done < all) tell(`${done} / ${all}`);
    },
    around(say: () => void) {
      clear();
      say();
    },
    end: () => void clear(),
  };
}
