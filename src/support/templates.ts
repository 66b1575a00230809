/** Templates of the desk's letters: no word about anybody's health. The letters are Russian. */
import type { Words } from "../basics/words.ts";

export type DeskTemplateDeed = "ask" | "message" | "correct" | "refuse" | "route" | "escalate";

export interface DeskTemplate {
  readonly key: string;
  readonly deed: DeskTemplateDeed;
  readonly name: Words;
  readonly text: string;
}

export const deskTemplates: readonly DeskTemplate[] = [
  {
    key: "looking",
    deed: "message",
    name: { ru: "Разбираемся", en: "Looking into it" },
    text: "Здравствуйте! Мы получили ваше обращение и разбираемся. Когда будет ответ, придёт уведомление в кабинет.",
  },
  {
    key: "many",
    deed: "message",
    name: { ru: "Таких обращений несколько", en: "There are several like it" },
    text: "Здравствуйте! О такой же проблеме сообщили несколько человек. Мы передали их организации вместе и следим за ответом. Писать ещё раз не нужно.",
  },
  {
    key: "where",
    deed: "ask",
    name: { ru: "В какой организации", en: "Which organisation" },
    text: "Здравствуйте! Напишите, пожалуйста, в какой организации вы были и в какой день: передадим обращение ей.",
  },
  {
    key: "solved",
    deed: "correct",
    name: { ru: "Исправлено у нас", en: "Mended on our side" },
    text: "Здравствуйте! Мы исправили это на своей стороне. Проверьте, пожалуйста, и подтвердите, что всё решено.",
  },
  {
    key: "unconnected",
    deed: "refuse",
    name: { ru: "Регион не подключён", en: "Region not connected" },
    text: "Здравствуйте! Из этого региона документы в кабинет пока не приходят. Обратитесь в медицинскую организацию, которая оформила документ. Возьмите с собой паспорт, полис ОМС, СНИЛС.",
  },
  {
    key: "answer",
    deed: "route",
    name: { ru: "Просим ответить", en: "Please answer" },
    text: "Обращение передано вам: документ оформила ваша организация. Ответьте, пожалуйста, пациенту до срока.",
  },
  {
    key: "silent",
    deed: "escalate",
    name: { ru: "Организация не отвечает", en: "The organisation does not answer" },
    text: "Организация не ответила в срок. Просим министерство помочь пациенту получить ответ.",
  },
];
