/** The two hashes of RFC 6962 §2.1: a leaf and a node can never be taken for each other. */
import { sha256 } from "./primitives.ts";

/** Length of every hash here, in bytes. */
export const HASH = 32;

/** SHA-256 of nothing: the root of a tree without leaves. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0));

/** SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + entry.length);
  message.set(entry, 1);
  return sha256(message);
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + left.length + right.length);
  message[0] = 1;
  message.set(left, 1);
  message.set(right, 1 + left.length);
  return sha256(message);
}
