/** What to open, whom to log in as, what to try: printed when the demo has started. */
import { join } from "node:path";
import { staffRoles } from "../access/subject.ts";
import { DEMO_KEY_PASSWORD } from "./authority/key-files.ts";
import { world } from "./people/world.ts";

/** One of each role is enough here; the login page lists them all. */
const onePerRole = staffRoles.flatMap((role) => {
  const one = world.staff.find((staff) => staff.role === role);
  return one ? [one] : [];
});

export function demoTable(url: string, dataDir: string): string {
  const people = [
    ...world.patients.map(({ login, name, about }) => [login, `${name.family} ${name.given}`, about]),
    ...onePerRole.map(({ login, name, role, position }) => [
      login,
      `${name.family} ${name.given}`,
      `${roles[role]}: ${position.name}`,
    ]),
  ];
  const widths = [0, 1].map((column) => Math.max(...people.map((row) => row[column]?.length ?? 0)));
  const rows = people.map(
    ([login = "", name = "", about = ""]) =>
      `  ${login.padEnd(widths[0] ?? 0)}  ${name.padEnd(widths[1] ?? 0)}  ${about}`,
  );
  return [
    "",
    `  Откройте · Open             ${url}`,
    `  Вход учебный, без пароля    выберите человека из списка · pick a person, no password`,
    `  Проверить документ · Verify ${url}/verify`,
    `  Для программ · For machines ${url}/api/v1/openapi.json`,
    `  Ключи врачей · Keys         ${url}/demo/keys/krylova.p12 (${join(dataDir, "demo-keys")}), пароль · password: ${DEMO_KEY_PASSWORD}`,
    "",
    "  Кем войти · Whom to log in as",
    ...rows,
    "",
    "  Что попробовать · What to try",
    "  1. Войти → Услуги → Моё здоровье → Сведения об оказанной медицинской помощи → Получить сведения → Разрешить",
    "  2. Открыть новый документ, скачать PDF, напечатать, посмотреть, кто подписал и что записано в журнале",
    "  3. Прислать свой документ:  npx medkarta submit FILE.xml --demo-sign --wait",
    "  4. Проверить подпись:       npx medkarta verify FILE.xml --signature FILE.xml.1.p7s",
    "",
    "  Остановить · Stop: Ctrl-C",
    "",
  ].join("\n");
}

const roles = {
  doctor: "врач",
  registrar: "регистратор",
  head: "руководитель",
  support: "поддержка",
  region: "регион",
  administrator: "администратор",
};
