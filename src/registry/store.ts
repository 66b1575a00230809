/** The registry's SQL. Registered rows are only ever added. */

import { Type } from "@sinclair/typebox";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";
import type { Bundle } from "../db/vault.ts";
import type { AcceptedDocument } from "./document.ts";
import type { PersonSource } from "./identity.ts";
import { type Kind, KindRow } from "./kinds.ts";
import type { DocumentNumber } from "./number.ts";

export async function kinds(sql: Sql): Promise<Kind[]> {
  return sql.rows(KindRow)`
    SELECT system, code, family, leaflet, name, plain_ru, plain_en, starts, ends, shown, snils_required,
           organisation_signature, format
    FROM kind ORDER BY system, code`;
}

/** Adds a kind that is not there yet; one that is stays as it is. */
export async function insertKind(tx: Tx, kind: Kind): Promise<void> {
  await tx.run`
    INSERT INTO kind (system, code, family, leaflet, name, plain_ru, plain_en, starts, ends, shown, snils_required,
                      organisation_signature, format)
    VALUES (${kind.system}, ${kind.code}, ${kind.family}, ${kind.leaflet}, ${kind.name}, ${kind.plain_ru}, ${kind.plain_en},
            ${kind.starts}, ${kind.ends}, ${kind.shown}, ${kind.snils_required}, ${kind.organisation_signature}, ${kind.format})
    ON CONFLICT DO NOTHING`;
}

const OnSnilsRow = Type.Object({ patient_id: Type.String(), same: Type.Boolean() });

/**
 * Everybody on one number, and who of them is of exactly this identity: one question, so that a person who is just being
 * added is seen either as both or as neither.
 */
export async function personsOnSnils(sql: Sql, snilsDigest: Buffer, identityDigest: Buffer) {
  return sql.rows(OnSnilsRow)`
    SELECT patient_id, identity_digest = ${identityDigest} AS same FROM person WHERE snils_digest = ${snilsDigest}`;
}

