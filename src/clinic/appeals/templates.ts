/** Templates of an organisation's answers: a beginning, to be changed before it is sent. The letters are Russian. */
import type { Words } from "../../basics/words.ts";

export type TemplateDeed = "ask" | "message" | "correct" | "refuse";

export interface Template {
  readonly key: string;
  readonly deed: TemplateDeed;
  readonly name: Words;
  readonly text: string;
}

/** What of the organisation stands in its letters. */
export interface Letterhead {
  readonly name: string;
  readonly phone: string | null;
  readonly hours: string | null;
}

export function templatesOf({ name, phone, hours }: Letterhead): readonly Template[] {
  const call = phone ? ` по телефону ${phone}${hours ? ` (${hours})` : ""}` : "";
  return [
    {
      key: "paper",
      deed: "ask",
      name: { ru: "Фото бумажного документа", en: "Photo of the paper" },
      text: "Здравствуйте! Приложите, пожалуйста, фото бумажного документа: сравним его с электронным и исправим, если есть ошибка.",
    },
    {
      key: "details",
      deed: "ask",
      name: { ru: "Что именно неверно", en: "What exactly is wrong" },
      text: "Здравствуйте! Напишите, пожалуйста, какое слово или число неверно и как должно быть.",
    },
    {
      key: "visit",
      deed: "ask",
      name: { ru: "Дата и врач", en: "Date and doctor" },
      text: "Здравствуйте! Напишите, пожалуйста, когда и у какого врача вы были: найдём запись о приёме.",
    },
    {
      key: "looking",
      deed: "message",
      name: { ru: "Проверяем", en: "Looking into it" },
      text: `Здравствуйте! Мы получили ваше обращение и проверяем записи. Если появятся вопросы, спросим здесь. Регистратура отвечает${call || " на стойке организации"}.`,
    },
    {
      key: "come",
      deed: "message",
      name: { ru: "Приглашение в регистратуру", en: "Come to the registry desk" },
      text: `Здравствуйте! Чтобы исправить данные, придите, пожалуйста, в регистратуру. Возьмите с собой паспорт, полис ОМС, СНИЛС. ${name}${call ? `, узнать${call}` : ""}.`,
    },
    {
      key: "mended",
      deed: "correct",
      name: { ru: "Исправленный документ", en: "Corrected document" },
      text: "Здравствуйте! Вы правы, в документе была ошибка. Мы исправили её: новая версия подписана врачом и уже в вашем кабинете. Прежняя версия отмечена как заменённая.",
    },
    {
      key: "sent",
      deed: "correct",
      name: { ru: "Документ отправлен", en: "Document sent" },
      text: "Здравствуйте! Документ подписан и отправлен, он уже в вашем кабинете. Приносим извинения за задержку.",
    },
    {
      key: "right",
      deed: "refuse",
      name: { ru: "Данные верны", en: "The data are right" },
      text: `Здравствуйте! Мы сверили документ с записями врача: данные в нём верны. Если вы не согласны, откройте обращение снова и напишите, в чём ошибка, или обратитесь к нам${call}.`,
    },
    {
      key: "foreign",
      deed: "refuse",
      name: { ru: "Документ другой организации", en: "Another organisation’s document" },
      text: "Здравствуйте! Этот документ оформила другая организация, исправить его может только она. Её название указано в документе.",
    },
  ];
}
