/** Organisations, regions and kinds: what administrators keep and everyone may look up. */
import type { Sql } from "../db/sql.ts";
import * as store from "./store.ts";

export type Region = store.RegionRow;
export type Organisation = store.OrganisationRow;

export async function listRegions(sql: Sql): Promise<Region[]> {
  return store.regions(sql);
}

export async function listOrganisations(sql: Sql): Promise<Organisation[]> {
  return store.organisations(sql);
}
