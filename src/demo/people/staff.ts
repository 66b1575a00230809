/** Who works in the demo: doctors and registrars of the six organisations, heads of two of them; of the house a support operator, two administrators, a region's operator. */
import { posts } from "../../cda/write/codes/official-posts.ts";
import { type OrganisationKey, organisations } from "./places.ts";
import type { DemoStaff } from "./shapes.ts";

type Row = readonly [login: string, snils: string, fullName: string, post: keyof typeof posts, at: OrganisationKey];

/** СНИЛС from 900-100-001 on: such numbers are given to nobody. */
const medical: readonly Row[] = [
  ["krylova", "90010000188", "Крылова Елена Андреевна", "110", "volga"],
  ["petrov", "90010000289", "Петров Алексей Иванович", "34", "volga"],
  ["nazarova", "90010000390", "Назарова Гульнара Рашидовна", "125", "volga"],
  ["tikhonova", "90010000491", "Тихонова Вера Михайловна", "35", "volga"],
  ["osipov", "90010000592", "Осипов Денис Валерьевич", "121", "volga"],
  ["mayorova", "90010000693", "Майорова Инна Борисовна", "116", "volga"],
  ["shestakova", "90010000794", "Шестакова Ольга Юрьевна", "54", "volga"],
  ["veselova", "90010000895", "Веселова Наталья Евгеньевна", "13", "volga"],
  ["zavyalov", "90010000996", "Завьялов Сергей Николаевич", "334", "volga"],
  ["gromov", "90010001190", "Громов Илья Владимирович", "34", "tveritsy"],
  ["yudina", "90010001291", "Юдина Светлана Аркадьевна", "13", "tveritsy"],
  ["grinev", "90010002900", "Гринёв Арсений Маратович", "54", "tveritsy"],
  ["baranov", "90010001392", "Баранов Константин Львович", "430", "tveritsy"],
  ["zhuravleva", "90010001594", "Журавлёва Анна Михайловна", "59", "crane"],
  ["soboleva", "90010003093", "Соболева Нина Аркадьевна", "334", "crane"],
  ["sidorenko", "90010001796", "Сидоренко Павел Андреевич", "45", "ob"],
  ["polyakova", "90010001897", "Полякова Ирина Геннадьевна", "110", "ob"],
  ["demidov", "90010001998", "Демидов Роман Олегович", "94", "ob"],
  ["abramova", "90010002091", "Абрамова Тамара Васильевна", "336", "ob"],
  ["timofeeva", "90010002192", "Тимофеева Юлия Романовна", "13", "ob"],
  ["lukin", "90010002293", "Лукин Борис Фёдорович", "122", "ob"],
  ["koltsov", "90010002495", "Кольцов Андрей Викторович", "78", "start"],
  ["melnikov", "90010003194", "Мельников Олег Петрович", "334", "start"],
  ["ershova", "90010002596", "Ершова Дина Альбертовна", "121", "start"],
  ["bondar", "90010002798", "Бондарь Михаил Тарасович", "109", "steppe"],
  ["morozova", "90010001089", "Морозова Лидия Петровна", "179", "volga"],
  ["kuzmina", "90010001493", "Кузьмина Раиса Ивановна", "179", "tveritsy"],
  ["belova", "90010001695", "Белова Ксения Дмитриевна", "179", "crane"],
  ["ivanenko", "90010002394", "Иваненко Галина Фёдоровна", "179", "ob"],
  ["suvorova", "90010002697", "Суворова Мария Антоновна", "179", "start"],
  ["tkach", "90010002899", "Ткач Оксана Павловна", "179", "steppe"],
];

const heads: readonly Row[] = [
  ["loginova", "90010003396", "Логинова Маргарита Павловна", "336", "volga"],
  ["gradov", "90010003497", "Градов Пётр Сергеевич", "334", "tveritsy"],
];

function person(fullName: string): DemoStaff["name"] {
  const [family, given, patronymic] = fullName.split(" ");
  return { family: family!, given: given!, patronymic: patronymic ?? null };
}

/** Support and administration are posts of the registry itself: the medical dictionary has none for them. */
function member([login, snils, fullName, post, at]: Row, role: DemoStaff["role"]): DemoStaff {
  const position = { code: post, name: posts[post] };
  return { login, snils, name: person(fullName), role, organisationOid: organisations[at].oid, position };
}

const house: readonly DemoStaff[] = [
  {
    login: "support",
    snils: "90030000100",
    name: person("Ветрова Алла Игоревна"),
    role: "support",
    organisationOid: null,
    position: { code: "", name: "Оператор службы поддержки" },
  },
  {
    login: "admin",
    snils: "90030000200",
    name: person("Котов Никита Сергеевич"),
    role: "administrator",
    organisationOid: null,
    position: { code: "", name: "Администратор реестра" },
  },
  {
    login: "admin2",
    snils: "90030000402",
    name: person("Зимина Ольга Васильевна"),
    role: "administrator",
    organisationOid: null,
    position: { code: "", name: "Администратор реестра" },
  },
  {
    login: "region",
    snils: "90030000301",
    name: person("Ларин Егор Андреевич"),
    role: "region",
    organisationOid: null,
    regionCode: "76",
    position: { code: "", name: "Оператор министерства здравоохранения области" },
  },
];

export const staff: readonly DemoStaff[] = [
  ...medical.map((row) => member(row, row[3] === "179" ? "registrar" : "doctor")),
  ...heads.map((row) => member(row, "head")),
  ...house,
];

/** The member of staff with this login. Unknown logins are a mistake of ours, told at once. */
export function staffByLogin(login: string): DemoStaff {
  const found = staff.find((one) => one.login === login);
  if (!found) throw new Error(`no member of staff «${login}» in the demo`);
  return found;
}
