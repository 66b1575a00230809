/** The state of the service in words: for support and administrators. Counts only. */
import type { Language, Words } from "../../basics/words.ts";
import { type PatrolState, patrolState } from "../../log/patrol.ts";
import { type OutsideState, outsideState } from "../../notify/delivery/state.ts";
import { sayDay } from "../say-date.ts";
import type { ServicePart } from "../staff/service.tsx";
import type { PagesDeps } from "./deps.ts";

const names: Readonly<Record<string, Words>> = {
  database: { ru: "База данных", en: "Database" },
  portal: { ru: "База данных кабинета", en: "Cabinet's database" },
  log: { ru: "Открытый журнал", en: "Transparency log" },
  "access-log": { ru: "Открытый журнал обращений к документам", en: "Transparency log of readings" },
  witnesses: { ru: "Свидетели журналов", en: "Witnesses of the logs" },
  evidence: { ru: "Проверка целостности", en: "Check of what is kept" },
  queue: { ru: "Очередь заданий", en: "Job queue" },
};

const queues: Readonly<Record<string, Words>> = {
  accept: { ru: "Ждут проверки", en: "Waiting to be checked" },
  deliver: { ru: "Ждут доставки", en: "Waiting to be delivered" },
  dead: { ru: "Не удалось выполнить", en: "Failed jobs" },
};

const notices: Words = { ru: "Письма и уведомления в браузере", en: "Letters and browser notifications" };

export async function serviceParts(deps: PagesDeps, language: Language): Promise<ServicePart[]> {
  const [state, depth, outside, patrol] = await Promise.all([
    deps.readiness(),
    deps.queueDepth(),
    outsideState(deps.outside.database.sql, deps.clock()),
    patrolState(deps.outside.database.sql),
  ]);
  const log = deps.logState();
  const works: Words = { ru: "работает", en: "works" };
  const fails: Words = { ru: "не отвечает", en: "does not answer" };
  const lacks: Words = { ru: "подписей меньше, чем нужно", en: "fewer cosignatures than needed" };
  return [
    ...Object.entries(state.parts).map(([key, value]) => ({
      key,
      name: names[key]?.[language] ?? key,
      value:
        key === "log" && value === "ok"
          ? sealed(log.size, language)
          : key === "evidence" && value !== "failing"
            ? checked(patrol, language)
            : { ok: works, failing: fails, degraded: lacks }[value][language],
      good: value === "ok",
    })),
    ...Object.entries(queues).map(([key, name]) => ({
      key: `queue-${key}`,
      name: name[language],
      value: String(depth[key] ?? 0),
      good: key === "dead" ? (depth[key] ?? 0) === 0 : (depth[key] ?? 0) < 1000,
    })),
    {
      key: "notices",
      name: notices[language],
      value: sayOutside(outside, language),
      good: !outside.late && dead(outside) === 0,
    },
  ];
}

function sealed(size: number, language: Language): string {
  const number = new Intl.NumberFormat(language).format(size);
  return language === "en" ? `${number} entries sealed` : `записей запечатано: ${number}`;
}

/** Codes of what was found are those of `medkarta fsck`. */
function checked({ open, passedAt, checked: documents }: PatrolState, language: Language): string {
  const codes = Object.entries(open).map(([code, count]) => `${code} × ${count}`);
  if (codes.length > 0) return `${language === "en" ? "damage found" : "найдены повреждения"}: ${codes.join(", ")}`;
  if (passedAt) {
    const when = sayDay(language, passedAt.toISOString().slice(0, 10));
    return language === "en" ? `all is well, last full check ${when}` : `всё на месте, полная проверка ${when}`;
  }
  return language === "en" ? `documents checked: ${documents}` : `проверено документов: ${documents}`;
}

/** Late: the oldest that is due has waited for more than a quarter of an hour. */
function sayOutside(outside: OutsideState, language: Language): string {
  const waiting = outside.counts.email.waiting + outside.counts.push.waiting;
  if (outside.late) return language === "en" ? `late, ${waiting} waiting` : `опаздывают, ждут: ${waiting}`;
  const failed = dead(outside);
  if (failed > 0) return language === "en" ? `not delivered: ${failed}` : `не доставлено: ${failed}`;
  return language === "en" ? `in time, ${waiting} waiting` : `вовремя, ждут: ${waiting}`;
}

function dead({ counts }: OutsideState): number {
  return counts.email.dead + counts.push.dead;
}
