/** Слова рабочего места: отправленные документы, справочники, состояние службы. */
import { type Forms, sayCount } from "../../say-amount.ts";

const fault: Forms = { one: "замечание", few: "замечания", many: "замечаний", other: "замечания" };
const kind: Forms = { one: "вид", few: "вида", many: "видов", other: "вида" };
const organisation: Forms = { one: "организация", few: "организации", many: "организаций", other: "организации" };

export const staff = {
  submissions: {
    title: "Документы организации",
    lead: "Что отправлено в реестр и что с этим стало",
    states: { received: "Принят, проверяется", refused: "Не принят", registered: "Зарегистрирован" },
    all: "Все",
    columns: {
      sent: "Отправлен",
      kind: "Вид документа",
      state: "Состояние",
      number: "Номер в реестре",
      what: "Что сделать",
    },
    localUid: "Номер в организации",
    nothing: "Ничего не нужно",
    waiting: "Подождите: проверка идёт",
    quarantined: "Человек не найден однозначно: сверьте СНИЛС, фамилию и дату рождения",
    faults: (count: number) => sayCount("ru", count, fault),
    open: "Подробно",
    openOf: (kind: string, when: string) => `Подробно: ${kind}, ${when}`,
    none: "Организация пока ничего не отправляла",
    noneAbout:
      "Документы приходят из медицинской информационной системы по API. Как её подключить, знает администратор реестра.",
    noneOfState: "Таких документов нет",
    showAll: "Показать все",
    older: "Показать более ранние",
    filter: "Состояние",
  },
  submission: {
    faults: "Замечания",
    faultsLead: "Все сразу: исправьте их и отправьте документ ещё раз.",
    noFaults: "Замечаний нет.",
    severity: { error: "Ошибка", warning: "Предупреждение", info: "К сведению" },
    code: "Код",
    todo: "Что сделать",
    where: "Где",
    line: (line: number, column: number | undefined) =>
      `строка ${line}${column === undefined ? "" : `, столбец ${column}`}`,
    found: "Найдено",
    expected: "Ожидалось",
    received: "Принят",
    decided: "Решение",
  },
  organisations: {
    title: "Организации",
    count: (count: number) => sayCount("ru", count, organisation),
    columns: {
      name: "Организация",
      oid: "OID",
      region: "Регион",
      contact: "Регистратура",
      since: "Электронная карта с",
    },
    none: "Организаций пока нет",
    noneAbout: "Они появятся, когда будут внесены в справочник.",
  },
  regions: { title: "Регионы", lead: "То же видят все на странице «Подключённые регионы»." },
  kinds: {
    title: "Виды документов",
    lead: "Справочник 1520 и его прежние редакции",
    count: (count: number) => sayCount("ru", count, kind),
    columns: {
      code: "Код",
      name: "Название",
      leaflet: "В памятке",
      term: "Действует",
      shown: "Пациенту",
      format: "Формат",
    },
    from: (day: string) => `с ${day}`,
    to: (day: string) => `до ${day}`,
    always: "без срока",
    shown: "Показывают",
    notShown: "Не показывают",
    none: "Видов пока нет",
    noneAbout: "Они загружаются вместе со справочником 1520.",
  },
  service: {
    title: "Состояние службы",
    checked: (when: string) => `Проверено ${when}`,
    well: "Служба работает",
    ill: "Служба работает с трудностями",
    wellAbout: "Документы принимаются, проверяются и доставляются.",
    illAbout: "Посмотрите строки, отмеченные словом «Внимание».",
    columns: { part: "Что", state: "Состояние", value: "Сколько" },
    good: "В порядке",
    bad: "Внимание",
    note: "Служба поддержки не видит, что написано в документах.",
  },
};
