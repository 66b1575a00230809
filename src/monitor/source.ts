/** Where a log's files are read: an address, or a folder with a copy. Only ever below it, and only to a bounded length. */
import { open } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";

export interface Source {
  /** Undefined when there is no such file. Throws `OutOfReach` when that cannot be known. */
  read(file: string): Promise<Uint8Array | undefined>;
}

/** The log's files cannot be read now: this says nothing about the log. */
export class OutOfReach extends Error {
  override readonly name = "OutOfReach";
}

/** 256 entries of 65,535 bytes, each with its length before it. */
const LONGEST = 256 * (65_535 + 2);
const TIMEOUT_MS = 20_000;

export function openSource(where: string): Source {
  return /^https?:\/\//.test(where) ? overHttp(where.replace(/\/+$/, "")) : inFolder(where);
}

function overHttp(base: string): Source {
  return {
    async read(file) {
      let response: Response;
      try {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        response = await fetch(`${base}/${file}`, { redirect: "error", signal, cache: "no-store" });
        if (response.status === 404 || response.status === 410) return undefined;
        if (response.status !== 200) throw new OutOfReach(`${file}: status ${response.status}`);
        const parts: Uint8Array[] = [];
        let length = 0;
        for await (const part of response.body ?? []) {
          length += part.length;
          if (length > LONGEST) throw new OutOfReach(`${file} is too long`);
          parts.push(part);
        }
        return new Uint8Array(Buffer.concat(parts));
      } catch (error) {
        if (error instanceof OutOfReach) throw error;
        const cause = (error as Error).cause as { code?: string } | undefined;
        throw new OutOfReach(`${file}: ${cause?.code ?? (error as Error).message}`);
      }
    },
  };
}

function inFolder(folder: string): Source {
  return {
    async read(file) {
      try {
        const handle = await open(path.join(folder, file));
        try {
          if ((await handle.stat()).size > LONGEST) throw new OutOfReach(`${file} is too long`);
          return new Uint8Array(await handle.readFile());
        } finally {
          await handle.close();
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error instanceof OutOfReach ? error : new OutOfReach(`${file}: ${(error as Error).message}`);
      }
    },
  };
}

/** Bundles of entries may lie compressed (gzip), as they are sent. What only looks compressed stays as it is. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return bytes;
  try {
    return new Uint8Array(gunzipSync(bytes, { maxOutputLength: LONGEST }));
  } catch {
    return bytes;
  }
}
