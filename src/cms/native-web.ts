/** What `native.ts` is in a browser: digests at once, as the rest of src/cms wants them. A browser signs here; it judges nobody. */

import type { NativeDigest, NativeScheme } from "./native-scheme.ts";
import { sha1, sha256, sha384, sha512 } from "./sha.ts";

const DIGESTS: Partial<Record<NativeDigest, (bytes: Uint8Array) => Uint8Array>> = { sha1, sha256, sha384, sha512 };

export function nativeDigest(algorithm: NativeDigest, bytes: Uint8Array): Uint8Array {
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new Error(`${algorithm} is not computed in a browser`);
  return digest(bytes);
}

export function nativeVerify(
  _scheme: NativeScheme,
  _holder: { readonly spki: Uint8Array },
  _message: Uint8Array,
  _signature: Uint8Array,
): boolean {
  throw new Error("signatures of RSA and ECDSA are not verified in a browser");
}
