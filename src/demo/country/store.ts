/** The demo's SQL: puts the invented country into the reference tables. Adds only; nothing registered is touched. */
import { createHash } from "node:crypto";
import { Type } from "@sinclair/typebox";
import { uuidOf } from "../../basics/uuid.ts";
import type { Sql, Tx } from "../../db/sql.ts";

export async function addRegion(
  tx: Tx,
  region: { code: string; name: string; connected: boolean; note: string | null },
): Promise<void> {
  await tx.run`
    INSERT INTO region (code, name, connected, note) VALUES (${region.code}, ${region.name}, ${region.connected}, ${region.note})
    ON CONFLICT DO NOTHING`;
}

export interface NewOrganisation {
  readonly oid: string;
  readonly name: string;
  readonly shortName: string;
  readonly ogrn: string | null;
  readonly inn: string | null;
  readonly regionCode: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly licence: string | null;
  readonly hours: string | null;
  readonly electronicSince: string | null;
  readonly timeZone: string;
}

export async function addOrganisation(tx: Tx, row: NewOrganisation): Promise<void> {
  await tx.run`
    INSERT INTO organisation (oid, name, short_name, ogrn, inn, region_code, address, phone, licence, hours, electronic_since, time_zone)
    VALUES (${row.oid}, ${row.name}, ${row.shortName}, ${row.ogrn}, ${row.inn}, ${row.regionCode}, ${row.address}, ${row.phone},
            ${row.licence}, ${row.hours}, ${row.electronicSince}, ${row.timeZone})
    ON CONFLICT DO NOTHING`;
}

/** As the demo would have it on its first start; an administrator's own word stays. */
export async function addElectronic(tx: Tx, oid: string, kinds: Readonly<Record<number, string>>): Promise<void> {
  const leaflets = Object.keys(kinds).map(Number);
  await tx.run`
    INSERT INTO organisation_electronic (organisation_oid, leaflet, since)
    SELECT ${oid}::text, k.leaflet, k.since
    FROM unnest(${leaflets}::smallint[], ${Object.values(kinds)}::date[]) AS k (leaflet, since)
    WHERE NOT EXISTS (SELECT FROM organisation_electronic WHERE organisation_oid = ${oid}::text)`;
}

export async function addClient(
  tx: Tx,
  row: { clientId: string; organisationOid: string; name: string; secret: string },
): Promise<void> {
  const digest = createHash("sha256").update(row.secret).digest();
  await tx.run`
    INSERT INTO client (client_id, organisation_oid, name, secret_sha256)
    VALUES (${row.clientId}, ${row.organisationOid}, ${row.name}, ${digest}) ON CONFLICT DO NOTHING`;
}

/** The same on every start. */
export function staffIdOf(post: { snilsDigest: Buffer; role: string; organisationOid: string | null }): string {
  return uuidOf(post.snilsDigest, `${post.role} ${post.organisationOid}`);
}

export async function addStaff(
  tx: Tx,
  row: {
    snilsDigest: Buffer;
    role: string;
    organisationOid: string | null;
    regionCode: string | null;
    position: string;
  },
): Promise<void> {
  const id = staffIdOf(row);
  await tx.run`
    INSERT INTO staff (staff_id, snils_digest, role, organisation_oid, region_code, position)
    VALUES (${id}, ${row.snilsDigest}, ${row.role}, ${row.organisationOid}, ${row.regionCode}, ${row.position}) ON CONFLICT DO NOTHING`;
}

export async function addTrust(tx: Tx, root: Uint8Array, crl: Uint8Array, now: Date): Promise<void> {
  const print = (der: Uint8Array) => createHash("sha256").update(der).digest();
  await tx.run`
    INSERT INTO trust_certificate (fingerprint, store, role, der, trusted_from)
    VALUES (${print(root)}, 'signature', 'root', ${root}, ${new Date(0)}) ON CONFLICT DO NOTHING`;
  await tx.run`
    INSERT INTO trust_crl (fingerprint, der, added_at) VALUES (${print(crl)}, ${crl}, ${now}) ON CONFLICT DO NOTHING`;
}

/** The demo shows one kind that the dictionary still hides, so that its official example can be looked at. */
export async function showKind(tx: Tx, system: string, code: string): Promise<void> {
  await tx.run`UPDATE kind SET shown = true WHERE system = ${system} AND code = ${code}`;
}

const OrganisationRow = Type.Object({
  oid: Type.String(),
  name: Type.String(),
  ogrn: Type.Union([Type.String(), Type.Null()]),
  inn: Type.Union([Type.String(), Type.Null()]),
});

export async function findOrganisation(sql: Sql, oid: string) {
  const rows = await sql.rows(OrganisationRow)`SELECT oid, name, ogrn, inn FROM organisation WHERE oid = ${oid}`;
  return rows[0] ?? null;
}

const Known = Type.Object({ known: Type.Integer() });

export async function countSubmissions(sql: Sql, documentIds: readonly string[]): Promise<number> {
  const rows = await sql.rows(
    Known,
  )`SELECT count(*)::int AS known FROM submission WHERE document_id = ANY(${documentIds}::uuid[])`;
  return rows[0]?.known ?? 0;
}

const PatientRow = Type.Object({ patient_id: Type.String() });

export async function findPatient(sql: Sql, snilsDigest: Buffer): Promise<string | null> {
  const [row] = await sql.rows(PatientRow)`
    SELECT patient_id FROM person WHERE snils_digest = ${snilsDigest} ORDER BY created_at, patient_id LIMIT 1`;
  return row?.patient_id ?? null;
}

const DocumentRow = Type.Object({ document_id: Type.String() });

export async function newestDocument(sql: Sql, patientId: string, organisationOid: string): Promise<string | null> {
  const [row] = await sql.rows(DocumentRow)`
    SELECT document_id FROM document WHERE patient_id = ${patientId} AND organisation_oid = ${organisationOid}
    ORDER BY issued_on DESC, version DESC LIMIT 1`;
  return row?.document_id ?? null;
}
