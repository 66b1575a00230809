/** The SQL of own templates; row-level security keeps each owner to its own. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

export const templateDeeds = ["ask", "message", "correct", "refuse", "route", "escalate"] as const;
export type OwnDeed = (typeof templateDeeds)[number];

/** Whose templates: the scope of the transaction lets nobody take another's. */
export interface TemplateOwner {
  readonly organisationOid: string | null;
  /** «support», «region:76»; null: an organisation's. */
  readonly desk: string | null;
  readonly staffId: string;
}

export interface TypedTemplate {
  readonly deed: OwnDeed;
  readonly name: string;
  readonly words: string;
}

const TemplateRow = Type.Object({
  template_id: Type.String(),
  deed: Type.Union(templateDeeds.map((deed) => Type.Literal(deed))),
  name: Type.String(),
  words: Type.String(),
  revision: Type.Integer(),
  changed_at: Type.Date(),
  retired_at: Nullable(Type.Date()),
});
export type TemplateRow = Static<typeof TemplateRow>;

/** Two forms of one owner at once are taken one after the other; until the transaction's end. */
export async function lockOwner(tx: Tx, { organisationOid, desk }: TemplateOwner): Promise<void> {
  const owner = `templates ${organisationOid ?? desk}`;
  await tx.rows(Type.Object({}))`SELECT pg_advisory_xact_lock(hashtextextended(${owner}, 0))::text`;
}

export function templates(sql: Sql, which: "offered" | "retired"): Promise<TemplateRow[]> {
  return sql.rows(TemplateRow)`
    SELECT template_id, deed, name, words, revision, changed_at, retired_at FROM answer_template
    WHERE (retired_at IS NULL) = ${which === "offered"}::boolean
    ORDER BY retired_at DESC, name, template_id LIMIT 100`;
}

export async function template(sql: Sql, id: string): Promise<TemplateRow | null> {
  const [row] = await sql.rows(TemplateRow)`
    SELECT template_id, deed, name, words, revision, changed_at, retired_at FROM answer_template
    WHERE template_id = ${id}`;
  return row ?? null;
}

export async function insert(tx: Tx, by: TemplateOwner, id: string, typed: TypedTemplate, now: Date): Promise<void> {
  await tx.run`
    INSERT INTO answer_template (template_id, organisation_oid, desk, deed, name, words, revision, changed_at, changed_by)
    VALUES (${id}, ${by.organisationOid}, ${by.desk}, ${typed.deed}, ${typed.name}, ${typed.words}, 1, ${now}, ${by.staffId})
    ON CONFLICT DO NOTHING`;
}

/** false: the revision is not that one any more. */
export async function update(
  tx: Tx,
  by: TemplateOwner,
  id: string,
  revision: number,
  typed: TypedTemplate,
  now: Date,
): Promise<boolean> {
  const done = await tx.run`
    UPDATE answer_template SET deed = ${typed.deed}, name = ${typed.name}, words = ${typed.words},
                               revision = revision + 1, changed_at = ${now}, changed_by = ${by.staffId}
    WHERE template_id = ${id} AND revision = ${revision}`;
  return done > 0;
}

export async function setRetired(tx: Tx, by: TemplateOwner, id: string, at: Date | null, now: Date): Promise<void> {
  await tx.run`
    UPDATE answer_template SET retired_at = ${at}, changed_at = ${now}, changed_by = ${by.staffId}
    WHERE template_id = ${id} AND (retired_at IS NULL) <> (${at}::timestamptz IS NULL)`;
}
