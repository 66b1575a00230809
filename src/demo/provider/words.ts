/** Words of the demo's own login page. Russian is the type; English satisfies it. */
import type { Language } from "../../basics/words.ts";

const ru = {
  place: "Учебный вход",
  title: "Кем войти?",
  lead: "Выберите человека из списка или введите его логин.",
  notice: "Это учебный вход, не Госуслуги",
  noticeText: "Все люди здесь выдуманы, пароль не нужен. Не вводите сюда свои настоящие данные.",
  login: "Логин",
  loginHint: "Например, sokolova. Он показан под именем.",
  loginIs: "логин",
  enter: "Войти",
  unknown: "Такого логина нет. Проверьте его или выберите человека из списка.",
  failed: "Ошибка",
  groups: { patient: "Пациенты", added: "Пришли с документами", staff: "Врачи, регистраторы, поддержка" },
  levels: {
    simplified: "упрощённая запись",
    standard: "стандартная запись",
    confirmed: "подтверждённая запись",
  },
  cancel: "Отменить вход",
  stale: "Эта страница входа устарела",
  staleText: "Вход начат больше десяти минут назад или уже закончен. Начните его заново.",
  wrong: "Вход не удался",
  wrongText: "Начните вход заново. Код для службы поддержки:",
  again: "Начать заново",
  leave: "Выйти из учебного входа?",
  leaveButton: "Выйти",
  left: "Вы вышли",
  leftText: "Страницу можно закрыть.",
};

export type ProviderWords = typeof ru;

const en: ProviderWords = {
  place: "Demo sign-in",
  title: "Sign in as whom?",
  lead: "Choose a person from the list or enter their login.",
  notice: "This is a demo sign-in, not Gosuslugi",
  noticeText: "Everybody here is invented, no password is needed. Do not enter real data of yours.",
  login: "Login",
  loginHint: "For example, sokolova. It stands under the name.",
  loginIs: "login",
  enter: "Sign in",
  unknown: "There is no such login. Check it, or choose a person from the list.",
  failed: "Error",
  groups: { patient: "Patients", added: "Came with their documents", staff: "Doctors, registrars, support" },
  levels: { simplified: "simplified account", standard: "standard account", confirmed: "confirmed account" },
  cancel: "Cancel",
  stale: "This sign-in page is out of date",
  staleText: "Sign-in was started more than ten minutes ago, or is already finished. Start again.",
  wrong: "Sign-in failed",
  wrongText: "Start again. Code for support:",
  again: "Start again",
  leave: "Leave the demo sign-in?",
  leaveButton: "Leave",
  left: "You have signed out",
  leftText: "You may close this page.",
};

export const providerWords = (language: Language): ProviderWords => (language === "ru" ? ru : en);
