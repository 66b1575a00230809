/** Which signature and which receipt belong to which document: by their names, else by what they say of its bytes. */
import { toHex } from "../cms/bytes.ts";
import { octetString } from "../cms/der-values.ts";
import { type DocumentDigests, digestsOf } from "../cms/digests.ts";
import { OID } from "../cms/oids.ts";
import { blocksOf } from "../cms/pem.ts";
import { digestOf } from "../cms/schemes.ts";
import { attributeValue, readSignedData } from "../cms/signed-data.ts";
import { SALT_LENGTH } from "../merkle/commitment.ts";
import { parseProofFile } from "../merkle/proof-file.ts";
import { type LogRecord, parseRecord } from "../merkle/record.ts";
import type { FileKind } from "./kinds.ts";
import type { Parcel, Piece } from "./unpack.ts";

export interface GatheredDocument extends Pick<Piece, "name" | "inside"> {
  readonly digests: DocumentDigests;
  readonly sha256: string;
  readonly kind: FileKind;
}

export interface Gathered {
  /** Null where a signature or a receipt came without it. */
  readonly document: GatheredDocument | null;
  readonly signatures: readonly Piece[];
  readonly receipt: Piece | null;
}

interface Open {
  document: GatheredDocument | null;
  signatures: Piece[];
  receipt: Piece | null;
}

/** `other`: a file that is nothing known counts as a document where evidence came for it. */
export function gather({ pieces }: Parcel): { readonly cases: readonly Gathered[]; readonly left: readonly Piece[] } {
  const signatures = pieces.filter(({ kind }) => kind === "signature");
  const receipts = pieces.filter(({ kind }) => kind === "receipt");
  const evidence = signatures.length + receipts.length > 0;
  const sure = pieces.filter(({ kind }) => kind === "cda" || kind === "xml" || kind === "pdf");
  const perhaps = pieces.filter(({ kind, inside }) => inside === null && MAYBE.has(kind));
  const documents = sure.length > 0 || !evidence ? sure : perhaps;
  const cases = openCases(documents);
  for (const receipt of receipts) {
    const record = recordIn(receipt);
    // A line of the access journal, an erasure: of no file, so it stands alone.
    if (record && record.type !== "document-registered") cases.push({ document: null, signatures: [], receipt });
    else
      place(
        cases,
        receipt,
        receiptFits(receipt),
        (one) => one.receipt === null && one.document !== null,
        (one) => {
          one.receipt = receipt;
        },
      );
  }
  for (const signature of signatures)
    place(
      cases,
      signature,
      signatureFits(signature),
      () => true,
      (one) => {
        one.signatures.push(signature);
      },
    );
  // A bundle holds more files than the document: those that nothing speaks of are not asked about.
  const spoken = cases.some((one) => one.document && (one.receipt || one.signatures.length > 0));
  const asked = cases.filter(
    (one) => !spoken || one.receipt || one.signatures.length > 0 || one.document?.inside === null,
  );
  const used = new Set<Piece>([...documents, ...signatures, ...receipts]);
  return { cases: asked, left: pieces.filter((piece) => !used.has(piece)) };
}

const MAYBE: ReadonlySet<FileKind> = new Set(["other", "text", "page", "picture", "office", "certificate"]);

/** The same bytes twice, as in a bundle beside its PDF, are one document. */
function openCases(documents: readonly Piece[]): Open[] {
  const cases = new Map<string, Open>();
  for (const { name, inside, bytes, kind } of documents) {
    const digests = digestsOf(bytes);
    const sha256 = toHex(digests.digest("sha256"));
    if (!cases.has(sha256))
      cases.set(sha256, { document: { name, inside, digests, sha256, kind }, signatures: [], receipt: null });
  }
  return [...cases.values()];
}

type Fits = (document: GatheredDocument) => boolean;

function place(cases: Open[], piece: Piece, fits: Fits, free: (one: Open) => boolean, put: (one: Open) => void): void {
  const known = cases.filter((one) => one.document);
  const found =
    known.find((one) => one.document && fits(one.document)) ??
    known.find((one) => free(one) && one.document && namedAfter(piece.name, one.document.name)) ??
    (known.length === 1 && known[0] && free(known[0]) ? known[0] : undefined);
  if (found) {
    if (!duplicate(found, piece)) put(found);
    return;
  }
  const alone: Open = { document: contentOf(piece), signatures: [], receipt: null };
  put(alone);
  cases.push(alone);
}

function duplicate(one: Open, piece: Piece): boolean {
  const same = (other: Piece | null): boolean =>
    other !== null &&
    other.bytes.length === piece.bytes.length &&
    other.bytes.every((byte, at) => byte === piece.bytes[at]);
  return same(one.receipt) || one.signatures.some(same);
}

/** document.xml.1.p7s is named after document.xml; a receipt also after the document without its ending. */
function namedAfter(name: string, document: string): boolean {
  const [own, its] = [baseName(name), baseName(document)];
  return own.startsWith(`${its}.`) || own === `${its.replace(/\.\w+$/, "")}.tlog-proof`;
}

const baseName = (name: string): string => name.split(/[\\/]/).at(-1) ?? name;

/** What the receipt itself says that it is of; nothing is proved by it yet. */
function recordIn({ bytes }: Piece): LogRecord | null {
  try {
    const { extra } = parseProofFile(bytes);
    return extra ? parseRecord(extra.subarray(SALT_LENGTH)) : null;
  } catch {
    return null;
  }
}

function receiptFits(piece: Piece): Fits {
  const record = recordIn(piece);
  return ({ sha256 }) => record?.type === "document-registered" && record.doc === sha256;
}

/** By the digest that the signed attributes name: no key is needed to see that, and nothing is proved by it. */
function signatureFits({ bytes }: Piece): Fits {
  try {
    const { signers } = readSignedData(blocksOf(bytes)[0] ?? bytes);
    const named = signers.flatMap(({ digestAlgorithm, signedAttributes }) => {
      const algorithm = digestOf(digestAlgorithm);
      const value = attributeValue(signedAttributes, OID.messageDigest);
      return algorithm === null || value === null ? [] : [{ algorithm, digest: toHex(octetString(value)) }];
    });
    return ({ digests }) => named.some(({ algorithm, digest }) => toHex(digests.digest(algorithm)) === digest);
  } catch {
    return () => false;
  }
}

/** A signature may carry what it is over. */
function contentOf(piece: Piece): GatheredDocument | null {
  if (piece.kind !== "signature") return null;
  try {
    const { content } = readSignedData(blocksOf(piece.bytes)[0] ?? piece.bytes);
    if (content === null) return null;
    const digests = digestsOf(content);
    const { name, inside, kind } = piece;
    return { name, inside, digests, sha256: toHex(digests.digest("sha256")), kind };
  } catch {
    return null;
  }
}
