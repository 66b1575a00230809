/** Why a signature does not hold, in plain words. */
import type { Language, Words } from "../../basics/words.ts";
import type { SignatureVerdict } from "../../cms/report.ts";

const reasons: Partial<Record<NonNullable<SignatureVerdict["subIndication"]>, Words>> = {
  HASH_FAILURE: { ru: "Документ изменён после подписания", en: "The document was changed after it was signed" },
  SIG_CRYPTO_FAILURE: { ru: "Подпись повреждена", en: "The signature is damaged" },
  REVOKED: { ru: "Сертификат был отозван до подписания", en: "The certificate was revoked before signing" },
  REVOKED_NO_POE: { ru: "Сертификат отозван", en: "The certificate is revoked" },
  NO_CERTIFICATE_CHAIN_FOUND: { ru: "Удостоверяющий центр неизвестен", en: "The issuing authority is not known" },
  OUT_OF_BOUNDS_NO_POE: {
    ru: "Срок действия сертификата не включает время подписания",
    en: "The certificate was not valid at the time",
  },
};

export function reasonOf(verdict: SignatureVerdict, language: Language): string {
  const known = verdict.subIndication ? reasons[verdict.subIndication] : undefined;
  return (known ?? { ru: "Подпись не удалось подтвердить", en: "The signature could not be confirmed" })[language];
}
