/** Why a draft was not signed: codes that stay, words that say what to do. No person's data in them. */
import { Refusal } from "../basics/refusal.ts";
import type { Words } from "../basics/words.ts";

const DOCTOR = {
  SIGNATURE_UNREADABLE: {
    ru: "Файл подписи не читается. Нужна отсоединённая подпись CMS (.sig, .p7s) вместе с сертификатом",
    en: "The signature file cannot be read. A detached CMS signature (.sig, .p7s) with its certificate is needed",
  },
  SIGNATURE_OF_OTHER_BYTES: {
    ru: "Подписан не этот документ: черновик изменился или выбран другой файл. Откройте документ заново и подпишите",
    en: "Another document was signed: the draft has changed or another file was chosen. Open it again and sign",
  },
  SIGNATURE_BROKEN: {
    ru: "Подпись повреждена или сделана не тем ключом. Подпишите ещё раз",
    en: "The signature is damaged or made by another key. Sign again",
  },
  SIGNATURE_SEVERAL_SIGNERS: {
    ru: "В файле подписи больше одного подписавшего. Нужна одна ваша подпись",
    en: "There is more than one signer in the file. Only your own signature is needed",
  },
  SIGNATURE_NOT_YOURS: {
    ru: "Этот сертификат выдан не вам: СНИЛС в нём другой. Подписать документ может только его автор",
    en: "This certificate is not yours: its СНИЛС is another. Only the author may sign the document",
  },
  CERTIFICATE_EXPIRED: {
    ru: "Срок действия сертификата закончился или ещё не начался. Получите новый в удостоверяющем центре",
    en: "The certificate has expired or is not valid yet. Get a new one from your certification authority",
  },
  CERTIFICATE_NOT_TRUSTED: {
    ru: "Сертификат выдан удостоверяющим центром, которому реестр не доверяет",
    en: "The certificate was issued by an authority that the registry does not trust",
  },
  CERTIFICATE_REVOKED: {
    ru: "Сертификат отозван. Получите новый в удостоверяющем центре",
    en: "The certificate is revoked. Get a new one from your certification authority",
  },
  CERTIFICATE_UNFIT: {
    ru: "Сертификат не предназначен для подписания документов. Выберите другой",
    en: "The certificate is not meant for signing documents. Choose another",
  },
  REVOCATION_UNKNOWN: {
    ru: "Сейчас нельзя узнать, не отозван ли сертификат: нет свежего списка отозванных. Попробуйте позже",
    en: "It cannot be told now whether the certificate is revoked: there is no fresh list. Try later",
  },
  ALGORITHM_WEAK: {
    ru: "Алгоритм подписи не поддерживается или слаб. Нужен ключ ГОСТ Р 34.10-2012, RSA от 2048 бит или ECDSA",
    en: "The signature algorithm is unsupported or weak. GOST R 34.10-2012, RSA of 2048 bits or ECDSA is needed",
  },
  SIGNATURE_REFUSED: {
    ru: "Подпись не принята: она сделана не так, как требует реестр (CAdES-BES)",
    en: "The signature is not accepted: it is not made the way the registry needs (CAdES-BES)",
  },
} as const satisfies Record<string, Words>;

const ORGANISATION = {
  ORGANISATION_KEY_MISSING: {
    ru: "На сервере нет ключа вашей организации, вторую подпись поставить нечем. Сообщите администратору",
    en: "The server has no key of your organisation to sign with. Tell the administrator",
  },
  ORGANISATION_KEY_EXPIRED: {
    ru: "Срок действия сертификата вашей организации закончился. Сообщите администратору: нужен новый",
    en: "The certificate of your organisation has expired. Tell the administrator: a new one is needed",
  },
  ORGANISATION_KEY_UNFIT: {
    ru: "Подпись вашей организации не проходит проверку реестра. Сообщите администратору",
    en: "The signature of your organisation does not pass the registry's own checks. Tell the administrator",
  },
} as const satisfies Record<string, Words>;

/** The doctor can do something about it. */
export function refuseDoctor(code: keyof typeof DOCTOR): never {
  throw new Refusal("invalid", code, DOCTOR[code]);
}

/** The doctor cannot; whoever keeps the server can. */
export function refuseOrganisation(code: keyof typeof ORGANISATION): never {
  throw new Refusal("unavailable", code, ORGANISATION[code]);
}
