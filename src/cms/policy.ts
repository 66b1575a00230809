/** What is asked of a signature and how much each answer weighs: levels are data, as in ETSI TS 119 102-2 and DSS. */

import type { BuildingBlock, Indication, SubIndication } from "./report.ts";

/** FAIL decides the verdict; WARN is told with it; INFORM is only in the list; IGNORE is not asked. */
export type Level = "FAIL" | "WARN" | "INFORM" | "IGNORE";

interface Consequence {
  /** The step of EN 319 102-1 that asks it. */
  readonly block: BuildingBlock;
  readonly level: Level;
  readonly indication: Exclude<Indication, "TOTAL-PASSED">;
  readonly subIndication: SubIndication;
}

const failed = (block: BuildingBlock, subIndication: SubIndication, level: Level = "FAIL"): Consequence => ({
  ...{ block, level, subIndication },
  indication: "TOTAL-FAILED",
});
const unsure = (block: BuildingBlock, subIndication: SubIndication, level: Level = "FAIL"): Consequence => ({
  ...{ block, level, subIndication },
  indication: "INDETERMINATE",
});

/** Every constraint, in the order of EN 319 102-1 except that integrity is proved before the chain (see validate.ts). */
const CONSEQUENCES = {
  // Format (§5.2.2) and identification of the signing certificate (§5.2.3)
  SignatureReadable: failed("FC", "FORMAT_FAILURE"),
  /** A certificate beside the signer's own cannot be read: it is passed over. */
  CertificatesReadable: unsure("FC", "NO_CERTIFICATE_CHAIN_FOUND", "WARN"),
  /** A list or an answer of OCSP inside the signature cannot be read: it is passed over. */
  RevocationDataReadable: unsure("FC", "TRY_LATER", "WARN"),
  /** Order of the Ministry of Digital Development 472 of 2020: signers are named by issuer and serial number. */
  SignerNamedByIssuerAndSerial: unsure("FC", "SIG_CONSTRAINTS_FAILURE", "WARN"),
  SigningCertificateFound: unsure("ISC", "NO_SIGNING_CERTIFICATE_FOUND"),
  SigningCertificateReferenceMatches: unsure("ISC", "NO_SIGNING_CERTIFICATE_FOUND"),
  /** Beside the hash, which alone is sure, the reference may name issuer and serial; tools write them variously. */
  SigningCertificateIssuerMatches: unsure("ISC", "NO_SIGNING_CERTIFICATE_FOUND", "WARN"),
  // Cryptographic verification (§5.2.7)
  SignedDataFound: unsure("CV", "SIGNED_DATA_NOT_FOUND"),
  AlgorithmsKnown: unsure("CV", "CRYPTO_CONSTRAINTS_FAILURE"),
  AttachedContentMatches: failed("CV", "HASH_FAILURE"),
  MessageDigestMatches: failed("CV", "HASH_FAILURE"),
  AlgorithmsAgree: failed("CV", "SIG_CRYPTO_FAILURE"),
  SignatureIntact: failed("CV", "SIG_CRYPTO_FAILURE"),
  /** DSS accepts signed attributes that are signed sorted but stored unsorted; OpenSSL refuses them. */
  SignedAttributesInOrder: failed("CV", "FORMAT_FAILURE", "WARN"),
  // Validation context: when the signature is proved to have existed (§5.2.4, §5.5)
  /** A timestamp that cannot be relied on proves nothing, and is passed over. */
  TimestampsValid: unsure("VCI", "NO_POE", "WARN"),
  ContentTimestampsValid: unsure("VCI", "NO_POE", "WARN"),
  TimestampsInOrder: unsure("VCI", "TIMESTAMP_ORDER_FAILURE"),
  // Of a timestamp itself (§5.4, RFC 3161 §2.4.2)
  TimestampReadable: failed("FC", "FORMAT_FAILURE"),
  TimestampImprintMatches: failed("CV", "HASH_FAILURE"),
  TimestampPurposeFits: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  // X.509 certificate validation (§5.2.6)
  ChainFound: unsure("XCV", "NO_CERTIFICATE_CHAIN_FOUND"),
  ChainIntact: unsure("XCV", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
  IssuersAreAuthorities: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  RootIsAuthority: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  CriticalExtensionsUnderstood: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  /** nonRepudiation: the key is for signatures that bind its owner, not for logging in (RFC 5280 §4.2.1.3). */
  KeyUsageFits: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  /** digitalSignature beside it, as Russian qualified certificates have; European ones (EN 319 412-2) do without. */
  KeyUsageComplete: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  KeyUsageSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  /** A key of a time stamping or web server may have the right bits and is no person's for all that. */
  PurposeFits: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE"),
  /** The best time proves that the signature existed, so a certificate that began later cannot have been there. */
  CertificateAlreadyValid: failed("XCV", "NOT_YET_VALID"),
  CertificateNotExpired: unsure("XCV", "OUT_OF_BOUNDS_NO_POE"),
  IssuersWithinValidity: unsure("XCV", "OUT_OF_BOUNDS_NO_POE"),
  RevocationDataAvailable: unsure("XCV", "TRY_LATER"),
  RevocationDataFresh: unsure("XCV", "TRY_LATER"),
  /** Issued at or after the best time, so that nothing about that time can come later (§5.2.5). */
  RevocationDataFinal: unsure("XCV", "TRY_LATER", "INFORM"),
  /** Whether it was signed before the revocation is not proved, so not a total failure (§5.2.6.4). */
  CertificateNotRevoked: unsure("XCV", "REVOKED_NO_POE"),
  CertificateNotOnHold: unsure("XCV", "TRY_LATER"),
  IssuersNotRevoked: unsure("XCV", "REVOKED_CA_NO_POE"),
  // What a qualified certificate of Russia has beside that (63-ФЗ art. 17; order of the ФСБ 795 of 2011)
  NationalAlgorithms: unsure("XCV", "CRYPTO_CONSTRAINTS_FAILURE", "WARN"),
  SignToolClassSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  SubjectSignToolSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  IssuerSignToolSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  IdentificationKindSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "INFORM"),
  OwnerNumbersSaid: unsure("XCV", "CHAIN_CONSTRAINTS_FAILURE", "WARN"),
  /** СНИЛС of an author, ОГРН or ИНН of the custodian; asked where the document is at hand (see intake). */
  OwnerNamedInDocument: unsure("SAV", "SIG_CONSTRAINTS_FAILURE", "WARN"),
  // Signature acceptance (§5.2.8)
  SigningCertificateReferencePresent: unsure("SAV", "SIG_CONSTRAINTS_FAILURE"),
  SigningTimePresent: unsure("SAV", "SIG_CONSTRAINTS_FAILURE", "WARN"),
  SigningTimePlausible: unsure("SAV", "SIG_CONSTRAINTS_FAILURE", "WARN"),
  CryptographyStrong: unsure("SAV", "CRYPTO_CONSTRAINTS_FAILURE"),
  /** Somebody signed this signature, and that one does not hold; its own verdict says why. */
  CounterSignaturesHold: unsure("SAV", "SIG_CONSTRAINTS_FAILURE", "WARN"),
} as const satisfies Record<string, Consequence>;

export type ConstraintName = keyof typeof CONSEQUENCES;

export const CONSTRAINTS = Object.keys(CONSEQUENCES) as readonly ConstraintName[];

export const consequence = (name: ConstraintName): Consequence => CONSEQUENCES[name];

export interface Policy {
  /** What a report calls it. */
  readonly name: string;
  /** Levels that differ from the house's own. */
  readonly levels: Partial<Readonly<Record<ConstraintName, Level>>>;
  /** How far a signer's clock may run ahead of the proven time, milliseconds. */
  readonly clockSkew: number;
  readonly smallestRsaBits: number;
  /** Until when (milliseconds since 1970) a signature proved to have existed may stand on SHA-1; null: never. */
  readonly sha1Until: number | null;
}

/** The house's policy for registered documents. */
export const HOUSE_POLICY: Policy = {
  name: "medkarta",
  levels: {},
  clockSkew: 10 * 60_000,
  smallestRsaBits: 2048,
  sha1Until: null,
};

export const levelOf = (policy: Policy, name: ConstraintName): Level => policy.levels[name] ?? CONSEQUENCES[name].level;
