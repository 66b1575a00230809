/** Signs a document the CAdES-BES way: a detached CMS whose signed attributes pin document, time and certificate. */

import { readCertificate } from "../certificate.ts";
import { explicit } from "../der.ts";
import { identifier, integer, octets, sequence, setOf, timestamp, value } from "../der-write.ts";
import { type DigestAlgorithm, type DocumentDigests, digest, digestIdentifier } from "../digests.ts";
import { OID } from "../oids.ts";
import type { KeyPair } from "./key.ts";
import { isWide, signBytes } from "./sign-bytes.ts";

export interface SigningRequest {
  readonly digests: DocumentDigests;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
  readonly signingTime: Date;
  /** DER of issuers to send along with the signer's certificate. */
  readonly includeChain?: readonly Uint8Array[];
}

/** DER of a ContentInfo. Equal input gives equal bytes. */
export function signDetached({
  digests,
  certificate,
  key,
  signingTime,
  includeChain = [],
}: SigningRequest): Uint8Array {
  return assembleDetached({
    digests,
    certificate,
    signingTime,
    includeChain,
    ...gostAlgorithms(key),
    sign: (attributes) => signBytes(key, attributes),
  });
}

/** The same for any algorithm: `sign` takes the DER of the signed attributes. */
interface Assembly extends Omit<SigningRequest, "key"> {
  readonly digestAlgorithm: DigestAlgorithm;
  /** DER AlgorithmIdentifier. */
  readonly signatureAlgorithm: Uint8Array;
  readonly sign: (signedAttributes: Uint8Array) => Uint8Array;
}

export function assembleDetached({ sign, ...shape }: Assembly): Uint8Array {
  const { attributes, seal } = openDetached(shape);
  return seal(sign(attributes));
}

/** A signature before it is one: `attributes` is what the key has to sign, `seal` makes a ContentInfo of the answer. */
interface Opened {
  readonly attributes: Uint8Array;
  seal(signature: Uint8Array): Uint8Array;
}

function openDetached(shape: Omit<Assembly, "sign">): Opened {
  const { digests, certificate, digestAlgorithm, signatureAlgorithm, signingTime, includeChain = [] } = shape;
  const algorithm = sequence(identifier(digestIdentifier(digestAlgorithm)));
  const attributes = setOf(
    attribute(OID.contentType, identifier(OID.data)),
    attribute(OID.messageDigest, octets(digests.digest(digestAlgorithm))),
    attribute(OID.signingTime, timestamp(signingTime)),
    // RFC 5035 §3: ESSCertIDv2 with the hash of the whole certificate.
    attribute(
      OID.signingCertificateV2,
      sequence(sequence(sequence(algorithm, octets(digest(digestAlgorithm, certificate))))),
    ),
  );
  // RFC 5652 §5.4: signed as SET OF, sent as [0].
  const sent = attributes.slice();
  sent[0] = explicit(0);
  return {
    attributes,
    seal(signature) {
      const signerInfo = sequence(
        integer(1n),
        issuerAndSerial(certificate),
        algorithm,
        sent,
        signatureAlgorithm,
        octets(signature),
      );
      const signedData = sequence(
        integer(1n),
        setOf(algorithm),
        sequence(identifier(OID.data)),
        value(explicit(0), certificate, ...includeChain),
        setOf(signerInfo),
      );
      return sequence(identifier(OID.signedData), value(explicit(0), signedData));
    },
  };
}

/** A key wherever it is kept: here, in the platform's own store, on a token. It signs octets, hashing them itself. */
export interface SigningKey {
  readonly digestAlgorithm: DigestAlgorithm;
  /** DER AlgorithmIdentifier of SignerInfo. */
  readonly signatureAlgorithm: Uint8Array;
  sign(octets: Uint8Array): Promise<Uint8Array>;
}

/** `signDetached` for a key that may take its time. */
export async function signDetachedBy({
  key,
  ...request
}: Omit<SigningRequest, "key"> & { readonly key: SigningKey }): Promise<Uint8Array> {
  const { digestAlgorithm, signatureAlgorithm } = key;
  const { attributes, seal } = openDetached({ ...request, digestAlgorithm, signatureAlgorithm });
  return seal(await key.sign(attributes));
}

/** A GOST key of ours as a key like any other. */
export function gostSigningKey(key: KeyPair): SigningKey {
  return { ...gostAlgorithms(key), sign: async (octets) => signBytes(key, octets) };
}

function gostAlgorithms(key: KeyPair): Pick<SigningKey, "digestAlgorithm" | "signatureAlgorithm"> {
  return {
    digestAlgorithm: isWide(key) ? "streebog512" : "streebog256",
    // The key's own identifier, as CryptoPro and OpenSSL write it (R 1323565.1.025-2019).
    signatureAlgorithm: sequence(identifier(isWide(key) ? OID.gost512 : OID.gost256)),
  };
}

const attribute = (type: string, contents: Uint8Array): Uint8Array => sequence(identifier(type), setOf(contents));

function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const { issuer, serial } = readCertificate(certificate);
  return sequence(issuer.der, integer(BigInt(`0x${serial}`)));
}
