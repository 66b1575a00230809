/** PEM (RFC 7468): the text dress of certificates, lists, keys and signatures. */

/** One block: its label (`CERTIFICATE`, `X509 CRL`, `PRIVATE KEY`, `CMS` …) and the DER in it. */
export interface PemBlock {
  readonly label: string;
  readonly der: Uint8Array;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;

export function toPem(label: string, der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** Every block of the text, in order; text around them is passed over. Throws SyntaxError on broken base64. */
export function fromPem(text: string): PemBlock[] {
  return Array.from(text.matchAll(BLOCK), ([, label, base64]) => ({ label: label!, der: decodeBase64(base64!) }));
}

/**
 * The DER blocks of a file that may be PEM, bare base64 (as many signing tools write `.sig`) or DER itself.
 * A file with no blocks gives an empty list; broken base64 throws SyntaxError.
 */
export function blocksOf(bytes: Uint8Array): Uint8Array[] {
  // DER of everything that is read here starts with a SEQUENCE; no text starts so except with the digit 0.
  if (bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x80) return [bytes];
  const text = new TextDecoder("latin1").decode(bytes);
  if (text.includes("-----BEGIN ")) return fromPem(text).map((block) => block.der);
  return /^\s*MI[A-Za-z0-9+/=\s]+$/.test(text) ? [decodeBase64(text)] : bytes.length > 0 ? [bytes] : [];
}

function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const octet of bytes) binary += String.fromCharCode(octet);
  return btoa(binary);
}

function decodeBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/g, "")), (character) => character.charCodeAt(0));
  } catch {
    throw new SyntaxError("broken base64");
  }
}
