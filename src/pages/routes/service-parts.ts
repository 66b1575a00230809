/** The state of the service in words: for support and administrators. Counts only. */
import type { Language, Words } from "../../basics/words.ts";
import type { ServicePart } from "../staff/service.tsx";
import type { PagesDeps } from "./deps.ts";

const names: Readonly<Record<string, Words>> = {
  database: { ru: "База данных", en: "Database" },
  portal: { ru: "База данных кабинета", en: "Cabinet's database" },
  log: { ru: "Открытый журнал", en: "Transparency log" },
  queue: { ru: "Очередь заданий", en: "Job queue" },
};

const queues: Readonly<Record<string, Words>> = {
  accept: { ru: "Ждут проверки", en: "Waiting to be checked" },
  deliver: { ru: "Ждут доставки", en: "Waiting to be delivered" },
  dead: { ru: "Не удалось выполнить", en: "Failed jobs" },
};

export async function serviceParts(deps: PagesDeps, language: Language): Promise<ServicePart[]> {
  const [state, depth] = await Promise.all([deps.readiness(), deps.queueDepth()]);
  const log = deps.logState();
  const works: Words = { ru: "работает", en: "works" };
  const fails: Words = { ru: "не отвечает", en: "does not answer" };
  return [
    ...Object.entries(state.parts).map(([key, value]) => ({
      key,
      name: names[key]?.[language] ?? key,
      value: key === "log" && value === "ok" ? sealed(log.size, language) : (value === "ok" ? works : fails)[language],
      good: value === "ok",
    })),
    ...Object.entries(queues).map(([key, name]) => ({
      key: `queue-${key}`,
      name: name[language],
      value: String(depth[key] ?? 0),
      good: key === "dead" ? (depth[key] ?? 0) === 0 : (depth[key] ?? 0) < 1000,
    })),
  ];
}

function sealed(size: number, language: Language): string {
  const number = new Intl.NumberFormat(language).format(size);
  return language === "en" ? `${number} entries sealed` : `записей запечатано: ${number}`;
}
