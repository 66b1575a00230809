/** Own templates of an organisation, or of a desk of the registry: added, changed, retired, taken back. */
import { Refusal } from "../../basics/refusal.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { proveWords } from "../words.ts";
import { proveGaps } from "./fill.ts";
import * as store from "./store.ts";

export type OwnTemplate = store.TemplateRow;
export const templateDeeds = store.templateDeeds;
export type TemplateOwner = store.TemplateOwner;
export type TypedTemplate = store.TypedTemplate;

const MOST_TEMPLATES = 50;
export const MOST_NAME = 60;
export const MOST_TEXT = 2000;

/** Those that are offered; by name. */
export function offered(sql: Sql): Promise<OwnTemplate[]> {
  return store.templates(sql, "offered");
}

/** What was retired, the latest first: each can be taken back. */
export function retired(sql: Sql): Promise<OwnTemplate[]> {
  return store.templates(sql, "retired");
}

/** @throws Refusal "not-found" NO_TEMPLATE */
export async function templateById(sql: Sql, id: string): Promise<OwnTemplate> {
  return (await store.template(sql, id)) ?? none();
}

/** Sent twice, it is one. @throws Refusal "invalid" TEMPLATE_NAME, TEMPLATE_WORDS, TEMPLATE_GAP, TEMPLATES_MANY */
export async function addTemplate(tx: Tx, by: TemplateOwner, id: string, typed: TypedTemplate, now: Date) {
  const proved = prove(typed);
  await store.lockOwner(tx, by);
  if (await store.template(tx, id)) return;
  await proveRoom(tx);
  await store.insert(tx, by, id, proved, now);
}

/** @throws Refusal "conflict" TEMPLATE_CHANGED: somebody saved since this form was opened */
export async function changeTemplate(
  tx: Tx,
  by: TemplateOwner,
  id: string,
  revision: number,
  typed: TypedTemplate,
  now: Date,
) {
  const proved = prove(typed);
  await templateById(tx, id);
  if (!(await store.update(tx, by, id, revision, proved, now)))
    throw new Refusal("conflict", "TEMPLATE_CHANGED", {
      ru: "Пока вы писали, шаблон изменили. Ваш текст остался в форме: если он нужен, сохраните ещё раз",
      en: "The template was changed while you were writing. Your text is still in the form: save it again if it is needed",
    });
}

/** Retired, it is offered no more; what was sent with it stays as it is. Twice is once. */
export async function retireTemplate(tx: Tx, by: TemplateOwner, id: string, now: Date): Promise<OwnTemplate> {
  await store.setRetired(tx, by, id, now, now);
  return templateById(tx, id);
}

export async function restoreTemplate(tx: Tx, by: TemplateOwner, id: string, now: Date): Promise<OwnTemplate> {
  await store.lockOwner(tx, by);
  const template = await templateById(tx, id);
  if (template.retired_at !== null) await proveRoom(tx);
  await store.setRetired(tx, by, id, null, now);
  return template;
}

async function proveRoom(tx: Tx): Promise<void> {
  if ((await store.templates(tx, "offered")).length < MOST_TEMPLATES) return;
  throw new Refusal("invalid", "TEMPLATES_MANY", {
    ru: `Своих шаблонов может быть не больше ${MOST_TEMPLATES}. Уберите те, что не нужны`,
    en: `There can be at most ${MOST_TEMPLATES} templates of your own. Retire those that are not needed`,
  });
}

function prove({ deed, name: sentName, words: sentWords }: TypedTemplate): TypedTemplate {
  const name = (proveWords(sentName, "possible") ?? "").replace(/\s+/g, " ");
  if (name === "" || name.length > MOST_NAME)
    throw new Refusal("invalid", "TEMPLATE_NAME", {
      ru: `Назовите шаблон: от 1 до ${MOST_NAME} знаков`,
      en: `Name the template: 1 to ${MOST_NAME} characters`,
    });
  const words = proveWords(sentWords, "possible") ?? "";
  if (words === "" || words.length > MOST_TEXT)
    throw new Refusal("invalid", "TEMPLATE_WORDS", {
      ru: `Напишите текст: от 1 до ${MOST_TEXT} знаков`,
      en: `Write the text: 1 to ${MOST_TEXT} characters`,
    });
  proveGaps(words);
  return { deed, name, words };
}

function none(): never {
  throw new Refusal("not-found", "NO_TEMPLATE", { ru: "Такого шаблона нет", en: "There is no such template" });
}
