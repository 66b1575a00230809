/** What a letter can be begun with: own templates first, filled in for this appeal, then the house's. */
import type { AppealRow } from "../../appeals/store.ts";
import { type Filling, fill } from "../../appeals/templates/fill.ts";
import { type OwnTemplate, offered } from "../../appeals/templates/own.ts";
import type { Language, Words } from "../../basics/words.ts";
import type { Sql } from "../../db/sql.ts";
import { sayDay } from "../say-date.ts";

export interface Beginning {
  readonly key: string;
  readonly deed: OwnTemplate["deed"];
  readonly name: Words;
  readonly text: string;
}

/** What of an organisation its letters may say; null: nothing, at a desk of the registry. */
export interface Letterhead {
  readonly name: string;
  readonly phone: string | null;
  readonly hours: string | null;
}

export async function ownBeginnings(
  sql: Sql,
  { number, due_on: dueOn }: Pick<AppealRow, "number" | "due_on">,
  head: Letterhead | null,
): Promise<Beginning[]> {
  const values: Filling = {
    организация: head?.name ?? null,
    телефон: head?.phone ?? null,
    часы: head?.hours ?? null,
    номер: number,
    срок: dueOn && sayDay("ru", dueOn),
  };
  return (await offered(sql)).map(({ template_id: key, deed, name, words }) => ({
    key,
    deed,
    name: { ru: name, en: name },
    text: fill(words, values),
  }));
}

/** Their names alone, of the answers that there are at this desk. */
export function offeredTo<D extends string>(deeds: readonly D[], beginnings: readonly Beginning[], language: Language) {
  return beginnings.flatMap(({ key, deed: sent, name }) => {
    const deed = deeds.find((one) => one === sent);
    return deed === undefined ? [] : [{ key, deed, name: name[language] }];
  });
}
