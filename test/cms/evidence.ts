/** A timestamp's authority, a responder of OCSP and people who sign signatures, under the tests' own root. */

import { readCertificate } from "../../src/cms/certificate.ts";
import { explicit } from "../../src/cms/der.ts";
import { identifier, integer, octets, sequence, setOf, timestamp, value } from "../../src/cms/der-write.ts";
import { digest } from "../../src/cms/digests.ts";
import type { CertificateRequest } from "../../src/cms/issue/authority.ts";
import type { KeyPair } from "../../src/cms/issue/key.ts";
import { issueOcsp, type OcspRequest } from "../../src/cms/issue/ocsp.ts";
import { signBytes } from "../../src/cms/issue/sign-bytes.ts";
import { issueTimestamp, type TimestampRequest, withUnsigned } from "../../src/cms/issue/timestamp.ts";
import { OID } from "../../src/cms/oids.ts";
import { readSignedData } from "../../src/cms/signed-data.ts";
import { certify, days, keyNamed, root } from "./house.ts";

export const stampKey = keyNamed("time stamping");
const STAMPER: Partial<CertificateRequest> = {
  subject: { commonName: "Служба штампов времени" },
  serial: 50n,
  keyUsage: ["digitalSignature", "nonRepudiation"],
  extendedKeyUsage: [OID.timeStamping],
  extendedKeyUsageCritical: true,
  policies: [],
  national: false,
};
export const stamperWith = (changes: Partial<CertificateRequest>): Uint8Array =>
  certify(stampKey, { ...STAMPER, ...changes });
export const stamper = stamperWith({});

/** The value of the only signature. */
export const sealOf = (signature: Uint8Array): Uint8Array => readSignedData(signature).signers[0]!.signature;

export const stampOver = (stamped: Uint8Array, genTime: Date, changes: Partial<TimestampRequest> = {}): Uint8Array =>
  issueTimestamp({ stamped, certificate: stamper, key: stampKey, genTime, serial: 9n, ...changes });

export const stampedAt = (signature: Uint8Array, genTime: Date, changes: Partial<TimestampRequest> = {}): Uint8Array =>
  withUnsigned(signature, {
    type: OID.signatureTimestamp,
    value: stampOver(sealOf(signature), genTime, changes),
  });

export const responderKey = keyNamed("responder");
export const responder = certify(responderKey, {
  subject: { commonName: "Служба OCSP" },
  serial: 60n,
  extendedKeyUsage: [OID.ocspSigning],
  policies: [],
  national: false,
});

/** About the doctor (serial 7), by the responder that the root put in charge. */
export const answer = (changes: Partial<OcspRequest> = {}): Uint8Array =>
  issueOcsp({
    issuer: root.certificate,
    responder: { certificate: responder, key: responderKey },
    serial: 7n,
    status: "good",
    thisUpdate: days(-1),
    nextUpdate: days(1),
    ...changes,
  });

export interface CounterSigner {
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
}

/** A SignerInfo over the octets of a signature's value (RFC 5652 §11.4). */
export function counterSign(over: Uint8Array, { certificate, key }: CounterSigner): Uint8Array {
  const algorithm = sequence(identifier(OID.streebog256));
  const attributes = setOf(
    sequence(identifier(OID.messageDigest), setOf(octets(digest("streebog256", over)))),
    sequence(identifier(OID.signingTime), setOf(timestamp(days(0)))),
    sequence(
      identifier(OID.signingCertificateV2),
      setOf(sequence(sequence(sequence(algorithm, octets(digest("streebog256", certificate)))))),
    ),
  );
  const sent = attributes.slice();
  sent[0] = explicit(0);
  const { issuer, serial } = readCertificate(certificate);
  return sequence(
    integer(1n),
    sequence(issuer.der, integer(BigInt(`0x${serial}`))),
    algorithm,
    sent,
    sequence(identifier(OID.gost256)),
    octets(signBytes(key, attributes)),
  );
}

/** OtherRevocationInfoFormat with an answer of OCSP (RFC 5940 §2.1). */
export const ocspChoice = (response: Uint8Array): Uint8Array =>
  value(explicit(1), identifier(OID.ocspInside), response);
