/**
 * A draft becomes a document: the doctor's signature is proved over the very bytes that were frozen, and only then does
 * the organisation's key sign them too. Nothing is stored here.
 */
import { parseSnils, type Snils } from "../basics/snils.ts";
import { describeCertificate } from "../cms/certificate.ts";
import { type DocumentDigests, digestsOf } from "../cms/digests.ts";
import { type SigningKey, signDetachedBy } from "../cms/issue/sign.ts";
import { blocksOf } from "../cms/pem.ts";
import type { SignatureVerdict } from "../cms/report.ts";
import type { TrustStore } from "../cms/trust.ts";
import { validateSignature } from "../cms/validate.ts";
import { refuseDoctor, refuseOrganisation } from "./signing-refusals.ts";

/** What an organisation signs with. */
export interface OrganisationSeal {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly key: SigningKey;
}

export interface OrganisationSeals {
  /** Null where no key of the organisation is kept here. */
  find(organisationOid: string): Promise<OrganisationSeal | null>;
}

export interface SealDeps {
  readonly seals: OrganisationSeals;
  readonly trust: () => Promise<TrustStore>;
}

export interface SealRequest {
  /** The frozen document: exactly what the doctor was given to sign. */
  readonly bytes: Uint8Array;
  /** Detached CMS of one signer: DER, PEM or bare base64, as signing tools write it. */
  readonly doctorSignature: Uint8Array;
  /** Who is at the window; the certificate must be this person's. */
  readonly doctor: { readonly snils: string; readonly name: string };
  readonly organisationOid: string;
  readonly now: Date;
}

export interface SealedDraft {
  /** The doctor's, then the organisation's; DER. */
  readonly signatures: readonly [doctor: Uint8Array, organisation: Uint8Array];
}

/**
 * Throws a Refusal with a stable code: SIGNATURE_UNREADABLE, SIGNATURE_OF_OTHER_BYTES, SIGNATURE_BROKEN,
 * SIGNATURE_SEVERAL_SIGNERS, SIGNATURE_NOT_YOURS, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_REVOKED,
 * CERTIFICATE_UNFIT, REVOCATION_UNKNOWN, ALGORITHM_WEAK, SIGNATURE_REFUSED; ORGANISATION_KEY_MISSING,
 * ORGANISATION_KEY_EXPIRED, ORGANISATION_KEY_UNFIT.
 */
export async function sealDraft(deps: SealDeps, request: SealRequest): Promise<SealedDraft> {
  const { bytes, organisationOid, now } = request;
  // First: without it a doctor would sign for nothing.
  const seal = (await deps.seals.find(organisationOid)) ?? refuseOrganisation("ORGANISATION_KEY_MISSING");
  const digests = digestsOf(bytes);
  const trust = await deps.trust();
  const doctor = proveDoctor(request, digests, trust);
  const organisation = await signForOrganisation(seal, digests, trust, now);
  return { signatures: [doctor, organisation] };
}

function proveDoctor({ doctorSignature, doctor, now }: SealRequest, document: DocumentDigests, trust: TrustStore) {
  const signature = onlyBlock(doctorSignature);
  const verdicts = validateSignature({ document, signature, trust, bestTime: now, now });
  const [verdict] = verdicts;
  if (verdict === undefined || verdicts.length > 1) return refuseDoctor("SIGNATURE_SEVERAL_SIGNERS");
  if (verdict.indication !== "TOTAL-PASSED") return refuseDoctor(codeOf(verdict));
  if (!isOf(verdict, parseSnils(doctor.snils))) return refuseDoctor("SIGNATURE_NOT_YOURS");
  return signature;
}

function onlyBlock(signature: Uint8Array): Uint8Array {
  try {
    const [block, ...more] = blocksOf(signature);
    if (block !== undefined && more.length === 0) return block;
  } catch {
    // Said below, as of all that is not a signature.
  }
  return refuseDoctor("SIGNATURE_UNREADABLE");
}

/** By number alone: names are written in many ways, and two people may have one name. */
function isOf(verdict: SignatureVerdict, snils: Snils | null): boolean {
  const named = verdict.signer?.snils;
  return snils !== null && typeof named === "string" && parseSnils(named) === snils;
}

/** Why the house does not take a signature, as one who signs can understand it. */
function codeOf({ subIndication }: SignatureVerdict): Parameters<typeof refuseDoctor>[0] {
  switch (subIndication) {
    case "FORMAT_FAILURE":
    case "NO_SIGNING_CERTIFICATE_FOUND":
      return "SIGNATURE_UNREADABLE";
    case "HASH_FAILURE":
      return "SIGNATURE_OF_OTHER_BYTES";
    case "SIG_CRYPTO_FAILURE":
      return "SIGNATURE_BROKEN";
    case "EXPIRED":
    case "NOT_YET_VALID":
    case "OUT_OF_BOUNDS_NO_POE":
    case "OUT_OF_BOUNDS_NOT_REVOKED":
      return "CERTIFICATE_EXPIRED";
    case "NO_CERTIFICATE_CHAIN_FOUND":
    case "NO_CERTIFICATE_CHAIN_FOUND_NO_POE":
    case "CERTIFICATE_CHAIN_GENERAL_FAILURE":
      return "CERTIFICATE_NOT_TRUSTED";
    case "REVOKED":
    case "REVOKED_NO_POE":
    case "REVOKED_CA_NO_POE":
      return "CERTIFICATE_REVOKED";
    case "CHAIN_CONSTRAINTS_FAILURE":
      return "CERTIFICATE_UNFIT";
    case "TRY_LATER":
    case "REVOCATION_OUT_OF_BOUNDS_NO_POE":
      return "REVOCATION_UNKNOWN";
    case "CRYPTO_CONSTRAINTS_FAILURE":
    case "CRYPTO_CONSTRAINTS_FAILURE_NO_POE":
      return "ALGORITHM_WEAK";
    default:
      return "SIGNATURE_REFUSED";
  }
}

async function signForOrganisation(
  { certificate, key }: OrganisationSeal,
  digests: DocumentDigests,
  trust: TrustStore,
  now: Date,
): Promise<Uint8Array> {
  const { notBefore, notAfter } = describeCertificate(certificate);
  if (now < new Date(notBefore) || now > new Date(notAfter)) refuseOrganisation("ORGANISATION_KEY_EXPIRED");
  const signature = await signDetachedBy({ digests, certificate, key, signingTime: now });
  // What we would not take from others we do not send: a key that is not the certificate's shows here, not a day later.
  const [verdict] = validateSignature({ document: digests, signature, trust, bestTime: now, now });
  if (verdict?.indication !== "TOTAL-PASSED") refuseOrganisation("ORGANISATION_KEY_UNFIT");
  return signature;
}