export async function insertPerson(
  tx: Tx,
  person: {
    patientId: string;
    snilsDigest: Buffer;
    identityDigest: Buffer;
    sealed: Buffer;
    source: PersonSource;
    now: Date;
  },
): Promise<boolean> {
  const added = await tx.run`
    INSERT INTO person (patient_id, snils_digest, identity_digest, sealed, source, created_at)
    VALUES (${person.patientId}, ${person.snilsDigest}, ${person.identityDigest}, ${person.sealed}, ${person.source}, ${person.now})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

const SealedRow = Type.Object({ sealed: Type.Uint8Array() });

export async function sealedPerson(sql: Sql, patientId: string): Promise<Uint8Array | null> {
  const [row] = await sql.rows(SealedRow)`SELECT sealed FROM person WHERE patient_id = ${patientId}`;
  return row?.sealed ?? null;
}

const VersionRow = Type.Object({ version: Type.Integer(), patient_id: Type.String(), document_id: Type.String() });

export interface NewestVersion {
  readonly version: number;
  readonly patientId: string;
  readonly documentId: string;
}

/** The newest registered version of a set, whoever it is about. */
export async function newestVersion(tx: Sql, setDigest: Buffer): Promise<NewestVersion | null> {
  const rows = await tx.rows(VersionRow)`
    SELECT version, patient_id, document_id FROM document_version
    WHERE set_digest = ${setDigest} ORDER BY version DESC LIMIT 1`;
  const row = rows[0];
  return row ? { version: row.version, patientId: row.patient_id, documentId: row.document_id } : null;
}

const NumberRow = Type.Object({ sequence: Type.Integer() });

/** The registration number's sequence; taken before the rows are written, since the record holds the number. */
export async function nextNumber(tx: Tx): Promise<number> {
  const rows = await tx.rows(NumberRow)`SELECT nextval('document_number') AS sequence`;
  return rows[0]!.sequence;
}

export interface RegisteredRows {
  readonly document: AcceptedDocument;
  readonly number: DocumentNumber;
  readonly registeredAt: Date;
  /** The card and the signatures' verdicts, sealed. */
  readonly card: Buffer;
  readonly signatures: Buffer;
  /** Laboratory results, sealed; null when the document has none. */
  readonly results: Buffer | null;
  readonly record: { readonly body: Buffer; readonly salt: Buffer; readonly commitment: Uint8Array };
}

/**
 * Everything that a registered document is, in one statement: all rows or none.
 * False, and nothing written, when this version of the set is registered already.
 */
export async function insertRegistered(tx: Tx, rows: RegisteredRows): Promise<boolean> {
  const { document, number, registeredAt, card, signatures, results, record } = rows;
  const { patientId, documentId, kind, setDigest, version, organisation, issuedOn, sha256 } = document;
  const written = await tx.run`
    WITH claimed AS (
      INSERT INTO document_version (set_digest, version, patient_id, document_id)
      VALUES (${setDigest}, ${version}, ${patientId}::uuid, ${documentId}::uuid)
      ON CONFLICT DO NOTHING RETURNING patient_id, document_id
    ), located AS (
      INSERT INTO document_locator (number, patient_id, document_id)
      SELECT ${number}::text, patient_id, document_id FROM claimed
    ), recorded AS (
      INSERT INTO document_record (patient_id, document_id, body, salt, commitment)
      SELECT patient_id, document_id, ${record.body}::bytea, ${record.salt}::bytea, ${record.commitment}::bytea FROM claimed
    ), measured AS (
      INSERT INTO document_results (patient_id, document_id, sealed)
      SELECT patient_id, document_id, ${results}::bytea FROM claimed WHERE ${results}::bytea IS NOT NULL
    )
    INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version,
                          organisation_oid, issued_on, registered_at, sha256, sealed, signatures)
    SELECT patient_id, document_id, ${number}::text, ${kind.system}::text, ${kind.code}::text, ${setDigest}::bytea,
           ${version}::integer, ${organisation.oid}::text, ${issuedOn}::date, ${registeredAt}::timestamptz, ${sha256}::bytea,
           ${card}::bytea, ${signatures}::bytea
    FROM claimed`;
  return written === 1;
}

const PublicRow = Type.Object({
  number: Type.String(),
  registered_at: Type.Date(),
  organisation: Type.String(),
  replaced_at: Nullable(Type.Date()),
  erased_at: Nullable(Type.Date()),
  idx: Nullable(Type.Integer()),
  disputed: Type.Boolean(),
});

export async function publicFacts(sql: Sql, number: DocumentNumber) {
  const rows = await sql.rows(PublicRow)`
    SELECT d.number, d.registered_at, o.name AS organisation,
           (SELECT min(n.registered_at) FROM document n
            WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest AND n.version > d.version) AS replaced_at,
           (SELECT e.at FROM erasure_end e WHERE e.document_id = d.document_id AND e.verdict = 'erased') AS erased_at,
           (SELECT l.idx FROM log_leaf l WHERE l.record_id = d.document_id AND l.log = 'docs') AS idx,
           EXISTS (SELECT FROM appeal a WHERE a.patient_id = d.patient_id AND a.document_id = d.document_id
                   AND a.state <> 'closed' AND a.disputes) AS disputed
    FROM document_locator k
    JOIN document d ON d.patient_id = k.patient_id AND d.document_id = k.document_id
    JOIN organisation o ON o.oid = d.organisation_oid
    WHERE k.number = ${number}`;
  return rows[0] ?? null;
}

const CurrencyRow = Type.Object({
  replaced_at: Nullable(Type.Date()),
  disputed: Type.Boolean(),
  erased: Type.Boolean(),
});

export async function currency(sql: Sql, number: DocumentNumber, sha256: Buffer) {
  const rows = await sql.rows(CurrencyRow)`
    SELECT (SELECT min(n.registered_at) FROM document n
            WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest AND n.version > d.version) AS replaced_at,
           EXISTS (SELECT FROM appeal a WHERE a.patient_id = d.patient_id AND a.document_id = d.document_id
                   AND a.state <> 'closed' AND a.disputes) AS disputed,
           length(d.sha256) = 0 AS erased
    FROM document_locator k
    JOIN document d ON d.patient_id = k.patient_id AND d.document_id = k.document_id
    WHERE k.number = ${number} AND (d.sha256 = ${sha256} OR EXISTS (
      SELECT FROM erasure_end e WHERE e.document_id = d.document_id AND e.verdict = 'erased' AND length(d.sha256) = 0))`;
  return rows[0] ?? null;
}

const RecordRow = Type.Object({ body: Type.Uint8Array(), salt: Type.Uint8Array() });

/** What the log's leaf commits to, and the salt that opens the commitment; null once they were destroyed. */
export async function recordOf(sql: Sql, patientId: string, documentId: string) {
  const rows = await sql.rows(RecordRow)`
    SELECT body, salt FROM document_record WHERE patient_id = ${patientId} AND document_id = ${documentId}`;
  return rows[0] ?? null;
}

const SentRow = Type.Object({ patientId: Type.String(), documentId: Type.String() });

export async function documentSentBy(sql: Sql, organisationOid: string, number: DocumentNumber) {
  const rows = await sql.rows(SentRow)`
    SELECT d.patient_id AS "patientId", d.document_id AS "documentId"
    FROM document_locator k JOIN document d ON d.patient_id = k.patient_id AND d.document_id = k.document_id
    WHERE k.number = ${number} AND d.organisation_oid = ${organisationOid}`;
  return rows[0] ?? null;
}

const TrustRow = Type.Object({
  role: Type.Union([Type.Literal("root"), Type.Literal("intermediate")]),
  der: Type.Uint8Array(),
});

/** Certificates that vouched for signers of documents at that moment. */
export async function trustedAt(sql: Sql, at: Date) {
  return sql.rows(TrustRow)`
    SELECT role, der FROM trust_certificate
    WHERE store = 'signature' AND trusted_from <= ${at} AND (trusted_until IS NULL OR ${at} < trusted_until)
    ORDER BY fingerprint`;
}

const DatedTrustRow = Type.Composite([TrustRow, Type.Object({ from: Type.Date(), until: Nullable(Type.Date()) })]);

export async function everTrusted(sql: Sql) {
  return sql.rows(DatedTrustRow)`
    SELECT role, der, trusted_from AS from, trusted_until AS until FROM trust_certificate
    WHERE store = 'signature' ORDER BY fingerprint`;
}

const ListRow = Type.Object({ der: Type.Uint8Array() });

/** Lists of revoked certificates, as they came. */
export async function listsOfRevoked(sql: Sql) {
  return (await sql.rows(ListRow)`SELECT der FROM trust_crl ORDER BY added_at, fingerprint`).map(({ der }) => der);
}

const PartLabels = Type.Array(
  Type.Object({ part: Type.Integer(), mediaType: Type.String(), size: Type.Integer(), sha256: Type.String() }),
);
const ContentRow = Type.Object({ wrapped: Type.Uint8Array(), parts: PartLabels, sealed: Type.Uint8Array() });

/** One bundle and its wrapped key, in one statement; what is there already stays. */
export async function insertContent(tx: Tx, documentId: string, wrapped: Buffer, bundle: Bundle): Promise<void> {
  await tx.run`
    WITH kept AS (
      INSERT INTO content_key (document_id, wrapped) VALUES (${documentId}, ${wrapped})
      ON CONFLICT DO NOTHING RETURNING document_id
    )
    INSERT INTO content (document_id, parts, sealed)
    SELECT document_id, ${JSON.stringify(bundle.labels)}::text::jsonb, ${bundle.sealed} FROM kept`;
}

export async function content(sql: Sql, documentId: string) {
  const rows = await sql.rows(ContentRow)`
    SELECT k.wrapped, c.parts, c.sealed
    FROM content c JOIN content_key k ON k.document_id = c.document_id WHERE c.document_id = ${documentId}`;
  return rows[0] ?? null;
}

const ErasedRow = Type.Object({ basis: Type.String(), at: Type.Date() });

/** The court's decision by which a document was erased, where the asker may know it. */
export async function erasureOf(sql: Sql, documentId: string) {
  const [row] = await sql.rows(ErasedRow)`
    SELECT basis, at FROM erasure_end WHERE document_id = ${documentId} AND verdict = 'erased'`;
  return row ?? null;
}
