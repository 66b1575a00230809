/** The answer of signature validation, in the words of ETSI EN 319 102-1. */

export type Indication = "TOTAL-PASSED" | "TOTAL-FAILED" | "INDETERMINATE";

export type SubIndication =
  | "FORMAT_FAILURE"
  | "HASH_FAILURE"
  | "SIG_CRYPTO_FAILURE"
  | "REVOKED"
  | "EXPIRED"
  | "NOT_YET_VALID"
  | "SIG_CONSTRAINTS_FAILURE"
  | "CHAIN_CONSTRAINTS_FAILURE"
  | "CERTIFICATE_CHAIN_GENERAL_FAILURE"
  | "CRYPTO_CONSTRAINTS_FAILURE"
  | "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
  | "TIMESTAMP_ORDER_FAILURE"
  | "NO_SIGNING_CERTIFICATE_FOUND"
  | "NO_CERTIFICATE_CHAIN_FOUND"
  | "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
  | "REVOKED_NO_POE"
  | "REVOKED_CA_NO_POE"
  | "OUT_OF_BOUNDS_NO_POE"
  | "OUT_OF_BOUNDS_NOT_REVOKED"
  | "REVOCATION_OUT_OF_BOUNDS_NO_POE"
  | "NO_POE"
  | "TRY_LATER"
  | "SIGNED_DATA_NOT_FOUND";

/** What a signer's certificate says of its owner. Dates are ISO 8601 in UTC. */
export interface SignerCertificate {
  /** Upper-case hex, no separators. */
  readonly serial: string;
  readonly issuer: string;
  readonly subject: string;
  readonly commonName: string | null;
  readonly surname: string | null;
  readonly givenName: string | null;
  /** 11 digits: subject attribute 1.2.643.100.3 */
  readonly snils: string | null;
  /** 1.2.643.3.131.1.1 */
  readonly inn: string | null;
  /** Legal entity's ИНН, 1.2.643.100.4 */
  readonly innLegal: string | null;
  /** 1.2.643.100.1 */
  readonly ogrn: string | null;
  readonly organisation: string | null;
  readonly title: string | null;
  readonly notBefore: string;
  readonly notAfter: string;
  /** Lower-case hex SHA-256 of the DER. */
  readonly fingerprint: string;
  /** e.g. "GOST R 34.10-2012 256", "RSA 2048", "Ed25519" */
  readonly algorithm: string;
}

/** The steps of EN 319 102-1 §5.2 by their usual letters: format, signing certificate, context, X.509, cryptography, acceptance. */
export type BuildingBlock = "FC" | "ISC" | "VCI" | "XCV" | "CV" | "SAV";

/** One question that was asked of a signature. Names and their order: src/cms/policy.ts. */
export interface ConstraintResult {
  readonly constraint: string;
  /** FAIL decides the verdict, WARN is worth telling a person, INFORM is for a developer. */
  readonly level: "FAIL" | "WARN" | "INFORM";
  readonly met: boolean;
  /** What was expected and what was found, where that says more than the name. */
  readonly expected?: string;
  readonly found?: string;
}

/** The verdict over a timestamp (RFC 3161) that stands in a signature. */
export interface TimestampVerdict {
  /** `signature`: over the signature's value; `content`: over the document, before it was signed. */
  readonly kind: "signature" | "content";
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly reason: string;
  /** When the authority says that it saw it, ISO 8601; null where the token cannot be read. */
  readonly genTime: string | null;
  /** How exact that is, where the token says so. */
  readonly accuracyMilliseconds: number | null;
  readonly authority: SignerCertificate | null;
  /** Upper-case hex. */
  readonly serial: string | null;
  readonly constraints: readonly ConstraintResult[];
}

/** A revocation list or an answer of OCSP that a verdict stands on. Times ISO 8601. */
export interface RevocationSource {
  /** Lower-case hex SHA-256 of the certificate that it was asked about. */
  readonly certificate: string;
  readonly kind: "crl" | "ocsp";
  /** Lower-case hex SHA-256 of its DER. */
  readonly fingerprint: string;
  readonly thisUpdate: string;
  /** Null where no next one is promised. */
  readonly nextUpdate: string | null;
  /** Issued at or after the best time: nothing about that time can come later. */
  readonly final: boolean;
  /** When and why the certificate was taken back (CRLReason), also where that was after the best time. */
  readonly revoked: { readonly at: string; readonly reason: number } | null;
}

/** The verdict over one SignerInfo. */
export interface SignatureVerdict {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** One English sentence for a log or a developer: what was checked and what was found. */
  readonly reason: string;
  readonly signer: SignerCertificate | null;
  /** The signer's claim (signed attribute), ISO 8601. */
  readonly signingTime: string | null;
  /** The proven time that the certificate was judged at, ISO 8601. */
  readonly bestTime: string;
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string | null;
  /** Lower-case hex of the document digest that the signature covers. */
  readonly documentDigest: string | null;
  /** Everything that was asked, in order; warnings are those unmet with level WARN. */
  readonly constraints?: readonly ConstraintResult[];
  /** What proves the best time: a timestamp inside, a proof that was given along, or nothing but the time asked about. */
  readonly provenBy?: "timestamp" | "proof" | "asked";
  readonly timestamps?: readonly TimestampVerdict[];
  /** Verdicts over those who signed this signature. */
  readonly counterSignatures?: readonly SignatureVerdict[];
  /** Signer first, root last; or as far as it led. */
  readonly chain?: readonly { readonly subject: string; readonly fingerprint: string; readonly notAfter: string }[];
  readonly revocation?: readonly RevocationSource[];
  /** True where a later list can still say that the certificate was revoked before the best time. */
  readonly provisional?: boolean;
}
