/** How much one patient may send: enough for anybody in trouble, too little to bury those who answer. */
import { Refusal } from "../basics/refusal.ts";
import type { Sql } from "../db/sql.ts";
import type { Measure } from "./deps.ts";
import type { SentFile } from "./files.ts";
import * as store from "./store.ts";

export const usualMeasure: Measure = { open: 20, today: 10, letters: 50, bytes: 60_000_000 };

/** @throws Refusal "conflict" TOO_MANY_APPEALS, TOO_MANY_TODAY */
export async function proveMeasure(
  sql: Sql,
  patientId: string,
  now: Date,
  most: Measure,
  sent: { readonly isNew: boolean; readonly files: readonly SentFile[] },
): Promise<void> {
  const had = await store.sentSince(sql, patientId, new Date(now.getTime() - 86_400_000));
  if (sent.isNew && had.open >= most.open) {
    throw new Refusal("conflict", "TOO_MANY_APPEALS", {
      ru: `У вас уже ${most.open} открытых обращений. Дождитесь ответа хотя бы на одно или отзовите ненужное`,
      en: `You have ${most.open} open appeals already. Wait for an answer to one of them, or withdraw one`,
    });
  }
  const bytes = had.bytes + sent.files.reduce((sum, file) => sum + file.bytes.length, 0);
  if ((sent.isNew && had.today >= most.today) || had.letters >= most.letters || bytes > most.bytes) {
    throw new Refusal("conflict", "TOO_MANY_TODAY", {
      ru: "За последние сутки вы отправили столько, сколько мы можем принять. Продолжите завтра",
      en: "Within a day you have sent as much as we can take. Go on tomorrow",
    });
  }
}
