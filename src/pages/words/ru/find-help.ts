/** Слова о поиске ответа и о памятке целиком. */
import { type Forms, sayCount } from "../../say-amount.ts";

const answer: Forms = { one: "ответ", few: "ответа", many: "ответов", other: "ответа" };

export const findHelp = {
  find: {
    label: "Что вы хотите узнать?",
    button: "Найти ответ",
    found: "Что нашлось",
    count: (count: number) => `Нашлось: ${sayCount("ru", count, answer)}`,
    nothing: "Ничего не нашлось",
    nothingAbout: "Попробуйте другое слово, например «сертификат» или «распечатать». Все вопросы — ниже.",
  },
  leaflet: {
    link: "Вся памятка на одной странице, для печати",
    title: "Памятка целиком",
    lead: "Все вопросы и ответы. Страницу можно напечатать и отдать тому, кому она нужна.",
    print: "Напечатать памятку",
  },
};
