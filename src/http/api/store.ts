/** SQL of the doors for machines: which client speaks for which organisation. */

import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const ClientRow = Type.Object({
  client_id: Type.String(),
  organisation_oid: Type.String(),
  public_jwk: Nullable(Type.Object({}, { additionalProperties: true })),
  secret_sha256: Nullable(Type.Uint8Array()),
});
export type ClientRow = Static<typeof ClientRow>;

export async function client(sql: Sql, clientId: string): Promise<ClientRow | null> {
  const rows = await sql.rows(ClientRow)`
    SELECT client_id, organisation_oid, public_jwk, secret_sha256
    FROM client WHERE client_id = ${clientId} AND disabled_at IS NULL`;
  return rows[0] ?? null;
}

/** False when this assertion was used before. */
export async function useAssertion(
  tx: Tx,
  clientId: string,
  jti: string,
  expiresAt: Date,
  now: Date,
): Promise<boolean> {
  await tx.run`DELETE FROM client_assertion WHERE client_id = ${clientId} AND expires_at < ${now}`;
  const used = await tx.run`
    INSERT INTO client_assertion (client_id, jti, expires_at) VALUES (${clientId}, ${jti}, ${expiresAt})
    ON CONFLICT DO NOTHING`;
  return used === 1;
}
