/** Which documents the arguments of a command mean: files as named, and in folders every file that is XML or PDF by its content. */
import { open, readdir, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { startsAsPdf } from "../basics/pdf-mark.ts";

export interface FoundDocument {
  readonly file: string;
  /** Its place in the tree that is written: a relative path without the ending. */
  readonly place: string;
  /** Device and number of the file: two names may mean one file. */
  readonly identity: string;
}

export interface Found {
  readonly documents: readonly FoundDocument[];
  /** Files of the folders that are no documents. */
  readonly others: number;
  /** Whether a folder was among the arguments. */
  readonly folders: boolean;
}

/**
 * A single folder is mirrored as it is; of several arguments each folder keeps its name.
 *
 * @param without a folder inside those that is not looked into: the one that is written to
 * @throws the system's error where an argument is not there
 */
export async function findDocuments(args: readonly string[], without: string | null): Promise<Found> {
  const documents: FoundDocument[] = [];
  let others = 0;
  let folders = false;
  const take = async (file: string, place: string) => {
    const { dev, ino } = await stat(file);
    documents.push({ file, place: withoutEnding(place), identity: `${dev}:${ino}` });
  };
  const walk = async (folder: string, place: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const [path, below] = [join(folder, entry.name), join(place, entry.name)];
      if (entry.isDirectory()) {
        if (without === null || resolve(path) !== resolve(without)) await walk(path, below);
      }
      // A link to a file is a file; one to a folder could lead round in a circle.
      else if (!(await isFile(path))) others += 1;
      else if (await isDocument(path)) await take(path, below);
      else others += 1;
    }
  };
  for (const arg of args) {
    if ((await stat(arg)).isDirectory()) {
      folders = true;
      await walk(arg, args.length === 1 ? "" : basename(resolve(arg)));
    } else await take(arg, basename(arg));
  }
  return { documents, others, folders };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false, // a link that leads nowhere
  );
}

/** By the first bytes. XML in another encoding counts too: that it cannot be read should be told, not passed over. */
async function isDocument(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (file === null) return true; // may not be looked into: told when it is read
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const head = buffer.subarray(0, bytesRead);
    if (startsAsPdf(head)) return true;
    const text = head.toString("latin1").replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "");
    return /^[\s\0]*<(?!!doctype html|html)/i.test(text);
  } finally {
    await file.close();
  }
}

/** «a/b.xml» → «a/b»; a name that ends in no ending stays. */
function withoutEnding(place: string): string {
  const ending = extname(place);
  return /^\.\w{1,5}$/.test(ending) ? place.slice(0, -ending.length) : place;
}
