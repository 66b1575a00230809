/** What kind of file this is, told from its bytes and never from its name. */
import { blocksOf } from "../cms/pem.ts";
import { fromUtf8 } from "../merkle/encoding.ts";

/** The first are evidence; the rest are what people bring by mistake, and each gets a sentence of its own. */
export type FileKind =
  | "cda"
  | "xml"
  | "pdf"
  | "zip"
  | "signature"
  | "certificate"
  | "crl"
  | "ocsp"
  | "receipt"
  | "checkpoint"
  | "keys"
  | "empty"
  | "picture"
  | "office"
  | "page"
  | "text"
  | "other";

const starts = (bytes: Uint8Array, ...first: readonly number[]): boolean => first.every((one, at) => bytes[at] === one);
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** Never throws. Costs a look at the beginning, and for a ZIP at its names. */
export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return "empty";
  if (ascii(bytes, 0, 1024).includes("%PDF-")) return "pdf";
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6)) return isOffice(bytes) ? "office" : "zip";
  if (isPicture(bytes)) return "picture";
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0) || ascii(bytes, 0, 5) === "{\\rtf") return "office";
  if (bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x80) return derKind(bytes);
  return textKind(bytes);
}

/** A picture of a document proves nothing, and it is what phones send. */
function isPicture(bytes: Uint8Array): boolean {
  return (
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    /^(GIF8|BM|II\*|MM\0)/.test(ascii(bytes, 0, 4)) ||
    (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") ||
    (ascii(bytes, 4, 8) === "ftyp" && /^(hei|hev|mif|avif|msf)/.test(ascii(bytes, 8, 12)))
  );
}

/** Office Open XML and OpenDocument are ZIPs that begin with a part of a known name. */
function isOffice(bytes: Uint8Array): boolean {
  const head = ascii(bytes, 30, 90);
  return (
    /^(\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|docProps\/)/.test(head) ||
    head.startsWith("mimetypeapplication/")
  );
}

/** 1.2.840.113549.1.7.2, signed data (RFC 5652 §5.1). */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

function derKind(bytes: Uint8Array): FileKind {
  for (let at = 2; at <= 6; at++) if (SIGNED_DATA.every((one, i) => bytes[at + i] === one)) return "signature";
  // Certificate and list are SEQUENCE { tbs SEQUENCE, …}; only the first has [0] or a serial number before its algorithm.
  const tbs = 2 + ((bytes[1] ?? 0) & 0x7f);
  // OCSPResponse: ENUMERATED status, and it is the only one that begins so (RFC 6960 §4.2.1).
  if (bytes[tbs] === 0x0a && bytes[tbs + 1] === 1) return "ocsp";
  if (bytes[tbs] !== 0x30) return "other";
  const first = tbs + ((bytes[tbs + 1] ?? 0) < 0x80 ? 2 : 2 + ((bytes[tbs + 1] ?? 0) & 0x7f));
  if (bytes[first] === 0xa0) return "certificate";
  // TBSCertList: version INTEGER 1, or the algorithm at once (RFC 5280 §5.1).
  if (bytes[first] === 0x30 || (bytes[first] === 2 && bytes[first + 1] === 1 && bytes[first + 3] === 0x30))
    return "crl";
  return "other";
}

const PEM: readonly (readonly [RegExp, FileKind])[] = [
  [/^-----BEGIN (CMS|PKCS7|PKCS #7|SIGNED MESSAGE)-----/, "signature"],
  [/^-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/, "certificate"],
  [/^-----BEGIN X509 CRL-----/, "crl"],
];

function textKind(bytes: Uint8Array): FileKind {
  const head = (fromUtf8(bytes.subarray(0, wholeCharacters(bytes, 8192))) ?? "").replace(/^\ufeff?\s*/, "");
  if (head === "" || /[\0-\x08\x0e-\x1f]/.test(head)) return "other";
  if (head.startsWith("c2sp.org/tlog-proof@")) return "receipt";
  for (const [shape, kind] of PEM) if (shape.test(head)) return kind;
  if (/^<!doctype html|^<html[\s>]/i.test(head)) return "page";
  if (/^<(\?xml|!--|[A-Za-z_])/.test(head)) return /<([\w.-]+:)?ClinicalDocument[\s>]/.test(head) ? "cda" : "xml";
  if (/^MI[A-Za-z0-9+/\s]{60}/.test(head)) return bareBase64(bytes);
  if (/^\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{43,}=*\s*$/m.test(head)) return "keys";
  if (/^\S+\n(0|[1-9][0-9]*)\n[A-Za-z0-9+/]{43}=\n/.test(head)) return "checkpoint";
  return "text";
}

/** As many signing tools write their files. */
function bareBase64(bytes: Uint8Array): FileKind {
  try {
    const [der] = blocksOf(bytes);
    return der === undefined ? "text" : derKind(der);
  } catch {
    return "text";
  }
}

/** Where the last whole character of UTF-8 ends within `most` bytes. */
function wholeCharacters(bytes: Uint8Array, most: number): number {
  if (bytes.length <= most) return bytes.length;
  let end = most;
  while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
