/** Whom the registry trusts to vouch for signers: roots, intermediates and CRLs from the database, opened once. */
import { openTrustStore, type TrustMaterial, type TrustStore } from "../cms/trust.ts";
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export interface TrustDesk {
  current(): Promise<TrustStore>;
  /** Read anew at the next question: a certificate or CRL was added. */
  refresh(): void;
}

/** Another process may have added a CRL; `staleMs` bounds how long we would not know. */
export function openTrustDesk(sql: Sql, clock: () => Date, staleMs = 30_000): TrustDesk {
  let opened: { store: Promise<TrustStore>; at: number } | null = null;
  return {
    current() {
      const now = clock().getTime();
      if (!opened || now - opened.at > staleMs) opened = { store: load(sql), at: now };
      return opened.store;
    },
    refresh() {
      opened = null;
    },
  };
}

async function load(sql: Sql): Promise<TrustStore> {
  const [certificates, crls] = await Promise.all([store.signatureAuthorities(sql), store.revocationLists(sql)]);
  const of = (role: string) => certificates.filter((row) => row.role === role);
  const material: TrustMaterial = {
    roots: of("root").map(({ der, trusted_from: from, trusted_until: until }) => ({ der, from, until })),
    intermediates: of("intermediate").map(({ der }) => der),
    crls,
  };
  const opened = openTrustStore(material);
  materials.set(opened, material);
  return opened;
}

const materials = new WeakMap<TrustStore, TrustMaterial>();

/** What a store of the desk was opened from, for who has to open it once more in another thread; null for another's. */
export const materialOf = (opened: TrustStore): TrustMaterial | null => materials.get(opened) ?? null;
