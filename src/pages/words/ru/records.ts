/** Слова страницы «Сведения об оказанной медицинской помощи». */
import { type Forms, sayCount } from "../../say-amount.ts";

const visit: Forms = { one: "обращение", few: "обращения", many: "обращений", other: "обращения" };

export const records = {
  title: "Сведения об оказанной медицинской помощи",
  snils: "СНИЛС",
  policy: "Полис ОМС",
  noPolicy: "нет сведений",
  show: "Показать",
  hide: "номер целиком",
  updated: (when: string) => `Обновлено ${when}`,
  signed: "Сведения подписаны электронной подписью врача. Изменить или удалить их нельзя.",
  documents: "Медицинские документы",
  contents: "На этой странице",
  filter: { title: "Отобрать сведения", show: "Показать", reset: "Показать все сведения" },
  visits: "Обращения",
  count: (count: number) => sayCount("ru", count, visit),
  columns: {
    date: "Дата",
    organisation: "Организация",
    doctor: "Врач",
    diagnosis: "Диагноз",
    services: "Оказанные услуги",
    documents: "Документы",
    name: "Название",
    since: "Поставлен",
    where: "Где",
    prescribed: "Что назначено",
  },
  diagnoses: "Диагнозы",
  examinations: "Обследования",
  prescriptions: "Предписания и назначения",
  code: "код МКБ-10",
  showAll: {
    visits: (count: number) => `Показать все обращения: ${count}`,
    diagnoses: (count: number) => `Показать все диагнозы: ${count}`,
    examinations: (count: number) => `Показать все обследования: ${count}`,
    prescriptions: (count: number) => `Показать все назначения: ${count}`,
  },
  none: {
    title: "Сведений пока нет",
    why: "Медицинская организация передаёт их сама, обычно через 1 рабочий день после приёма, иногда до 30 рабочих дней. Из неподключённых регионов сведения не приходят.",
    regions: "Какие регионы подключены",
    missing: "Что делать, если сведения не пришли",
  },
  noneFound: { title: "За этот год и по этой организации сведений нет", why: "Выберите другой год или организацию." },
  noneOfKind: "Пока нет.",
  notMine: "Нашли приём, которого не было?",
  notMineAbout: "Нажмите «Я здесь не был» в его строке.",
};
