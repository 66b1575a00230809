/** Files that somebody chose or dropped, judged in their own browser: nothing of them leaves it. */
import { type Judgement, judge } from "../../src/evidence/judge.ts";
import { circumstancesOf, type TrustFiles } from "../../src/evidence/trust-files.ts";
import type { Brought } from "../../src/evidence/unpack.ts";

/** A document is at most 32 MB, and a bundle of it holds it twice. */
const MOST_BYTES = 96 * 1024 * 1024;
const MOST_FILES = 50;

/** `onRead`: how many files are read; between them the page can say so. Throws RangeError when it is too much. */
export async function check(
  files: readonly File[],
  trust: TrustFiles,
  onRead: (done: number) => void,
): Promise<Judgement> {
  if (files.length > MOST_FILES || files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
    throw new RangeError("too much");
  const brought: Brought[] = [];
  for (const file of files) {
    brought.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    onRead(brought.length);
    await painted();
  }
  return judge(brought, circumstancesOf(trust, new Date()));
}

/** The next line of the status is seen before the work begins. */
function painted(): Promise<void> {
  return new Promise((later) => setTimeout(later, 30));
}
