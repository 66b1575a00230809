/** Reads CMS SignedData (RFC 5652 §5): the outer shell may be BER, what is signed must be DER. */

import { toHex } from "./bytes.ts";
import {
  body,
  children,
  type DerNode,
  explicit,
  Fields,
  INTEGER,
  implicit,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  SET,
  whole,
} from "./der.ts";
import { octetString, oid, serialText, smallInteger } from "./der-values.ts";
import { OID } from "./oids.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "./schemes.ts";

export interface SignedData {
  readonly contentType: string;
  /** The content that travels inside; null in a detached signature. */
  readonly content: Uint8Array | null;
  /** Those that the shell announces for all signers. */
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  /** DER of each certificate, unread. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** DER of each answer of OCSP, unread (RFC 5940). */
  readonly ocsp: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

export interface SignerInfo {
  /** Itself, DER. */
  readonly der: Uint8Array;
  readonly id: { readonly issuer: Uint8Array; readonly serial: string } | { readonly keyIdentifier: string };
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** Null where the signature is over the content itself. */
  readonly signedAttributes: SignedAttributes | null;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

export interface SignedAttributes {
  /** What is signed: the attributes under the tag SET OF instead of [0] (§5.4). */
  readonly der: Uint8Array;
  readonly list: readonly Attribute[];
}

export interface Attribute {
  readonly type: string;
  readonly values: readonly DerNode[];
  readonly der: Uint8Array;
}

/** Throws MisshapenDer. */
export function readSignedData(bytes: Uint8Array): SignedData {
  // §3 ContentInfo ::= SEQUENCE { contentType, content [0] EXPLICIT }
  const info = new Fields(readDer(bytes, true));
  if (oid(info.take(OBJECT_IDENTIFIER)) !== OID.signedData) throw new MisshapenDer("not signed data");
  const wrapper = new Fields(info.take(explicit(0)), explicit(0));
  info.end();
  const fields = new Fields(wrapper.take(SEQUENCE));
  wrapper.end();

  const version = smallInteger(fields.take(INTEGER));
  const digestAlgorithms = children(fields.take(SET)).map((node) => readAlgorithm(strict(node)));
  const encapsulated = new Fields(fields.take(SEQUENCE));
  const contentType = oid(encapsulated.take(OBJECT_IDENTIFIER));
  const contentWrapper = encapsulated.maybe(explicit(0));
  encapsulated.end();
  const certificates = fields.maybe(explicit(0));
  const crls = fields.maybe(explicit(1));
  const signerInfos = fields.take(SET);
  fields.end();

  const signers = children(signerInfos).map((node) => readSignerInfo(strict(node)));
  const certificateChoices = certificates === null ? [] : children(certificates);
  const crlChoices = crls === null ? [] : children(crls);
  proveVersion(version, contentType, certificateChoices, crlChoices, signers);
  return {
    contentType,
    content: contentWrapper === null ? null : contentOf(contentWrapper),
    digestAlgorithms,
    // Attribute certificates and other formats are of no use to this house.
    certificates: certificateChoices.filter((node) => node.tag === SEQUENCE).map(whole),
    crls: crlChoices.filter((node) => node.tag === SEQUENCE).map(whole),
    ocsp: crlChoices.filter((node) => node.tag === explicit(1)).flatMap(ocspInside),
    signers,
  };
}

/** RFC 5940 §2.1: other [1] { otherRevInfoFormat, otherRevInfo }; formats that are not OCSP's are of no use here. */
function ocspInside(node: DerNode): Uint8Array[] {
  const fields = new Fields(node, explicit(1));
  const format = oid(fields.take(OBJECT_IDENTIFIER));
  const info = fields.take();
  fields.end();
  return format === OID.ocspInside || format === OID.ocspBasic ? [whole(info)] : [];
}

/** BER ends here: what a signature covers, and the SignerInfo itself, must be DER. */
const strict = (node: DerNode): DerNode => readDer(whole(node));

function contentOf(wrapper: DerNode): Uint8Array {
  const fields = new Fields(wrapper, explicit(0));
  const content = fields.take();
  fields.end();
  return octetString(content);
}

/**
 * §5.1 fixes the version by the contents. Version 1 is written in many places where 3 belongs and is let pass; any
 * other number is a change that no signature would catch.
 */
function proveVersion(
  version: number,
  contentType: string,
  choices: readonly DerNode[],
  crls: readonly DerNode[],
  signers: readonly SignerInfo[],
): void {
  const tags = new Set(choices.map((node) => node.tag));
  const byKey = signers.some(({ id }) => "keyIdentifier" in id);
  const otherFormat = tags.has(0xa3) || crls.some((node) => node.tag !== SEQUENCE);
  const right = otherFormat ? 5 : tags.has(0xa2) ? 4 : tags.has(0xa1) || byKey || contentType !== OID.data ? 3 : 1;
  if (version !== right && version !== 1) throw new MisshapenDer(`version ${version} where ${right} belongs`);
}

/** §5.3 SignerInfo. */
export function readSignerInfo(node: DerNode): SignerInfo {
  const fields = new Fields(node);
  const version = smallInteger(fields.take(INTEGER));
  const sid = fields.take();
  const id = sid.tag === implicit(0) ? { keyIdentifier: toHex(body(sid)) } : issuerAndSerial(sid);
  if (version !== ("issuer" in id ? 1 : 3)) throw new MisshapenDer(`signer version ${version}`);
  const digestAlgorithm = readAlgorithm(fields.take(SEQUENCE));
  const signed = fields.maybe(explicit(0));
  const signatureAlgorithm = readAlgorithm(fields.take(SEQUENCE));
  const signature = body(fields.take(OCTET_STRING));
  const unsigned = fields.maybe(explicit(1));
  fields.end();
  return {
    ...{ der: whole(node), id, digestAlgorithm, signatureAlgorithm, signature },
    signedAttributes: signed === null ? null : readSignedAttributes(signed),
    unsignedAttributes: unsigned === null ? [] : children(unsigned).map(readAttribute),
  };
}

function issuerAndSerial(node: DerNode): { issuer: Uint8Array; serial: string } {
  const fields = new Fields(node);
  const issuer = whole(fields.take(SEQUENCE));
  const serial = serialText(fields.take(INTEGER));
  fields.end();
  return { issuer, serial };
}

function readSignedAttributes(node: DerNode): SignedAttributes {
  // A copy that is a copy: `slice` of a Buffer shares its memory, and these are the caller's bytes.
  const der = Uint8Array.from(whole(node));
  der[0] = SET;
  const list = children(node).map(readAttribute);
  if (list.length === 0) throw new MisshapenDer("no signed attributes");
  // §11: of those that matter here there must be one with one value; two would let a reader choose.
  if (new Set(list.map(({ type }) => type)).size !== list.length) throw new MisshapenDer("a signed attribute twice");
  return { der, list };
}

/** Attribute ::= SEQUENCE { attrType, attrValues SET OF } */
function readAttribute(node: DerNode): Attribute {
  const fields = new Fields(node);
  const type = oid(fields.take(OBJECT_IDENTIFIER));
  const values = children(fields.take(SET));
  fields.end();
  return { type, values, der: whole(node) };
}

/** The only value of a signed attribute, or null where it is absent. Throws MisshapenDer for none or several values. */
export function attributeValue(attributes: SignedAttributes | null, type: string): DerNode | null {
  const found = attributes?.list.find((attribute) => attribute.type === type);
  if (found === undefined) return null;
  if (found.values.length !== 1) throw new MisshapenDer(`attribute ${type} has ${found.values.length} values`);
  return found.values[0]!;
}
