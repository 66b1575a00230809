/** (c) Is it in the log, under which checkpoint, cosigned by whom. Never throws: any bytes get an answer. */
import { parseCheckpoint } from "../merkle/checkpoint.ts";
import { Malformed, toHex, toUtf8 } from "../merkle/encoding.ts";
import type { VerifierKey } from "../merkle/key.ts";
import { parseNote, verifyNote } from "../merkle/note.ts";
import { parseProofFile } from "../merkle/proof-file.ts";
import { openReceipt } from "../merkle/receipt.ts";
import type { Cosigner, ReceiptAnswer } from "./answers.ts";
import type { Piece } from "./unpack.ts";

export interface KnownKeys {
  /** Public keys of logs, each named as its origin; several of one name after a change of keys. */
  readonly logs: readonly VerifierKey[];
  /** Public keys of witnesses. */
  readonly witnesses: readonly VerifierKey[];
}

export function judgeReceipt({ name: file, bytes }: Pick<Piece, "name" | "bytes">, keys: KnownKeys): ReceiptAnswer {
  let origin: string | null = null;
  try {
    const { checkpoint } = parseProofFile(bytes);
    origin = parseCheckpoint(parseNote(toUtf8(checkpoint)).text).origin;
    const ofLog = keys.logs.filter(({ name }) => name === origin);
    let failed: ReceiptAnswer = { answer: "no-key", file, code: "log-unknown", origin };
    for (const key of ofLog) {
      try {
        const { record, index, size, root } = openReceipt(bytes, key);
        const cosigners = cosignersOf(checkpoint, key, keys.witnesses);
        return { answer: "proved", file, record, index, size, root: toHex(root), origin, cosigners };
      } catch (error) {
        failed = refused(file, origin, error);
      }
    }
    return failed;
  } catch (error) {
    return refused(file, origin, error);
  }
}

function refused(file: string, origin: string | null, error: unknown): ReceiptAnswer {
  const code = error instanceof Malformed ? error.code : "receipt-malformed";
  const unproved = ["receipt-unproved", "note-signature", "note-unverified", "checkpoint-origin"].includes(code);
  return { answer: unproved ? "unproved" : "misshapen", file, code, origin };
}

/** Everybody on the checkpoint but the log itself. */
function cosignersOf(checkpoint: string, log: VerifierKey, witnesses: readonly VerifierKey[]): Cosigner[] {
  const note = parseNote(toUtf8(checkpoint));
  return note.signatures
    .filter(({ name, keyId }) => name !== log.name || keyId !== log.id)
    .map((one) => {
      const key = witnesses.find(({ name, id }) => name === one.name && id === one.keyId);
      const proved = key !== undefined && holds({ ...note, signatures: [one] }, key);
      return { name: one.name, at: timeOf(one.signature), answer: proved ? "proved" : "unknown" } as const;
    });
}

function holds(note: ReturnType<typeof parseNote>, key: VerifierKey): boolean {
  try {
    return verifyNote(note, [key]).length === 1;
  } catch {
    return false;
  }
}

/** C2SP tlog-cosignature: eight bytes of seconds before the 64 of the signature. */
function timeOf(signature: Uint8Array): string | null {
  if (signature.length !== 72) return null;
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0));
  return seconds > 0 && seconds < 253_402_300_800 ? new Date(seconds * 1000).toISOString() : null;
}
