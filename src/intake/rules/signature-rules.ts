/** Rules over signatures: each intact, one signer each, the doctor whom the document names, the organisation that sends. */
import type { Fault } from "../../basics/fault.ts";
import type { Words } from "../../basics/words.ts";
import type { SignatureVerdict } from "../../cms/report.ts";
import type { SignatureCheck } from "../verify.ts";
import type { Evidence } from "./evidence.ts";

export function signatureFaults(evidence: Evidence): Fault[] {
  return [
    ...evidence.signatures.flatMap(intact),
    ...duplicates(evidence.signatures),
    ...doctorSigned(evidence),
    ...organisationSigned(evidence),
  ];
}

const at = (part: number) => ({ path: `signature[${part}]` });

function intact({ part, verdicts }: SignatureCheck): Fault[] {
  if (verdicts.length > 1) {
    return [
      error("MULTIPLE_SIGNERS", part, {
        ru: "В файле подписи больше одного подписанта",
        en: "More than one signer in the file",
      }),
    ];
  }
  return verdicts
    .filter((verdict) => verdict.indication !== "TOTAL-PASSED")
    .map((verdict) => ({
      ...error(codeOf(verdict), part, wordsOf(verdict)),
      found: `${verdict.indication}${verdict.subIndication ? `/${verdict.subIndication}` : ""}: ${verdict.reason}`,
    }));
}

/** ETSI sub-indication → РЭМД code (dictionary 1.2.643.5.1.13.13.99.2.305). */
function codeOf(verdict: SignatureVerdict): string {
  switch (verdict.subIndication) {
    case "FORMAT_FAILURE":
      return "SIGNATURE_DECODING_ERROR";
    case "HASH_FAILURE":
      return "DIGEST_MISMATCH";
    case "NO_SIGNING_CERTIFICATE_FOUND":
      return "NO_END_ENTITY_CERTIFICATE";
    case "NO_CERTIFICATE_CHAIN_FOUND":
    case "NO_CERTIFICATE_CHAIN_FOUND_NO_POE":
    case "CERTIFICATE_CHAIN_GENERAL_FAILURE":
      return "CANT_BUILD_CERT_CHAIN_TO_ACCREDITED_CA_CERT";
    case "CHAIN_CONSTRAINTS_FAILURE":
      return "INVALID_CERT_KEY_USAGE";
    case "EXPIRED":
    case "NOT_YET_VALID":
    case "OUT_OF_BOUNDS_NO_POE":
    case "OUT_OF_BOUNDS_NOT_REVOKED":
      return "PERSONAL_SIG_CERT_NOT_ACTUAL_ON_CHECK_DT";
    case "CRYPTO_CONSTRAINTS_FAILURE":
    case "CRYPTO_CONSTRAINTS_FAILURE_NO_POE":
      return "UNKNOWN_ALGORITHM";
    case "TRY_LATER":
    case "REVOCATION_OUT_OF_BOUNDS_NO_POE":
      return "CA_INACCESSIBILITY";
    default:
      return "SIGNATURE_VERIFICATION_ERROR";
  }
}

function wordsOf(verdict: SignatureVerdict): Words {
  switch (codeOf(verdict)) {
    case "SIGNATURE_DECODING_ERROR":
      return { ru: "Файл подписи не читается как CMS", en: "The signature file cannot be read as CMS" };
    case "DIGEST_MISMATCH":
      return {
        ru: "Подпись сделана для других данных: документ изменён или приложен не тот файл",
        en: "The signature was made over other bytes",
      };
    case "NO_END_ENTITY_CERTIFICATE":
      return { ru: "В подписи нет сертификата подписанта", en: "The signer's certificate is not in the signature" };
    case "CANT_BUILD_CERT_CHAIN_TO_ACCREDITED_CA_CERT":
      return {
        ru: "Сертификат выдан удостоверяющим центром, которому реестр не доверяет",
        en: "The certificate was issued by an authority that the registry does not trust",
      };
    case "INVALID_CERT_KEY_USAGE":
      return {
        ru: "Сертификат не предназначен для подписания документов",
        en: "The certificate is not meant for signing documents",
      };
    case "PERSONAL_SIG_CERT_NOT_ACTUAL_ON_CHECK_DT":
      return {
        ru: "Срок действия сертификата не включает время получения документа",
        en: "The certificate was not valid when the document came",
      };
    case "UNKNOWN_ALGORITHM":
      return {
        ru: "Алгоритм подписи не поддерживается или слаб",
        en: "The signature algorithm is unsupported or weak",
      };
    case "CA_INACCESSIBILITY":
      return { ru: "Нет свежего списка отозванных сертификатов", en: "There is no fresh certificate revocation list" };
    default:
      return verdict.subIndication === "REVOKED" || verdict.subIndication === "REVOKED_NO_POE"
        ? { ru: "Сертификат подписанта отозван", en: "The signer's certificate is revoked" }
        : { ru: "Подпись не верна", en: "The signature is not valid" };
  }
}

