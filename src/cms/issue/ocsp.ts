/** Makes answers of an OCSP responder (RFC 6960 §4.2): for the demo's authority and the tests. */

import { readCertificate } from "../certificate.ts";
import { explicit, implicit } from "../der.ts";
import { bits, enumerated, generalizedTime, identifier, integer, octets, sequence, value } from "../der-write.ts";
import { digest } from "../digests.ts";
import { keyBits } from "../ocsp.ts";
import { OID } from "../oids.ts";
import type { Authority } from "./authority.ts";
import { signatureAlgorithm, signBytes } from "./sign-bytes.ts";

export interface OcspRequest {
  /** DER of the authority that issued the certificate asked about. */
  readonly issuer: Uint8Array;
  /** Who answers: the authority itself, or whom it put in charge. */
  readonly responder: Authority;
  readonly serial: bigint;
  /** When it was revoked and why (CRLReason). */
  readonly status: "good" | "unknown" | { readonly at: Date; readonly reason: number };
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly producedAt?: Date;
  /** Whether the responder's certificate is sent along; it is, where it is not the authority's own. */
  readonly includeResponder?: boolean;
}

/** DER of an OCSPResponse. Equal input gives equal bytes. */
export function issueOcsp(request: OcspRequest): Uint8Array {
  const { responder, thisUpdate, nextUpdate } = request;
  const issuer = readCertificate(request.issuer);
  const own = readCertificate(responder.certificate);
  const single = sequence(
    sequence(
      sequence(identifier("1.3.14.3.2.26")),
      octets(digest("sha1", issuer.subject.der)),
      octets(digest("sha1", keyBits(issuer.publicKey.spki))),
      integer(request.serial),
    ),
    statusOf(request.status),
    generalizedTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [value(explicit(0), generalizedTime(nextUpdate))]),
  );
  const tbs = sequence(
    value(explicit(1), own.subject.der),
    generalizedTime(request.producedAt ?? thisUpdate),
    sequence(single),
  );
  const sendsOwn = request.includeResponder ?? own.fingerprint !== issuer.fingerprint;
  const basic = sequence(
    tbs,
    signatureAlgorithm(responder.key),
    bits(signBytes(responder.key, tbs)),
    ...(sendsOwn ? [value(explicit(0), sequence(responder.certificate))] : []),
  );
  return sequence(enumerated(0), value(explicit(0), sequence(identifier(OID.ocspBasic), octets(basic))));
}

function statusOf(status: OcspRequest["status"]): Uint8Array {
  if (status === "good") return value(implicit(0));
  if (status === "unknown") return value(implicit(2));
  return value(explicit(1), generalizedTime(status.at), value(explicit(0), enumerated(status.reason)));
}
