/** What `machine.ts` is in a browser: the same three deeds at once, by the one SHA and the one Ed25519 that the house has for it. */
import { sha256 } from "../cms/sha.ts";
import { verifyEd25519 } from "../cms/web/ed25519.ts";

export { sha256, verifyEd25519 };

const BLOCK = 64;

/** RFC 2104 §2. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256(key) : key;
  const pad = (with_: number, rest: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(BLOCK + rest.length).fill(with_, 0, BLOCK);
    short.forEach((byte, i) => {
      bytes[i]! ^= byte;
    });
    bytes.set(rest, BLOCK);
    return sha256(bytes);
  };
  return pad(0x5c, pad(0x36, message));
}
