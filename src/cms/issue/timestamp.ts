/** Makes RFC 3161 timestamps, and puts them into signatures: for the demo's authority and the tests. */

import { readCertificate } from "../certificate.ts";
import { type DerNode, explicit, Fields, OBJECT_IDENTIFIER, readDer, SEQUENCE, SET, whole } from "../der.ts";
import { generalizedTime, identifier, integer, octets, sequence, setOf, timestamp, value } from "../der-write.ts";
import { type DigestAlgorithm, digest, digestIdentifier } from "../digests.ts";
import { OID } from "../oids.ts";
import type { KeyPair } from "./key.ts";
import { isWide, signBytes } from "./sign-bytes.ts";

export interface TimestampRequest {
  /** What is stamped: the value of a signature, or a document. */
  readonly stamped: Uint8Array;
  readonly imprintAlgorithm?: DigestAlgorithm;
  /** DER; its extended key usage should be timeStamping alone, critical. */
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
  readonly genTime: Date;
  readonly serial: bigint;
  /** Whole seconds. */
  readonly accuracy?: number;
  readonly nonce?: bigint;
}

/** DER of a TimeStampToken. Equal input gives equal bytes. */
export function issueTimestamp(request: TimestampRequest): Uint8Array {
  const { certificate, key, genTime } = request;
  const content = timestampInfo(request);
  const digestAlgorithm = isWide(key) ? "streebog512" : "streebog256";
  const algorithm = sequence(identifier(digestIdentifier(digestAlgorithm)));
  const attributes = setOf(
    attribute(OID.contentType, identifier(OID.timestampInfo)),
    attribute(OID.messageDigest, octets(digest(digestAlgorithm, content))),
    attribute(OID.signingTime, timestamp(genTime)),
    attribute(
      OID.signingCertificateV2,
      sequence(sequence(sequence(algorithm, octets(digest(digestAlgorithm, certificate))))),
    ),
  );
  const sent = attributes.slice();
  sent[0] = explicit(0);
  const { issuer, serial } = readCertificate(certificate);
  const signer = sequence(
    integer(1n),
    sequence(issuer.der, integer(BigInt(`0x${serial}`))),
    algorithm,
    sent,
    sequence(identifier(isWide(key) ? OID.gost512 : OID.gost256)),
    octets(signBytes(key, attributes)),
  );
  const data = sequence(
    integer(3n),
    setOf(algorithm),
    sequence(identifier(OID.timestampInfo), value(explicit(0), octets(content))),
    value(explicit(0), certificate),
    setOf(signer),
  );
  return sequence(identifier(OID.signedData), value(explicit(0), data));
}

/** What a server answers: granted, and the token (RFC 3161 §2.4.2). */
export const timestampResponse = (token: Uint8Array): Uint8Array => sequence(sequence(integer(0n)), token);

/** An arc of ours for a policy that promises nothing: these are for demonstration. */
const DEMONSTRATION_POLICY = "1.2.643.7777.1";

function timestampInfo({ stamped, imprintAlgorithm = "streebog256", ...request }: TimestampRequest): Uint8Array {
  const { serial, genTime, accuracy, nonce } = request;
  return sequence(
    integer(1n),
    identifier(DEMONSTRATION_POLICY),
    sequence(sequence(identifier(digestIdentifier(imprintAlgorithm))), octets(digest(imprintAlgorithm, stamped))),
    integer(serial),
    generalizedTime(genTime),
    ...(accuracy === undefined ? [] : [sequence(integer(BigInt(accuracy)))]),
    ...(nonce === undefined ? [] : [integer(nonce)]),
  );
}

const attribute = (type: string, contents: Uint8Array): Uint8Array => sequence(identifier(type), setOf(contents));

/** The only signer of a DER ContentInfo with these unsigned attributes added: what stays DER stays DER. */
export function withUnsigned(
  signature: Uint8Array,
  ...added: readonly { type: string; value: Uint8Array }[]
): Uint8Array {
  const info = new Fields(readDer(signature));
  const type = whole(info.take(OBJECT_IDENTIFIER));
  const wrapper = new Fields(info.take(explicit(0)), explicit(0));
  const data = fieldsOf(wrapper.take(SEQUENCE));
  const signers = data.at(-1)!;
  const [signer] = fieldsOf(readDer(whole(signers)), SET);
  const fields = fieldsOf(signer!);
  const old = fields.at(-1)!.tag === explicit(1) ? fieldsOf(fields.pop()!, explicit(1)) : [];
  const all = setOf(...old.map(whole), ...added.map((one) => attribute(one.type, one.value)));
  all[0] = explicit(1);
  const changed = sequence(...fields.map(whole), all);
  return sequence(type, value(explicit(0), sequence(...data.slice(0, -1).map(whole), setOf(changed))));
}

function fieldsOf(node: DerNode, tag = SEQUENCE): DerNode[] {
  const fields = new Fields(node, tag);
  const found: DerNode[] = [];
  for (let next = fields.rest(); next !== null; next = fields.rest()) found.push(next);
  return found;
}
