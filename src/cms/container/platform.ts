/** What Web Cryptography does, in a browser and in Node alike. It is there in secure contexts only: https and localhost. */

import { openAesCbc } from "./aes.ts";
import { ContainerFault } from "./container-fault.ts";

export type PlatformHash = "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512";

/** The platform wants to be sure that memory is not shared between threads; ours never is. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

export async function platformPbkdf2(
  hash: PlatformHash,
  wanted: {
    readonly password: Uint8Array;
    readonly salt: Uint8Array;
    readonly iterations: number;
    readonly length: number;
  },
): Promise<Uint8Array> {
  const { password, salt, iterations, length } = wanted;
  const key = await crypto.subtle.importKey("raw", own(password), "PBKDF2", false, ["deriveBits"]);
  const parameters = { name: "PBKDF2", hash, salt: own(salt), iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 8 * length));
}

/** Null where the padding shows that the key is wrong. */
export async function platformAesCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | null> {
  const parameters = { name: "AES-CBC", iv: own(iv) };
  // Chromium's own never had 192 bits.
  const imported = await crypto.subtle.importKey("raw", own(key), "AES-CBC", false, ["decrypt"]).catch(() => null);
  if (imported === null) return openAesCbc(key, iv, sealed);
  return crypto.subtle.decrypt(parameters, imported, own(sealed)).then(
    (opened) => new Uint8Array(opened),
    () => null,
  );
}

export async function platformAesCbcSeal(key: Uint8Array, iv: Uint8Array, open: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey("raw", own(key), "AES-CBC", false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv: own(iv) }, imported, own(open)));
}

export type PlatformSigning =
  | { readonly kind: "rsa"; readonly hash: PlatformHash }
  | { readonly kind: "ec"; readonly curve: "P-256" | "P-384"; readonly hash: PlatformHash };

/** Signs with a key given as PKCS#8; the platform keeps it and does not give it back. ECDSA answers r‖s. */
export async function platformSigner(
  pkcs8: Uint8Array,
  scheme: PlatformSigning,
): Promise<(octets: Uint8Array) => Promise<Uint8Array>> {
  const { hash } = scheme;
  const [forImport, forSigning] =
    scheme.kind === "rsa"
      ? [{ name: "RSASSA-PKCS1-v1_5", hash }, { name: "RSASSA-PKCS1-v1_5" }]
      : [
          { name: "ECDSA", namedCurve: scheme.curve },
          { name: "ECDSA", hash },
        ];
  const key = await crypto.subtle.importKey("pkcs8", own(pkcs8), forImport, false, ["sign"]).catch(() => {
    throw new ContainerFault("damaged", "the platform does not take the private key");
  });
  return async (octets) => new Uint8Array(await crypto.subtle.sign(forSigning, key, own(octets)));
}
