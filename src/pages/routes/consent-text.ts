/** The text of the consent. A change of a word here is a new CONSENT_VERSION: everybody is asked anew. */
import { CONSENT_VERSION } from "../../patient/consent.ts";
import type { ConsentView } from "../patient/consent.tsx";
import type { Viewer } from "../viewer.ts";

export function consentText(viewer: Viewer): ConsentView["text"] {
  const who = viewer.person?.initials ?? "";
  return viewer.language === "en"
    ? {
        version: CONSENT_VERSION,
        from: "2026-11-01",
        given: who,
        to: "Medkarta, the service «Моё здоровье»",
        purpose: "to show you in your cabinet what medical organisations have sent about the care you received",
        term: "until you take it back",
        withdrawal: "at any time, in «Profile → Consents»; documents stay in the registry, but are no longer shown",
        paragraphs: [
          "The service receives from the registry of electronic medical documents: visits, diagnoses, services, results of examinations, prescriptions and the signed documents themselves.",
          "Only you see them. Every opening of a document is written into the access journal; the last one is shown on the document’s page.",
          "Nothing is passed on to other persons or services.",
        ],
      }
    : {
        version: CONSENT_VERSION,
        from: "2026-11-01",
        given: who,
        to: "сервису «Моё здоровье» (Medkarta)",
        purpose: "показывать вам в личном кабинете сведения, которые прислали медицинские организации",
        term: "пока вы его не отзовёте",
        withdrawal:
          "в любой момент в разделе «Профиль → Согласия»; документы останутся в реестре, но показываться не будут",
        paragraphs: [
          "Сервис получает из реестра электронных медицинских документов сведения об оказанной вам помощи: приёмы, диагнозы, услуги, результаты исследований, назначения и сами подписанные документы.",
          "Их видите только вы. Каждое открытие документа записывается в журнал доступа; последнее видно на странице документа.",
          "Другим людям и сервисам ничего не передаётся.",
        ],
      };
}
