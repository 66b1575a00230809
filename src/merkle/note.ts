/** Signed notes: a text, an empty line, and who vouches for it (C2SP signed-note). */
import { cosignedMessage, splitCosignature } from "./cosignature.ts";
import { concat, fromBase64, fromUtf8, Malformed, toBase64, toHex, toUtf8 } from "./encoding.ts";
import { isKeyName, type VerifierKey } from "./key.ts";
import { verifyEd25519 } from "./primitives.ts";

export interface NoteSignature {
  readonly name: string;
  /** Eight hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends with a newline; this is what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More than any quorum of witnesses needs; without a limit a note could ask for any number of verifications. */
const MOST_SIGNATURES = 100;

const bad = (message: string) => new Malformed("note-malformed", message);

/** Throws `Malformed` "note-malformed" on what `formatNote` would not write byte for byte. */
export function parseNote(bytes: Uint8Array): Note {
  const whole = fromUtf8(bytes);
  if (whole === undefined) throw bad("a note is UTF-8");
  if (/[\x00-\x09\x0b-\x1f]/.test(whole)) throw bad("a note holds no control characters");
  const end = whole.lastIndexOf("\n\n");
  if (end < 0 || !whole.endsWith("\n") || end + 2 === whole.length) throw bad("a note ends with signature lines");
  const text = whole.slice(0, end + 1);
  return { text, signatures: parseSignatureLines(whole.slice(end + 2)) };
}

/** Signature lines without their note, as a witness answers with. Throws `Malformed` "note-malformed". */
export function parseSignatureLines(block: string): NoteSignature[] {
  if (!block.endsWith("\n")) throw bad("each signature line ends with a newline");
  const lines = block.slice(0, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw bad(`a note has at most ${MOST_SIGNATURES} signatures`);
  return lines.map(parseSignature);
}

function parseSignature(line: string): NoteSignature {
  const [dash, name = "", blob = "", ...more] = line.split(" ");
  const bytes = fromBase64(blob);
  if (dash !== "—" || more.length > 0 || !isKeyName(name) || !bytes || bytes.length < 5) {
    throw bad("a signature line is: — name base64");
  }
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

export function formatNote({ text, signatures }: Note): Uint8Array {
  if (!text.endsWith("\n")) throw bad("the text of a note ends with a newline");
  return toUtf8(`${text}\n${signatures.map(signatureLine).join("")}`);
}

/** With its newline. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.from([0, 2, 4, 6], (at) => Number.parseInt(keyId.slice(at, at + 2), 16));
  return `— ${name} ${toBase64(concat(id, signature))}\n`;
}

/**
 * The trusted keys that signed the note, each once. Signatures of others are passed over, as the format demands; a
 * signature of a trusted key that does not hold spoils the whole note.
 * Throws `Malformed` "note-signature" then, and "note-unverified" when no trusted key signed.
 */
export function verifyNote(note: Note, trusted: readonly VerifierKey[]): VerifierKey[] {
  const signers = new Set<VerifierKey>();
  for (const { name, keyId, signature } of note.signatures) {
    const key = trusted.find((known) => known.name === name && known.id === keyId);
    if (!key || signers.has(key)) continue;
    if (!signatureHolds(key, note.text, signature)) {
      throw new Malformed("note-signature", `the signature of ${name} is not that of this text`);
    }
    signers.add(key);
  }
  if (signers.size === 0) throw new Malformed("note-unverified", "no trusted key has signed this note");
  return [...signers];
}

function signatureHolds(key: VerifierKey, text: string, signature: Uint8Array): boolean {
  if (key.type === 1) return verifyEd25519(key.publicKey, toUtf8(text), signature);
  const cosignature = splitCosignature(signature);
  if (!cosignature) return false;
  return verifyEd25519(key.publicKey, cosignedMessage(cosignature.seconds, text), cosignature.signature);
}
