/** SQL of whom the house trusts: certificates of authorities, from a date until a date, and their revocation lists. */
import { type Static, Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../../db/sql.ts";

const CertificateRow = Type.Object({
  store: Type.Union([Type.Literal("signature"), Type.Literal("tls")]),
  role: Type.Union([Type.Literal("root"), Type.Literal("intermediate")]),
  der: Type.Uint8Array(),
  trusted_from: Type.Date(),
  trusted_until: Type.Union([Type.Date(), Type.Null()]),
});
export type CertificateRow = Static<typeof CertificateRow>;

export async function certificates(sql: Sql): Promise<CertificateRow[]> {
  return sql.rows(CertificateRow)`
    SELECT store, role, der, trusted_from, trusted_until FROM trust_certificate ORDER BY store, role DESC, fingerprint`;
}

/** Dates of one that is there already are changed: that is how trust ends. Whether it is new. */
export async function putCertificate(tx: Tx, fingerprint: Buffer, row: CertificateRow): Promise<boolean> {
  const [put] = await tx.rows(Type.Object({ added: Type.Boolean() }))`
    INSERT INTO trust_certificate (fingerprint, store, role, der, trusted_from, trusted_until)
    VALUES (${fingerprint}, ${row.store}, ${row.role}, ${Buffer.from(row.der)}, ${row.trusted_from}, ${row.trusted_until})
    ON CONFLICT (store, fingerprint) DO UPDATE
      SET trusted_from = excluded.trusted_from, trusted_until = excluded.trusted_until
    RETURNING xmax = 0 AS added`;
  return put?.added ?? false;
}

export async function putList(tx: Tx, fingerprint: Buffer, der: Uint8Array, now: Date): Promise<boolean> {
  const put = await tx.rows(Type.Object({ added_at: Type.Date() }))`
    INSERT INTO trust_crl (fingerprint, der, added_at) VALUES (${fingerprint}, ${Buffer.from(der)}, ${now})
    ON CONFLICT DO NOTHING RETURNING added_at`;
  return put.length > 0;
}

export async function lists(sql: Sql): Promise<Uint8Array[]> {
  const rows = await sql.rows(Type.Object({ der: Type.Uint8Array() }))`
    SELECT der FROM trust_crl ORDER BY added_at, fingerprint`;
  return rows.map(({ der }) => der);
}
