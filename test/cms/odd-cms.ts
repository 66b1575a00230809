/** Builds CMS signatures that no decent tool would: each field can be put wrong while the rest stays right. */

import { concat } from "../../src/cms/bytes.ts";
import { readCertificate } from "../../src/cms/certificate.ts";
import { explicit, implicit } from "../../src/cms/der.ts";
import { identifier, integer, octets, sequence, setOf, timestamp, value } from "../../src/cms/der-write.ts";
import { digest } from "../../src/cms/digests.ts";
import { signBytes } from "../../src/cms/issue/sign-bytes.ts";
import { OID } from "../../src/cms/oids.ts";
import { doctor, doctorKey, document, NOW } from "./house.ts";

export const NULL = Uint8Array.of(5, 0);
export const attribute = (type: string, ...values: Uint8Array[]): Uint8Array =>
  sequence(identifier(type), setOf(...values));

/** The four attributes of CAdES-BES by name, to be changed, left out or doubled. */
export const ATTRIBUTES = {
  contentType: attribute(OID.contentType, identifier(OID.data)),
  messageDigest: attribute(OID.messageDigest, octets(document.digest("streebog256"))),
  signingTime: attribute(OID.signingTime, timestamp(NOW)),
  certificateV2: attribute(OID.signingCertificateV2, certificateV2(digest("streebog256", doctor))),
};

export function certificateV2(
  hash: Uint8Array,
  algorithm: Uint8Array | null = sequence(identifier(OID.streebog256)),
  ...more: Uint8Array[]
): Uint8Array {
  return sequence(sequence(sequence(...(algorithm === null ? [] : [algorithm]), octets(hash), ...more)));
}

export interface Oddities {
  /** Null for no signed attributes: the signature is then over the document. */
  readonly attributes?: readonly Uint8Array[] | null;
  /** How the attributes are stored, when not as they are signed. */
  readonly stored?: (attributes: readonly Uint8Array[]) => readonly Uint8Array[];
  readonly content?: Uint8Array;
  readonly contentType?: string;
  readonly version?: bigint;
  readonly signerVersion?: bigint;
  readonly signerId?: "issuer" | "key";
  readonly digestAlgorithm?: Uint8Array;
  readonly announced?: readonly Uint8Array[];
  readonly signatureAlgorithm?: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly unsigned?: readonly Uint8Array[];
  readonly copies?: number;
  /** Everything inside the outermost shell of indefinite length, the content in pieces (BER). */
  readonly indefinite?: boolean;
}

export function oddCms(oddities: Oddities = {}): Uint8Array {
  const digestAlgorithm = oddities.digestAlgorithm ?? sequence(identifier(OID.streebog256));
  const signer = signerInfo(oddities, digestAlgorithm);
  const wrap = oddities.indefinite ? indefinite : value;
  const content =
    oddities.content === undefined ? [] : [wrap(explicit(0), pieces(oddities.content, oddities.indefinite ?? false))];
  const data = wrap(
    0x30,
    integer(oddities.version ?? 1n),
    setOf(...(oddities.announced ?? [digestAlgorithm])),
    wrap(0x30, identifier(oddities.contentType ?? OID.data), ...content),
    wrap(explicit(0), ...(oddities.certificates ?? [doctor])),
    ...(oddities.crls === undefined ? [] : [wrap(explicit(1), ...oddities.crls)]),
    setOf(...Array.from({ length: oddities.copies ?? 1 }, () => signer)),
  );
  return wrap(0x30, identifier(OID.signedData), wrap(explicit(0), data));
}

function signerInfo(oddities: Oddities, digestAlgorithm: Uint8Array): Uint8Array {
  const attributes = oddities.attributes === undefined ? Object.values(ATTRIBUTES) : oddities.attributes;
  const signed = attributes === null ? document.bytes : setOf(...attributes);
  const stored =
    attributes === null
      ? []
      : (oddities.stored?.(attributes) ?? [signed.subarray(signed.length - concat(attributes).length)]);
  const { issuer, serial, extensions } = readCertificate(doctor);
  const byKey = oddities.signerId === "key";
  const id = byKey
    ? value(implicit(0), Uint8Array.from(Buffer.from(extensions.subjectKeyIdentifier ?? "", "hex")))
    : sequence(issuer.der, integer(BigInt(`0x${serial}`)));
  return sequence(
    integer(oddities.signerVersion ?? (byKey ? 3n : 1n)),
    id,
    digestAlgorithm,
    ...(attributes === null ? [] : [value(explicit(0), ...stored)]),
    oddities.signatureAlgorithm ?? sequence(identifier(OID.gost256)),
    octets(signBytes(doctorKey, signed)),
    ...(oddities.unsigned === undefined ? [] : [value(explicit(1), ...oddities.unsigned)]),
  );
}

const indefinite = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)]);

function pieces(content: Uint8Array, split: boolean): Uint8Array {
  if (!split) return octets(content);
  const middle = content.length >> 1;
  return indefinite(0x24, octets(content.subarray(0, middle)), octets(content.subarray(middle)));
}
