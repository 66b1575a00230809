/** The administrators' SQL: reference data, and the few things that anyone may know of it. */
import { type Static, Type } from "@sinclair/typebox";
import type { Sql } from "../db/sql.ts";

const Text = Type.Union([Type.String(), Type.Null()]);

const RegionRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  connected: Type.Boolean(),
  note: Text,
  organisations: Type.Integer(),
});
export type RegionRow = Static<typeof RegionRow>;

export async function regions(sql: Sql): Promise<RegionRow[]> {
  return sql.rows(RegionRow)`
    SELECT r.code, r.name, r.connected, r.note,
           (SELECT count(*)::int FROM organisation o WHERE o.region_code = r.code) AS organisations
    FROM region r ORDER BY r.name`;
}

const OrganisationRow = Type.Object({
  oid: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  ogrn: Text,
  region_code: Type.String(),
  region: Type.String(),
  connected: Type.Boolean(),
  address: Text,
  phone: Text,
  hours: Text,
  electronic_since: Text,
});
export type OrganisationRow = Static<typeof OrganisationRow>;

export async function organisations(sql: Sql): Promise<OrganisationRow[]> {
  return sql.rows(OrganisationRow)`
    SELECT o.oid, o.name, o.short_name, o.ogrn, o.region_code, r.name AS region, r.connected, o.address, o.phone, o.hours,
           o.electronic_since
    FROM organisation o JOIN region r ON r.code = o.region_code ORDER BY r.name, o.name LIMIT 1000`;
}
