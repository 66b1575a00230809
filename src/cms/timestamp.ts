/** Reads a timestamp (RFC 3161): an authority's word that it saw a digest at a time. */

import {
  BOOLEAN,
  body,
  children,
  type DerNode,
  explicit,
  Fields,
  GENERALIZED_TIME,
  INTEGER,
  implicit,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  SEQUENCE,
  whole,
} from "./der.ts";
import { boolean, oid, serialText, smallInteger, time } from "./der-values.ts";
import { type DigestAlgorithm, digest } from "./digests.ts";
import { readExtensionList } from "./extensions.ts";
import { OID } from "./oids.ts";
import { digestOf, readAlgorithm } from "./schemes.ts";
import { readSignedData, type SignedData } from "./signed-data.ts";

export interface Timestamp {
  readonly data: SignedData;
  /** Null where the digest is not known here. */
  readonly imprintAlgorithm: DigestAlgorithm | null;
  readonly imprint: Uint8Array;
  /** Upper-case hex. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly genTime: number;
  /** Milliseconds, or null where the token does not say. */
  readonly accuracy: number | null;
  /** Upper-case hex of what the asker sent to know the answer by; null where there is none. */
  readonly nonce: string | null;
}

/** A TimeStampToken, or the TimeStampResp of a server around it (§2.4.2). Throws MisshapenDer. */
export function readTimestamp(bytes: Uint8Array): Timestamp {
  const data = readSignedData(tokenIn(bytes));
  if (data.contentType !== OID.timestampInfo || data.content === null) throw new MisshapenDer("no timestamp inside");
  if (data.signers.length !== 1) throw new MisshapenDer(`a timestamp by ${data.signers.length} signers`);
  return { data, ...readInfo(data.content) };
}

/** TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken OPTIONAL }; a token begins with an identifier. */
function tokenIn(bytes: Uint8Array): Uint8Array {
  const outer = readDer(bytes, true);
  const [first, second] = children(outer);
  if (first?.tag !== SEQUENCE) return bytes;
  const status = smallInteger(new Fields(first).take(INTEGER));
  // 0 granted, 1 granted with modifications.
  if (status > 1 || second === undefined) throw new MisshapenDer(`the authority refused: status ${status}`);
  return whole(second);
}

/** TSTInfo. */
function readInfo(content: Uint8Array): Omit<Timestamp, "data"> {
  const fields = new Fields(readDer(content));
  if (smallInteger(fields.take(INTEGER)) !== 1) throw new MisshapenDer("unknown version of a timestamp");
  oid(fields.take(OBJECT_IDENTIFIER));
  const imprint = new Fields(fields.take(SEQUENCE));
  const imprintAlgorithm = digestOf(readAlgorithm(imprint.take(SEQUENCE)));
  const hash = body(imprint.take(OCTET_STRING));
  imprint.end();
  const serial = serialText(fields.take(INTEGER));
  const genTime = time(fields.take(GENERALIZED_TIME));
  const accuracy = fields.maybe(SEQUENCE);
  const ordering = fields.maybe(BOOLEAN);
  if (ordering !== null) boolean(ordering);
  const nonce = fields.maybe(INTEGER);
  fields.maybe(explicit(0));
  const extensions = fields.maybe(explicit(1));
  fields.end();
  if (extensions !== null) proveExtensions(extensions);
  return {
    ...{ imprintAlgorithm, imprint: hash, serial, genTime },
    accuracy: accuracy === null ? null : readAccuracy(accuracy),
    nonce: nonce === null ? null : serialText(nonce),
  };
}

/** [1] IMPLICIT Extensions; no critical one is known here (§2.4.2). */
function proveExtensions(node: DerNode): void {
  const list = { ...node, tag: SEQUENCE };
  for (const [id, { critical }] of readExtensionList(list))
    if (critical) throw new MisshapenDer(`critical extension ${id} is not understood`);
}

/** Accuracy ::= SEQUENCE { seconds, millis [0], micros [1] }, each left out for zero. */
function readAccuracy(node: DerNode): number {
  const fields = new Fields(node);
  const seconds = fields.maybe(INTEGER);
  const millis = fields.maybe(implicit(0));
  const micros = fields.maybe(implicit(1));
  fields.end();
  const small = (field: DerNode | null): number => (field === null ? 0 : smallInteger(field, field.tag));
  return small(seconds) * 1000 + small(millis) + small(micros) / 1000;
}

export const isImprintOf = ({ imprintAlgorithm, imprint }: Timestamp, stamped: Uint8Array): boolean => {
  if (imprintAlgorithm === null) return false;
  const found = digest(imprintAlgorithm, stamped);
  return found.length === imprint.length && found.every((octet, at) => octet === imprint[at]);
};
