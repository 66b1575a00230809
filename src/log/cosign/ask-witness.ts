/** One question to one witness over HTTP (C2SP tlog-witness), and what to make of any answer at all. */

import { splitCosignature } from "../../merkle/cosignature.ts";
import { concat, fromDecimal, Malformed, toBase64, toUtf8 } from "../../merkle/encoding.ts";
import { parseNote, parseSignatureLines, signatureLine, verifyNote } from "../../merkle/note.ts";
import type { PolicyWitness } from "../../merkle/policy.ts";

/** Why a witness did not cosign: told, counted, and tried again; it never keeps anything else from going on. */
export type WitnessTrouble =
  | "unreachable"
  | "slow"
  | "answer-too-long"
  | "refused" // a status that the protocol has, or has not; the detail says which
  | "no-cosignature" // a good answer without a signature of this witness
  | "false-cosignature" // one that is not of this checkpoint
  | "false-size" // it says that it saw a size, and then that it did not
  | "witness-ahead" // it says that it saw more than was ever signed: it errs, or this is an old backup
  | "no-proof"; // ours: the stored tree gave none

export type WitnessAnswer =
  | { readonly is: "cosigned"; readonly line: string; readonly at: Date }
  | { readonly is: "conflict"; readonly size: number }
  | { readonly is: "trouble"; readonly code: WitnessTrouble; readonly detail: string };

/** The answer of `add-checkpoint`: a few signature lines, or a number. */
const LONGEST_ANSWER = 64 * 1024;

export interface Patience {
  readonly timeoutMs: number;
  /** Whoever asks is ending. */
  readonly stopping: AbortSignal;
}

const trouble = (code: WitnessTrouble, detail = ""): WitnessAnswer => ({ is: "trouble", code, detail });

async function askWitness(
  { key, url }: PolicyWitness & { readonly url: string },
  { old, proof, note }: { old: number; proof: readonly Uint8Array[]; note: string },
  { timeoutMs, stopping }: Patience,
): Promise<WitnessAnswer> {
  const body = concat(toUtf8([`old ${old}`, ...proof.map(toBase64), "", ""].join("\n")), toUtf8(note));
  let answered: { status: number; type: string; text: string | null };
  try {
    const response = await fetch(`${url.replace(/\/+$/, "")}/add-checkpoint`, {
      method: "POST",
      body: Buffer.from(body),
      redirect: "manual", // an answer does not choose whom we talk to
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopping]),
    });
    const type = response.headers.get("content-type") ?? "";
    answered = { status: response.status, type, text: await readText(response) };
  } catch (error) {
    if ((error as Error).name === "TimeoutError") return trouble("slow", `no answer within ${timeoutMs} ms`);
    const cause = (error as Error).cause as { code?: string } | undefined;
    return trouble("unreachable", cause?.code ?? "");
  }
  const { status, type, text } = answered;
  if (text === null) return trouble("answer-too-long");
  if (status === 200) return openCosignature(key, note, text);
  if (status !== 409) return trouble("refused", `status ${status}`);
  const size = type.startsWith("text/x.tlog.size") && text.endsWith("\n") ? fromDecimal(text.slice(0, -1)) : undefined;
  return size === undefined ? trouble("refused", "status 409 without a size") : { is: "conflict", size };
}

async function readText(response: Response): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > LONGEST_ANSWER) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function openCosignature(key: PolicyWitness["key"], note: string, text: string): WitnessAnswer {
  try {
    const { text: checkpoint } = parseNote(toUtf8(note));
    const lines = parseSignatureLines(text);
    const line = lines.find(({ name, keyId }) => name === key.name && keyId === key.id);
    const time = line && splitCosignature(line.signature);
    if (!line || !time) return trouble("no-cosignature");
    verifyNote({ text: checkpoint, signatures: [line] }, [key]);
    return { is: "cosigned", line: signatureLine(line), at: new Date(time.seconds * 1000) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return trouble(error.code === "note-signature" ? "false-cosignature" : "no-cosignature", error.message);
  }
}

/** Of one checkpoint: also after 409s, of which an honest witness gives one. */
export async function askFor(
  witness: PolicyWitness & { readonly url: string },
  checkpoint: { readonly size: number; readonly note: string },
  seen: number,
  prove: (old: number, size: number) => Promise<readonly Uint8Array[]>,
  patience: Patience,
): Promise<WitnessAnswer> {
  const { size, note } = checkpoint;
  let old = Math.min(seen, size);
  for (let tries = 0; tries < 3; tries++) {
    let proof: readonly Uint8Array[];
    try {
      proof = old === 0 || old === size ? [] : await prove(old, size);
    } catch (error) {
      return trouble("no-proof", error instanceof Error ? error.message : String(error));
    }
    const answer = await askWitness(witness, { old, proof, note }, patience);
    if (answer.is !== "conflict") return answer;
    if (answer.size > size) return trouble("witness-ahead", `it saw ${answer.size}, signed is ${size}`);
    if (answer.size === old) return trouble("false-size", `it saw ${old}, and does not take a proof from there`);
    old = answer.size;
  }
  return trouble("false-size", "it says another size each time");
}
