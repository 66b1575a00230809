/** Слова главной страницы кабинета и уведомлений. */
import type { NoticeGroup, NoticeKind } from "../../../notify/kinds.ts";
import { type Forms, sayCount } from "../../say-amount.ts";

const document: Forms = {
  one: "новый документ",
  few: "новых документа",
  many: "новых документов",
  other: "нового документа",
};

export const home = {
  title: "Главная",
  hello: (name: string) => `Здравствуйте, ${name}`,
  helloNobody: "Здравствуйте",
  fresh: "Новое",
  freshSince: (when: string, count: number) => `С прошлого входа, ${when}: ${sayCount("ru", count, document)}`,
  all: "Все документы",
  nothingNew: "Новых документов нет",
  nothingNewAbout: "Придёт новый — он появится здесь сам, и вы получите уведомление.",
  latest: "Недавние документы",
  consentNeeded: "Чтобы увидеть документы, дайте согласие",
  consentNeededText: "Это делается один раз. Прочитаете текст, нажмёте «Разрешить», и документы откроются.",
  consentButton: "Получить сведения",
  first: "С чего начать",
  firstSteps: {
    data: {
      title: "Проверьте свои данные",
      about: "Фамилия, дата рождения и СНИЛС должны совпадать с паспортом, иначе документы до вас не дойдут.",
    },
    consent: { title: "Дайте согласие", about: "Один раз, на странице «Сведения об оказанной медицинской помощи»." },
    wait: { title: "Ждать не нужно", about: "Документы приходят сами: обычно через 1 рабочий день, иногда до 30." },
  },
  firstData: "Мои данные",
  next: "Что дальше",
  access: "Кто смотрел мои документы",
  nobody: "Кроме вас, их пока никто не открывал.",
  notices: "Уведомления",
  allNotices: "Все уведомления",
  often: "Часто нужно",
  records: "Сведения об оказанной помощи",
  verify: "Проверить документ",
  missing: "Документ не пришёл",
  print: "Как распечатать документ",
};

export const notices = {
  title: "Уведомления",
  lead: "Всё, что произошло в вашем кабинете",
  unread: "Новое",
  read: "Отметить всё прочитанным",
  readOne: "Отметить прочитанным",
  readThis: (text: string) => `Отметить прочитанным: ${text}`,
  settings: "Куда присылать уведомления",
  filter: "Какие уведомления показать",
  all: "Все",
  onlyUnread: "Новые",
  groups: { documents: "Документы", appeals: "Обращения", paper: "Бумага", safety: "Безопасность" } satisfies Record<
    NoticeGroup,
    string
  >,
  noneUnread: "Новых уведомлений нет",
  noneOfGroup: "Таких уведомлений пока нет",
  showAll: "Показать все",
  none: "Уведомлений пока нет",
  noneAbout: "Когда придёт документ или изменится согласие, мы напишем здесь.",
  older: "Показать более ранние",
  said: {
    "new-document": "Пришёл новый документ",
    "corrected-document": "Пришёл исправленный документ",
    "due-late": "Документ задерживается: мы сами спросили организацию",
    "appeal-registered": "Обращение зарегистрировано",
    "appeal-taken": "Ваше обращение взяли в работу",
    "appeal-asked": "По обращению нужен ваш ответ",
    "appeal-message": "Новое сообщение по обращению",
    "appeal-moved": "Обращение передано дальше",
    "appeal-corrected": "Проблема из обращения исправлена",
    "appeal-refused": "На обращение пришёл ответ с отказом",
    "appeal-closed": "Обращение закрыто",
    "appeal-reopened": "Обращение открыто снова",
    "paper-ready": "Бумажная копия готова",
    "paper-refused": "Бумажную копию выдать не могут: причина в запросе",
    "paper-handed": "Бумажная копия выдана",
    "statement-accepted": "Заявление о бумажной карте принято",
    "statement-returned": "Заявление о бумажной карте вернули: причина в нём",
    "document-erased": "Документ удалён по решению суда",
    "emergency-access": "Служба поддержки открыла ваши данные в экстренном порядке",
  } satisfies Record<NoticeKind, string>,
};
