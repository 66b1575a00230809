/**
 * What leaves the house in words. Not a word of medicine, no kind of document, no organisation, no name: a letter is read on
 * lock screens, at work, and by whoever shares the mailbox.
 */
import type { Language } from "../../basics/words.ts";
import type { NoticeKind } from "../kinds.ts";

export interface OutsideWords {
  readonly said: Record<NoticeKind, string>;
  readonly brand: string;
  readonly open: string;
  readonly why: string;
  readonly settings: string;
  readonly unsubscribe: string;
  readonly confirm: { readonly subject: string; readonly text: string; readonly button: string; readonly not: string };
}

const ofAppeal = <T extends string>(text: T) => ({
  "appeal-registered": text,
  "appeal-taken": text,
  "appeal-asked": text,
  "appeal-message": text,
  "appeal-moved": text,
  "appeal-corrected": text,
  "appeal-refused": text,
  "appeal-closed": text,
  "appeal-reopened": text,
});

const ofPaper = <T extends string>(text: T) => ({
  "paper-ready": text,
  "paper-refused": text,
  "paper-handed": text,
  "statement-accepted": text,
  "statement-returned": text,
});

export const outsideWords: Readonly<Record<Language, OutsideWords>> = {
  ru: {
    said: {
      "new-document": "Новый документ в кабинете",
      "corrected-document": "Новый документ в кабинете",
      "due-late": "Новость в вашем кабинете",
      ...ofAppeal("Новость по вашему обращению"),
      ...ofPaper("Новость по вашему запросу"),
      "document-erased": "Важное уведомление в кабинете",
      "emergency-access": "Важное уведомление в кабинете",
    },
    brand: "Моё здоровье",
    open: "Открыть кабинет",
    why: "Подробности видны только в кабинете, после входа. В письмах мы не пишем, о чём документ и из какой он организации.",
    settings: "Что и куда присылать, можно изменить в настройках уведомлений",
    unsubscribe: "Больше не присылать писем",
    confirm: {
      subject: "Подтвердите адрес для уведомлений",
      text: "Этот адрес указали в кабинете «Моё здоровье», чтобы получать уведомления. Подтвердите, что он ваш. Ссылка действует сутки.",
      button: "Подтвердить адрес",
      not: "Не указывали? Ничего не делайте: писем не будет.",
    },
  },
  en: {
    said: {
      "new-document": "A new document in your cabinet",
      "corrected-document": "A new document in your cabinet",
      "due-late": "News in your cabinet",
      ...ofAppeal("News on your appeal"),
      ...ofPaper("News on your request"),
      "document-erased": "An important notice in your cabinet",
      "emergency-access": "An important notice in your cabinet",
    },
    brand: "My health",
    open: "Open the cabinet",
    why: "Details can be seen in the cabinet only, after signing in. Letters never say what a document is about or whose it is.",
    settings: "What is sent and where can be changed in the settings of notices",
    unsubscribe: "Send no more letters",
    confirm: {
      subject: "Confirm the address for notices",
      text: "This address was given in the cabinet “My health” to receive notices. Please confirm that it is yours. The link works for a day.",
      button: "Confirm the address",
      not: "It was not you? Do nothing: there will be no letters.",
    },
  },
};
