/** Whom the registry trusted at a moment: roots, authorities and lists of revoked certificates, as bytes. */
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

/** DER each, in a stable order; all lists that were ever given, for the choice of the right one is the asker's. */
export async function trustAt(sql: Sql, at: Date) {
  const [certificates, crls] = await Promise.all([store.trustedAt(sql, at), store.listsOfRevoked(sql)]);
  const of = (role: "root" | "intermediate") => certificates.filter((row) => row.role === role).map(({ der }) => der);
  return { roots: of("root"), intermediates: of("intermediate"), crls };
}

/** Everybody that it ever trusted: a root with the dates between which it is believed. What was signed then stays provable. */
export async function everTrusted(sql: Sql) {
  const [certificates, crls] = await Promise.all([store.everTrusted(sql), store.listsOfRevoked(sql)]);
  const of = (role: "root" | "intermediate") => certificates.filter((row) => row.role === role);
  return {
    roots: of("root").map(({ der, from, until }) => ({ der, from, until })),
    intermediates: of("intermediate").map(({ der }) => der),
    crls,
  };
}
