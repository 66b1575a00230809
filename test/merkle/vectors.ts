/** Public vectors of other logs, which lie beside the project and are never part of it. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const shared = process.env.MEDKARTA_SHARED ?? fileURLToPath(new URL("../../../shared/", import.meta.url));
const folder = `${shared.replace(/\/?$/, "/")}data/merkle/`;

/** For node:test: false, or why a test of vectors is skipped. */
export const absent: false | string = existsSync(folder) ? false : `no vectors at ${folder}`;

export const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(folder + file));
export const folderOf = (name: string): string => folder + name;
export const textOf = (file: string): string => readFileSync(folder + file, "utf8");
/** The shape is the caller's word: a vector of another shape makes its test fail. */
export const vectors = <T>(file: string): T => JSON.parse(textOf(file)) as T;

export const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
