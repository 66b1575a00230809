/** The statement as it is printed, PDF/A: the text of its own version, who, whom, when, its number and what became of it. */

import { dayOf } from "../../basics/day.ts";
import { fullName } from "../../cda/person-words.ts";
import { sayDate } from "../../cda/say-time.ts";
import type { PrintOrder } from "../../pdf/order.ts";
import type { StatementState, WholeStatement } from "./statement.ts";

const states: Readonly<Record<StatementState, string>> = {
  submitted: "Подано, ответа ещё нет",
  accepted: "Принято",
  returned: "Возвращено",
  withdrawn: "Отозвано",
};

export function statementOrder({ statement, place, holder, text, events }: WholeStatement): PrintOrder {
  const day = (at: Date) => sayDate(dayOf(at, place.zone));
  const answer = events.findLast(({ deed }) => deed === "accepted" || deed === "returned");
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    ["Кому", place.name],
    ["Адрес организации", place.address],
    ["От кого", fullName(holder.name)],
    ["Дата рождения", holder.birthDate && sayDate(holder.birthDate)],
    ["Дата заявления", day(statement.submitted_at)],
    [
      "Состояние",
      `${states[statement.state]}${statement.state === "submitted" ? "" : `, ${day(statement.changed_at)}`}`,
    ],
    ["Ответил", answer ? `${fullName(answer.name)}, регистратура` : null],
    ["Причина возврата", statement.state === "returned" ? (answer?.words ?? null) : null],
  ];
  return {
    document: {
      title: "Заявление о сохранении бумажной истории болезни",
      officialTitle: "",
      language: "ru-RU",
      summary: [],
      header: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
      sections: [
        {
          id: "s1",
          code: null,
          title: "Заявление",
          officialTitle: null,
          blocks: text.map((paragraph) => ({ kind: "paragraph" as const, runs: [{ text: paragraph }] })),
          sections: [],
        },
        {
          id: "s2",
          code: null,
          title: "Как подано",
          officialTitle: null,
          blocks: [
            {
              kind: "paragraph",
              runs: [
                {
                  text: `Подано в личном кабинете «Моё здоровье» из подтверждённой учётной записи. Текст заявления: версия ${statement.text_version}.`,
                },
              ],
            },
          ],
          sections: [],
        },
      ],
      abbreviations: [],
      warnings: [],
    },
    number: statement.number,
    registeredAt: statement.submitted_at.toISOString(),
    status: "current",
    stamps: [],
    verifyUrl: null,
    checkpoint: null,
    created: statement.changed_at.toISOString(),
    attachments: [],
  };
}
