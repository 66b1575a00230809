/** A log's files in a folder, as a publisher lays them out, with witnesses; and ways to lie about it. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatCheckpoint } from "../../src/merkle/checkpoint.ts";
import { concat, toUtf8 } from "../../src/merkle/encoding.ts";
import { edgeRoot, emptyEdge, grow } from "../../src/merkle/grow.ts";
import { leafHash } from "../../src/merkle/hash.ts";
import { formatVkey } from "../../src/merkle/key.ts";
import { formatNote } from "../../src/merkle/note.ts";
import { type Policy, parsePolicy } from "../../src/merkle/policy.ts";
import { cosign, signingKey, signText, verifierOf } from "../../src/merkle/sign.ts";
import { tilePath } from "../../src/merkle/tile.ts";

export const logKey = signingKey("log.test/docs", new Uint8Array(32).fill(1));
const witnessKey = signingKey("witness.test", new Uint8Array(32).fill(2), 4);
export const AT = new Date("2026-11-23T12:00:00Z");

export const policyText = `log ${formatVkey(verifierOf(logKey))}\nwitness w ${formatVkey(verifierOf(witnessKey))}\nquorum w\n`;
export const policy: Policy = parsePolicy(toUtf8(policyText));

/** 0x01 and 32 bytes: what an entry of this house looks like. */
export const entriesOf = (count: number, salt = 0): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => {
    const entry = new Uint8Array(33).fill(salt);
    entry[0] = 1;
    new DataView(entry.buffer).setUint32(1, i);
    return entry;
  });

export function rootOf(entries: readonly Uint8Array[]): Uint8Array {
  return edgeRoot(grow(emptyEdge, concat(...entries.map(leafHash))).edge);
}

export function noteOf(size: number, root: Uint8Array, { cosigned = true, at = AT } = {}): Uint8Array {
  const text = formatCheckpoint({ origin: logKey.name, size, root });
  return formatNote({
    text,
    signatures: [signText(logKey, text), ...(cosigned ? [cosign(witnessKey, text, at)] : [])],
  });
}

/** Writes all files of a log of these entries; gives its root. */
export async function publish(folder: string, entries: readonly Uint8Array[], note = {}): Promise<Uint8Array> {
  await rm(folder, { recursive: true, force: true });
  const { edge, tiles } = grow(emptyEdge, concat(...entries.map(leafHash)));
  const root = entries.length === 0 ? rootOf([]) : edgeRoot(edge);
  const put = async (name: string, bytes: Uint8Array) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), bytes);
  };
  for (const { level, n, bytes } of tiles) await put(tilePath(level, n, bytes.length / 32), bytes);
  for (let n = 0; n * 256 < entries.length; n++) {
    const some = entries.slice(n * 256, n * 256 + 256);
    const bundle = concat(...some.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]));
    await put(tilePath("entries", n, some.length), bundle);
  }
  await put("checkpoint", noteOf(entries.length, root, note));
  return root;
}
