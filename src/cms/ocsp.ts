/** Reads an answer of an OCSP responder (RFC 6960 §4.2): what an authority says of single certificates at a moment. */

import { equalBytes } from "./bytes.ts";
import { fingerprintOf } from "./certificate.ts";
import type { Revocation } from "./crl.ts";
import {
  BIT_STRING,
  body,
  children,
  type DerNode,
  ENUMERATED,
  explicit,
  Fields,
  INTEGER,
  implicit,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  whole,
} from "./der.ts";
import { oid, serialText, smallInteger, time, wholeBits } from "./der-values.ts";
import { type DigestAlgorithm, digest } from "./digests.ts";
import { readExtensionList } from "./extensions.ts";
import { OID } from "./oids.ts";
import { type AlgorithmIdentifier, digestOf, readAlgorithm } from "./schemes.ts";

/** What the responder says of one certificate. Times in milliseconds since 1970. */
interface OcspStatement {
  /** Null where the hash is of an algorithm that is not known here: the statement is of nobody then. */
  readonly algorithm: DigestAlgorithm | null;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: string;
  readonly status: "good" | "unknown" | Revocation;
  readonly thisUpdate: number;
  /** Null where newer answers are to be had at any time. */
  readonly nextUpdate: number | null;
}

export interface OcspAnswer {
  readonly tbs: Uint8Array;
  readonly fingerprint: string;
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: number;
  readonly statements: readonly OcspStatement[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** DER of the certificates that came along: the responder's own, mostly. */
  readonly certificates: readonly Uint8Array[];
  /** A critical extension that is not understood here, or null. */
  readonly unusable: string | null;
}

/** An OCSPResponse, or the BasicOCSPResponse inside one. Throws MisshapenDer, also for an answer that is an error. */
export function readOcsp(der: Uint8Array): OcspAnswer {
  const outer = readDer(der);
  const fields = new Fields(outer);
  const status = fields.maybe(ENUMERATED);
  if (status === null) return readBasic(outer);
  const code = smallInteger(status, ENUMERATED);
  if (code !== 0) throw new MisshapenDer(`the responder answered with error ${code}`);
  const bytes = new Fields(only(fields.take(explicit(0))));
  fields.end();
  if (oid(bytes.take(OBJECT_IDENTIFIER)) !== OID.ocspBasic) throw new MisshapenDer("an unknown kind of answer");
  const basic = readDer(body(bytes.take(OCTET_STRING)));
  bytes.end();
  return readBasic(basic);
}

function readBasic(node: DerNode): OcspAnswer {
  const fields = new Fields(node);
  const tbs = fields.take(SEQUENCE);
  const signatureAlgorithm = readAlgorithm(fields.take(SEQUENCE));
  const signature = wholeBits(fields.take(BIT_STRING));
  const certificates = fields.maybe(explicit(0));
  fields.end();

  const data = new Fields(tbs);
  const version = data.maybe(explicit(0));
  if (version !== null && smallInteger(only(version)) !== 0) throw new MisshapenDer("unknown version of the answer");
  const responder = responderOf(data.take());
  const producedAt = time(data.take());
  const statements = children(data.take(SEQUENCE)).map(readStatement);
  const extensions = data.maybe(explicit(1));
  data.end();
  return {
    ...{ tbs: whole(tbs), fingerprint: fingerprintOf(whole(node)), responder, producedAt },
    ...{ statements: statements.map(({ statement }) => statement), signatureAlgorithm, signature },
    certificates: certificates === null ? [] : children(only(certificates)).map(whole),
    unusable: statements.find(({ strange }) => strange !== null)?.strange ?? strangeIn(extensions),
  };
}

/** byName [1] Name, byKey [2] SHA-1 of the responder's key. */
function responderOf(node: DerNode): OcspAnswer["responder"] {
  if (node.tag === explicit(1)) return { name: whole(only(node)) };
  if (node.tag !== explicit(2)) throw new MisshapenDer("no responder is named");
  const inner = only(node);
  if (inner.tag !== OCTET_STRING) throw new MisshapenDer("no responder is named");
  return { keyHash: body(inner) };
}

function readStatement(node: DerNode): { statement: OcspStatement; strange: string | null } {
  const fields = new Fields(node);
  const id = new Fields(fields.take(SEQUENCE));
  const algorithm = digestOf(readAlgorithm(id.take(SEQUENCE)));
  const issuerNameHash = body(id.take(OCTET_STRING));
  const issuerKeyHash = body(id.take(OCTET_STRING));
  const serial = serialText(id.take(INTEGER));
  id.end();
  const status = statusOf(fields.take());
  const thisUpdate = time(fields.take());
  const next = fields.maybe(explicit(0));
  const extensions = fields.maybe(explicit(1));
  fields.end();
  const nextUpdate = next === null ? null : time(only(next));
  const statement = { algorithm, issuerNameHash, issuerKeyHash, serial, status, thisUpdate, nextUpdate };
  return { statement, strange: strangeIn(extensions) };
}

/** good [0] NULL, revoked [1] { revocationTime, [0] CRLReason }, unknown [2] NULL. */
function statusOf(node: DerNode): OcspStatement["status"] {
  if (node.tag === implicit(0) && node.body === node.bodyEnd) return "good";
  if (node.tag === implicit(2) && node.body === node.bodyEnd) return "unknown";
  const fields = new Fields(node, explicit(1));
  const at = time(fields.take());
  const reason = fields.maybe(explicit(0));
  fields.end();
  return { at, reason: reason === null ? 0 : smallInteger(only(reason), ENUMERATED) };
}

function strangeIn(extensions: DerNode | null): string | null {
  if (extensions === null) return null;
  for (const [id, { critical }] of readExtensionList(only(extensions)))
    if (critical) return `critical extension ${id} is not understood`;
  return null;
}

/** What an EXPLICIT tag wraps. */
function only(node: DerNode): DerNode {
  const fields = new Fields(node, node.tag);
  const inner = fields.take();
  fields.end();
  return inner;
}

/** Whether the statement speaks of the certificate with this serial by the issuer of this name and key (§4.1.1). */
export function speaksOf(
  statement: OcspStatement,
  serial: string,
  issuer: { readonly subject: { readonly der: Uint8Array }; readonly publicKey: { readonly spki: Uint8Array } },
): boolean {
  const { algorithm, issuerNameHash, issuerKeyHash } = statement;
  if (algorithm === null || statement.serial !== serial) return false;
  return (
    equalBytes(digest(algorithm, issuer.subject.der), issuerNameHash) &&
    equalBytes(digest(algorithm, keyBits(issuer.publicKey.spki)), issuerKeyHash)
  );
}

/** The BIT STRING of SubjectPublicKeyInfo without tag, length and count of unused bits. */
export function keyBits(spki: Uint8Array): Uint8Array {
  const fields = new Fields(readDer(spki));
  fields.take(SEQUENCE);
  return wholeBits(fields.take(BIT_STRING));
}
