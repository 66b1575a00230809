/** The SQL of claims: the draft, organisations to choose from, and what is there already. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const DraftRow = Type.Object({ sealed: Type.Uint8Array(), sent: Nullable(Type.String()) });
export type DraftRow = Static<typeof DraftRow>;

export async function readDraft(sql: Sql, patientId: string): Promise<DraftRow | null> {
  const [row] = await sql.rows(DraftRow)`SELECT sealed, sent FROM claim_draft WHERE patient_id = ${patientId}`;
  return row ?? null;
}

export async function takeDraft(tx: Tx, patientId: string): Promise<DraftRow | null> {
  const [row] = await tx.rows(DraftRow)`
    SELECT sealed, sent FROM claim_draft WHERE patient_id = ${patientId} FOR UPDATE`;
  return row ?? null;
}

export async function keepDraft(tx: Tx, patientId: string, sealed: Buffer, sent: string | null, now: Date) {
  await tx.run`
    INSERT INTO claim_draft (patient_id, sealed, sent, updated_at) VALUES (${patientId}, ${sealed}, ${sent}, ${now})
    ON CONFLICT (patient_id) DO UPDATE SET sealed = excluded.sealed, sent = excluded.sent, updated_at = excluded.updated_at`;
}

const RegionRow = Type.Object({ code: Type.String(), name: Type.String(), connected: Type.Boolean() });
export type RegionRow = Static<typeof RegionRow>;

export async function regions(sql: Sql): Promise<RegionRow[]> {
  return sql.rows(RegionRow)`SELECT code, name, connected FROM region ORDER BY name`;
}

const OrganisationRow = Type.Object({
  oid: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  region_code: Type.String(),
  address: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  hours: Nullable(Type.String()),
  electronic_since: Nullable(Type.String()),
  time_zone: Type.String(),
});
export type OrganisationRow = Static<typeof OrganisationRow>;

/** Of the region, by a piece of either name; `search` without signs of LIKE. */
export async function organisations(
  sql: Sql,
  regionCode: string,
  search: string,
  most: number,
): Promise<OrganisationRow[]> {
  return sql.rows(OrganisationRow)`
    SELECT oid, name, short_name, region_code, address, phone, hours, electronic_since, time_zone FROM organisation
    WHERE region_code = ${regionCode}
      AND (${search} = '' OR replace(lower(short_name || ' ' || name), 'ё', 'е') LIKE '%' || ${search} || '%')
    ORDER BY short_name, oid LIMIT ${most}`;
}

export async function organisation(sql: Sql, oid: string): Promise<OrganisationRow | null> {
  const [row] = await sql.rows(OrganisationRow)`
    SELECT oid, name, short_name, region_code, address, phone, hours, electronic_since, time_zone
    FROM organisation WHERE oid = ${oid}`;
  return row ?? null;
}

const ThereRow = Type.Object({ number: Type.String(), shown: Type.Boolean(), issued_on: Type.String() });

/** A document of that kind, organisation and day; the newest version of it. */
export async function documentThere(
  sql: Sql,
  patientId: string,
  about: { leaflet: number; organisationOid: string; from: string; until: string },
) {
  const [row] = await sql.rows(ThereRow)`
    SELECT d.number, k.shown, d.issued_on
    FROM document d JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
    WHERE d.patient_id = ${patientId} AND d.issued_on BETWEEN ${about.from} AND ${about.until}
      AND d.organisation_oid = ${about.organisationOid} AND k.leaflet = ${about.leaflet}
    ORDER BY d.version DESC, d.issued_on LIMIT 1`;
  return row ?? null;
}

const DueRow = Type.Object({
  due_id: Type.String(),
  state: Type.String(),
  leaflets: Type.Array(Type.Integer()),
  happened_on: Type.String(),
  organisation_oid: Nullable(Type.String()),
  number: Nullable(Type.String()),
  shown: Nullable(Type.Boolean()),
  issued_on: Nullable(Type.String()),
});
export type DueRow = Static<typeof DueRow>;

/** What is expected of that visit, or came; by its id, or by organisation, kind and day. */
export async function dueOfVisit(
  sql: Sql,
  patientId: string,
  about: { dueId: string | null; leaflet: number; organisationOid: string | null; happenedOn: string },
): Promise<DueRow | null> {
  const [row] = await sql.rows(DueRow)`
    SELECT d.due_id, d.state, d.leaflets, d.happened_on, d.organisation_oid, a.number, k.shown, a.issued_on
    FROM due_document d
    LEFT JOIN document a ON a.patient_id = d.patient_id AND a.document_id = d.document_id
    LEFT JOIN kind k ON k.system = a.kind_system AND k.code = a.kind_code
    WHERE d.patient_id = ${patientId} AND d.source = 'care-record'
      AND (d.due_id = ${about.dueId}::uuid
           OR (d.organisation_oid = ${about.organisationOid} AND d.happened_on = ${about.happenedOn}
               AND ${about.leaflet} = ANY(d.leaflets)))
    ORDER BY d.due_id = ${about.dueId}::uuid DESC NULLS LAST, d.state = 'arrived', d.due_id LIMIT 1`;
  return row ?? null;
}