function duplicates(signatures: readonly SignatureCheck[]): Fault[] {
  const seen = new Set<string>();
  return signatures.flatMap(({ part, verdicts }) => {
    const serial = verdicts[0]?.signer?.fingerprint;
    if (!serial) return [];
    if (seen.has(serial))
      return [
        error("SIGNATURE_DUPLICATION", part, {
          ru: "Подпись этим сертификатом приложена дважды",
          en: "Two signatures by one certificate",
        }),
      ];
    seen.add(serial);
    return [];
  });
}

function doctorSigned({ signatures, facts }: Evidence): Fault[] {
  const doctors = signatures.filter((signature) => signature.role === "doctor");
  if (doctors.length === 0) {
    return [
      {
        code: "ROLE_OCCURRENCE_MISMATCH",
        severity: "error",
        message: { ru: "Нет подписи врача", en: "The doctor's signature is missing" },
        hint: { ru: "Подпишите документ сертификатом автора", en: "Sign the document with the author's certificate" },
      },
    ];
  }
  const named = [...facts.authors, ...facts.expectedSigners].map((person) => person.snils);
  const known: (string | null)[] = named.filter((snils) => snils !== null);
  return doctors.flatMap(({ part, verdicts }) => {
    const signer = verdicts[0]?.signer;
    if (!signer || known.length === 0 || known.includes(signer.snils)) return [];
    return [
      {
        ...error("INVALID_DOCTOR_SNILS", part, {
          ru: "СНИЛС в сертификате врача не совпадает ни с одним автором документа",
          en: "The СНИЛС of the doctor's certificate is not that of any author of the document",
        }),
        hint: {
          ru: "Подписать должен тот, кто назван в author или legalAuthenticator",
          en: "Whoever is named in author or legalAuthenticator must sign",
        },
      },
    ];
  });
}

function organisationSigned({ signatures, kind, organisation }: Evidence): Fault[] {
  const seals = signatures.filter((signature) => signature.role === "organisation");
  if (seals.length === 0 && kind.organisation_signature) {
    return [
      {
        code: "ORG_SIGNATURE_OCCURRENCE_MISMATCH",
        severity: "error",
        message: { ru: "Нет подписи медицинской организации", en: "The organisation's signature is missing" },
        hint: {
          ru: "Приложите вторую подпись: сертификатом организации",
          en: "Attach a second signature, by the organisation's certificate",
        },
      },
    ];
  }
  return seals.flatMap(({ part, verdicts }) => {
    const signer = verdicts[0]?.signer;
    const same =
      !signer ||
      (organisation.ogrn !== null && signer.ogrn === organisation.ogrn) ||
      (signer.ogrn === null && organisation.inn !== null && signer.innLegal === organisation.inn);
    if (same) return [];
    return [
      {
        ...error("SIGNER_ORG_MISMATCH", part, {
          ru: "Организация в сертификате — не та, что отправляет документ",
          en: "The organisation of the certificate is not the one that sends the document",
        }),
        ...(signer.ogrn ? { found: signer.ogrn } : {}),
        ...(organisation.ogrn ? { expected: organisation.ogrn } : {}),
      },
    ];
  });
}

function error(code: string, part: number, message: Words): Fault {
  return { code, severity: "error", message, ...at(part) };
}
