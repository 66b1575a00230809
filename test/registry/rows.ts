/** A row for each patient in every table that tells of a person, made from the tables' own description. */
import { createHash } from "node:crypto";
import type pg from "pg";
import type { Database } from "../../src/db/database.ts";

/** By what its rows belong to a person. */
export const perPerson: Readonly<Record<string, "patient" | "document">> = {
  person: "patient",
  care_record: "patient",
  document: "patient",
  document_version: "patient",
  document_locator: "patient",
  document_record: "patient",
  document_results: "patient",
  consent_event: "patient",
  access_event: "patient",
  document_opened: "patient",
  notice: "patient",
  notice_settings: "patient",
  email_confirmation: "patient",
  push_device: "patient",
  notice_delivery: "patient",
  appeal: "patient",
  appeal_event: "patient",
  appeal_words: "patient",
  appeal_file: "patient",
  appeal_helped: "patient",
  appeal_helped_words: "patient",
  emergency_grant: "patient",
  emergency_event: "patient",
  due_document: "patient",
  due_sending: "patient",
  claim_draft: "patient",
  paper_request: "patient",
  paper_item: "patient",
  paper_event: "patient",
  paper_statement: "patient",
  content: "document",
  content_key: "document",
};

/** What the tables' own rules ask for. */
const words: Readonly<Record<string, string>> = {
  "person.source": "document",
  "consent_event.action": "given",
  "notice_settings.language": "ru",
  "notice_delivery.channel": "email",
  "draft.state": "open",
  "appeal.state": "registered",
  "appeal.holder": "support",
  "appeal_event.by": "patient",
  "appeal_file.media_type": "image/png",
  "emergency_event.deed": "list",
  "due_document.source": "care-record",
  "due_document.state": "expected",
  "due_sending.state": "refused",
  "paper_request.state": "asked",
  "paper_statement.state": "submitted",
};

const ofPortal = new Set([
  "draft",
  "consent_event",
  "document_opened",
  "claim_draft",
  "email_confirmation",
  "push_device",
  "appeal_helped",
  "appeal_helped_words",
]);

export async function fillPerPersonTables(
  owner: pg.Client,
  as: Readonly<Record<"registry" | "portal", Database>>,
  patients: readonly string[],
): Promise<void> {
  await owner.query("INSERT INTO region (code, name, connected) VALUES ('76', 'Область', true)");
  for (const [index, patient] of patients.entries()) {
    const organisation = `1.2.${index + 1}`;
    await owner.query(
      "INSERT INTO organisation (oid, name, short_name, region_code, time_zone) VALUES ($1, 'О', 'О', '76', 'UTC')",
      [organisation],
    );
    const document = patient.replace("-0000-", "-0001-");
    for (const table of [...Object.keys(perPerson), "submission", "draft"]) {
      const { rows } = await owner.query(
        `SELECT attname, format_type(atttypid, NULL) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND NOT atthasdef AND attidentity = ''`,
        [table],
      );
      const values = rows.map(({ attname, type }) => {
        if (attname === "patient_id") return patient;
        if (attname === "document_id") return document;
        if (attname === "organisation_oid") return organisation;
        return words[`${table}.${attname}`] ?? sampleOf(type, `${table} ${attname} ${index}`);
      });
      const text = `INSERT INTO ${table} (${rows.map(({ attname }) => attname).join(", ")})
                    VALUES (${values.map((_, at) => `$${at + 1}`).join(", ")})`;
      // These are the portal's own: nobody else may write a consent, or ask for paper.
      const role = ofPortal.has(table) || table.startsWith("paper_") ? "portal" : "registry";
      await as[role].transact(({ client }) => client.query(text, values), { patient, organisation });
    }
  }
}

function sampleOf(type: string, seed: string): unknown {
  const digest = createHash("sha256").update(seed).digest();
  switch (type) {
    case "uuid":
      return digest.toString("hex").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
    case "bytea":
      return digest;
    case "text":
      return seed;
    case "smallint[]":
    case "text[]":
      return [];
    case "jsonb":
      return "[]";
    case "date":
      return "2024-11-05";
    case "timestamp with time zone":
      return new Date("2024-11-05T12:00:00Z");
    case "integer":
    case "smallint":
    case "bigint":
      return 1;
    case "boolean":
      return true;
    default:
      throw new Error(`no value for the type ${type}`);
  }
}
