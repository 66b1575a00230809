/** What is asked of a signature and how much each answer weighs: levels are data, as in ETSI TS 119 102-2 and DSS. */

import type { Indication, SubIndication } from "./report.ts";

/** FAIL decides the verdict; WARN is told with it; INFORM is only in the list; IGNORE is not asked. */
export type Level = "FAIL" | "WARN" | "INFORM" | "IGNORE";

interface Consequence {
  readonly level: Level;
  readonly indication: Exclude<Indication, "TOTAL-PASSED">;
  readonly subIndication: SubIndication;
}

const failed = (subIndication: SubIndication, level: Level = "FAIL"): Consequence => ({
  level,
  indication: "TOTAL-FAILED",
  subIndication,
});
const unsure = (subIndication: SubIndication, level: Level = "FAIL"): Consequence => ({
  level,
  indication: "INDETERMINATE",
  subIndication,
});

/** Every constraint, in the order of EN 319 102-1 except that integrity is proved before the chain (see validate.ts). */
const CONSEQUENCES = {
  // Format (§5.2.2) and identification of the signing certificate (§5.2.3)
  SignatureReadable: failed("FORMAT_FAILURE"),
  /** A certificate beside the signer's own cannot be read: it is passed over. */
  CertificatesReadable: unsure("NO_CERTIFICATE_CHAIN_FOUND", "WARN"),
  SigningCertificateFound: unsure("NO_SIGNING_CERTIFICATE_FOUND"),
  SigningCertificateReferenceMatches: unsure("NO_SIGNING_CERTIFICATE_FOUND"),
  /** Beside the hash, which alone is sure, the reference may name issuer and serial; tools write them variously. */
  SigningCertificateIssuerMatches: unsure("NO_SIGNING_CERTIFICATE_FOUND", "WARN"),
  // Cryptographic verification (§5.2.7)
  SignedDataFound: unsure("SIGNED_DATA_NOT_FOUND"),
  AlgorithmsKnown: unsure("CRYPTO_CONSTRAINTS_FAILURE"),
  AttachedContentMatches: failed("HASH_FAILURE"),
  MessageDigestMatches: failed("HASH_FAILURE"),
  AlgorithmsAgree: failed("SIG_CRYPTO_FAILURE"),
  SignatureIntact: failed("SIG_CRYPTO_FAILURE"),
  /** DSS accepts signed attributes that are signed sorted but stored unsorted; OpenSSL refuses them. */
  SignedAttributesInOrder: failed("FORMAT_FAILURE", "WARN"),
  // X.509 certificate validation (§5.2.6)
  ChainFound: unsure("NO_CERTIFICATE_CHAIN_FOUND"),
  ChainIntact: unsure("CERTIFICATE_CHAIN_GENERAL_FAILURE"),
  IssuersAreAuthorities: unsure("CHAIN_CONSTRAINTS_FAILURE"),
  RootIsAuthority: unsure("CHAIN_CONSTRAINTS_FAILURE"),
  CriticalExtensionsUnderstood: unsure("CHAIN_CONSTRAINTS_FAILURE"),
  /** nonRepudiation: the key is for signatures that bind its owner, not for logging in (RFC 5280 §4.2.1.3). */
  KeyUsageFits: unsure("CHAIN_CONSTRAINTS_FAILURE"),
  /** digitalSignature beside it, as Russian qualified certificates have; European ones (EN 319 412-2) do without. */
  KeyUsageComplete: unsure("CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  KeyUsageSaid: unsure("CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  /** A key of a time stamping or web server may have the right bits and is no person's for all that. */
  PurposeFits: unsure("CHAIN_CONSTRAINTS_FAILURE"),
  /** The best time proves that the signature existed, so a certificate that began later cannot have been there. */
  CertificateAlreadyValid: failed("NOT_YET_VALID"),
  CertificateNotExpired: unsure("OUT_OF_BOUNDS_NO_POE"),
  IssuersWithinValidity: unsure("OUT_OF_BOUNDS_NO_POE"),
  RevocationDataAvailable: unsure("TRY_LATER"),
  RevocationDataFresh: unsure("TRY_LATER"),
  /** Whether it was signed before the revocation is not proved, so not a total failure (§5.2.6.4). */
  CertificateNotRevoked: unsure("REVOKED_NO_POE"),
  CertificateNotOnHold: unsure("TRY_LATER"),
  IssuersNotRevoked: unsure("REVOKED_CA_NO_POE"),
  // Signature acceptance (§5.2.8)
  SigningCertificateReferencePresent: unsure("SIG_CONSTRAINTS_FAILURE"),
  SigningTimePresent: unsure("SIG_CONSTRAINTS_FAILURE", "WARN"),
  SigningTimePlausible: unsure("SIG_CONSTRAINTS_FAILURE", "WARN"),
  CryptographyStrong: unsure("CRYPTO_CONSTRAINTS_FAILURE"),
} as const satisfies Record<string, Consequence>;

export type ConstraintName = keyof typeof CONSEQUENCES;

export const consequence = (name: ConstraintName): Consequence => CONSEQUENCES[name];

export interface Policy {
  /** Levels that differ from the house's own. */
  readonly levels: Partial<Readonly<Record<ConstraintName, Level>>>;
  /** How far a signer's clock may run ahead of the proven time, milliseconds. */
  readonly clockSkew: number;
  readonly smallestRsaBits: number;
}

/** The house's policy for registered documents. */
export const HOUSE_POLICY: Policy = { levels: {}, clockSkew: 10 * 60_000, smallestRsaBits: 2048 };

export const levelOf = (policy: Policy, name: ConstraintName): Level => policy.levels[name] ?? CONSEQUENCES[name].level;
