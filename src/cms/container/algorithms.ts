/** Object identifiers of key files, by the document that gives them. */

import type { DigestAlgorithm } from "../digests.ts";

export const CONTAINER_OID = {
  // RFC 8018 (PKCS#5)
  pbes2: "1.2.840.113549.1.5.13",
  pbkdf2: "1.2.840.113549.1.5.12",
  hmacSha256: "1.2.840.113549.2.9",
  aes256Cbc: "2.16.840.1.101.3.4.1.42",
  // RFC 7292 (PKCS#12)
  data: "1.2.840.113549.1.7.1",
  encryptedData: "1.2.840.113549.1.7.6",
  keyBag: "1.2.840.113549.1.12.10.1.1",
  shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certificateBag: "1.2.840.113549.1.12.10.1.3",
  nestedBags: "1.2.840.113549.1.12.10.1.6",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
} as const;

/** Hash of PBKDF2's HMAC: RFC 8018 §B.1.2, RFC 9337 §6. */
export const PRF_HASH: Readonly<Record<string, DigestAlgorithm>> = {
  "1.2.840.113549.2.7": "sha1",
  [CONTAINER_OID.hmacSha256]: "sha256",
  "1.2.840.113549.2.10": "sha384",
  "1.2.840.113549.2.11": "sha512",
  "1.2.643.7.1.1.4.1": "streebog256",
  "1.2.643.7.1.1.4.2": "streebog512",
};

/** AES-CBC by the octets of its key (RFC 8018 §B.2.5). */
export const AES_CBC: Readonly<Record<string, 16 | 24 | 32>> = {
  "2.16.840.1.101.3.4.1.2": 16,
  "2.16.840.1.101.3.4.1.22": 24,
  [CONTAINER_OID.aes256Cbc]: 32,
};

/** RFC 9337 §7.3: CTR-ACPKM without a MAC inside. */
export const KUZNYECHIK_CTR_ACPKM = "1.2.643.7.1.1.5.2.1";
/** RFC 4357; R 50.1.112-2016 names it for containers: CFB with the S-boxes of TC26. */
export const GOST_28147 = "1.2.643.2.2.21";
export const TC26_SBOX = "1.2.643.7.1.2.5.1.1";

/** PKCS#12's own encryptions of 1999 (RFC 7292 §C): RC4, RC2, triple DES over SHA-1. CryptoPro's closed one is among them. */
export const OLD_ENCRYPTION = /^1\.2\.840\.113549\.1\.(12\.1|5)\.\d+$/;
