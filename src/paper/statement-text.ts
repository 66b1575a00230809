/**
 * The statement that one's history be kept on paper beside the electronic one. Every version of its text that anybody has
 * ever submitted stays here: a statement says what its own version says.
 */
export const STATEMENT_VERSION = "2026-11";

const texts: Readonly<Record<string, readonly string[]>> = {
  "2026-11": [
    "Прошу вести мою историю болезни (медицинскую карту) на бумаге и сохранять её вместе с электронной медицинской картой.",
    "Мне известно, что с 1 февраля 2021 года медицинская организация вправе вести медицинскую документацию в форме электронных документов и что пациент вправе просить сохранить бумажную историю болезни. Тогда её ведут и в электронном, и в бумажном виде.",
    "Электронную медицинскую карту прошу вести как прежде. Право получать бумажные копии электронных документов в день обращения это заявление не меняет.",
    "Заявление можно отозвать в любое время.",
  ],
};

/** @throws Error for a version that there never was */
export function statementText(version: string): readonly string[] {
  const text = texts[version];
  if (!text) throw new Error(`the statement has no version ${version}`);
  return text;
}
