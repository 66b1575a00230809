/** Regions and organisations to choose from: looked up by a piece of their name, within one region. */
import type { Sql } from "../../db/sql.ts";
import * as store from "./store.ts";

const MOST = 20;

export function listClaimRegions(sql: Sql): Promise<store.RegionRow[]> {
  return store.regions(sql);
}

interface FoundOrganisation {
  readonly oid: string;
  readonly name: string;
  readonly address: string | null;
}

export interface FoundOrganisations {
  readonly region: string;
  readonly found: readonly FoundOrganisation[];
  /** There are more than are shown. */
  readonly more: boolean;
}

export async function foundOrganisations(sql: Sql, regionCode: string, search: string): Promise<FoundOrganisations> {
  const [regions, rows] = await Promise.all([
    store.regions(sql),
    store.organisations(sql, regionCode, searchText(search), MOST + 1),
  ]);
  return {
    region: regions.find(({ code }) => code === regionCode)?.name ?? regionCode,
    found: rows.slice(0, MOST).map(({ oid, short_name: name, address }) => ({ oid, name, address })),
    more: rows.length > MOST,
  };
}

/** An organisation of that region; null when there is no such one. */
export async function claimedOrganisation(
  sql: Sql,
  regionCode: string,
  oid: string,
): Promise<store.OrganisationRow | null> {
  const found = await store.organisation(sql, oid);
  return found?.region_code === regionCode ? found : null;
}

/** The question as the names are compared: small letters, «ё» as «е», and no sign that LIKE would read. */
function searchText(search: string): string {
  return search
    .toLocaleLowerCase("ru")
    .replaceAll("ё", "е")
    .replace(/[\\%_]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
