/** (c) Is it in the log, under which checkpoint, cosigned by whom. Never throws: any bytes get an answer. */
import { parseCheckpoint } from "../merkle/checkpoint.ts";
import { splitCosignature } from "../merkle/cosignature.ts";
import { Malformed, toHex, toUtf8 } from "../merkle/encoding.ts";
import { parseNote } from "../merkle/note.ts";
import type { Policy } from "../merkle/policy.ts";
import { parseProofFile } from "../merkle/proof-file.ts";
import { openReceipt, type Receipt } from "../merkle/receipt.ts";
import type { Cosigner, ReceiptAnswer } from "./answers.ts";
import type { Brought } from "./unpack.ts";

/** `policy`: the logs and witnesses whose keys the asker has, and how many of them must have cosigned. */
export function judgeReceipt({ name: file, bytes }: Brought, policy: Policy): ReceiptAnswer {
  let origin: string | null = null;
  try {
    const { checkpoint } = parseProofFile(bytes);
    origin = parseCheckpoint(parseNote(toUtf8(checkpoint)).text).origin;
    const logs = policy.logs.filter(({ key }) => key.name === origin);
    if (logs.length === 0) return { answer: "no-key", file, code: "log-unknown", origin };
    const { record, index, size, root, cosigners } = openReceipt(bytes, { ...policy, logs });
    const all = cosignersOf(checkpoint, origin, cosigners);
    return { answer: "proved", file, record, index, size, root: toHex(root), origin, cosigners: all };
  } catch (error) {
    const code = error instanceof Malformed ? error.code : "receipt-malformed";
    return { answer: ANSWERS[code] ?? "misshapen", file, code, origin };
  }
}

const ANSWERS: Readonly<Record<string, "unproved" | "no-quorum">> = {
  "receipt-unproved": "unproved",
  "note-signature": "unproved",
  "note-unverified": "unproved",
  "checkpoint-origin": "unproved",
  "checkpoint-quorum": "no-quorum",
};

/** Those whose keys are known and hold, then whoever else stands on the checkpoint. */
function cosignersOf(checkpoint: string, origin: string, proved: Receipt["cosigners"]): Cosigner[] {
  const names = new Set([origin, ...proved.map(({ name }) => name)]);
  const strangers = parseNote(toUtf8(checkpoint)).signatures.filter(({ name }) => !names.has(name));
  return [
    ...proved.map(({ name, at }) => ({ name, at: at.toISOString(), answer: "proved" }) as const),
    ...strangers.map(({ name, signature }) => {
      const seconds = splitCosignature(signature)?.seconds;
      return { name, at: seconds ? new Date(seconds * 1000).toISOString() : null, answer: "unknown" } as const;
    }),
  ];
}
