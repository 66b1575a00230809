/** The administrators' SQL: reference data, and the few things that anyone may know of it. */
import { type Static, Type } from "@sinclair/typebox";
import type { CalendarYear, RegionalDays } from "../basics/calendar.ts";
import type { Day } from "../basics/day.ts";
import type { Sql, Tx } from "../db/sql.ts";

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
  time_zone: Type.String(),
  /** How many match, of which this may be one page. */
  total: Type.Integer(),
});
export type OrganisationRow = Static<typeof OrganisationRow>;

export async function organisations(sql: Sql): Promise<OrganisationRow[]> {
  return sql.rows(OrganisationRow)`
    SELECT o.oid, o.name, o.short_name, o.ogrn, o.region_code, r.name AS region, r.connected, o.address, o.phone, o.hours,
           o.electronic_since, o.time_zone, (count(*) OVER ())::int AS total
    FROM organisation o JOIN region r ON r.code = o.region_code ORDER BY r.name, o.name LIMIT 1000`;
}

/** `patterns`: every one of them must be found in its names or its address. */
export async function organisationsLike(
  sql: Sql,
  patterns: readonly string[],
  region: string | null,
  from: number,
  most: number,
): Promise<OrganisationRow[]> {
  return sql.rows(OrganisationRow)`
    SELECT o.oid, o.name, o.short_name, o.ogrn, o.region_code, r.name AS region, r.connected, o.address, o.phone, o.hours,
           o.electronic_since, o.time_zone, (count(*) OVER ())::int AS total
    FROM organisation o JOIN region r ON r.code = o.region_code
    WHERE (${region}::text IS NULL OR o.region_code = ${region})
      AND replace(lower(concat_ws(' ', o.name, o.short_name, o.address, r.name)), 'ё', 'е') LIKE ALL (${patterns}::text[])
    ORDER BY o.short_name, o.oid OFFSET ${from} LIMIT ${most}`;
}

export async function organisationByOid(sql: Sql, oid: string): Promise<OrganisationRow | null> {
  const rows = await sql.rows(OrganisationRow)`
    SELECT o.oid, o.name, o.short_name, o.ogrn, o.region_code, r.name AS region, r.connected, o.address, o.phone, o.hours,
           o.electronic_since, o.time_zone, 1 AS total
    FROM organisation o JOIN region r ON r.code = o.region_code WHERE o.oid = ${oid}`;
  return rows[0] ?? null;
}

const ElectronicRow = Type.Object({ leaflet: Type.Integer(), since: Type.String() });
export type ElectronicRow = Static<typeof ElectronicRow>;

export async function electronicKinds(sql: Sql, oid: string): Promise<ElectronicRow[]> {
  return sql.rows(ElectronicRow)`
    SELECT leaflet, since FROM organisation_electronic WHERE organisation_oid = ${oid} ORDER BY leaflet`;
}

const RegionKindRow = Type.Object({ region_code: Type.String(), leaflet: Type.Integer(), since: Type.String() });

export async function regionKinds(sql: Sql) {
  return sql.rows(RegionKindRow)`
    SELECT o.region_code, e.leaflet, min(e.since) AS since
    FROM organisation_electronic e JOIN organisation o ON o.oid = e.organisation_oid
    GROUP BY o.region_code, e.leaflet ORDER BY o.region_code, e.leaflet`;
}

const DelayRow = Type.Object({ documents: Type.Integer(), median: Type.Integer(), most: Type.Integer() });
export type DelayRow = Static<typeof DelayRow>;

/** Of documents of all kinds; null while nobody has computed it. */
export async function organisationDelay(sql: Sql, oid: string): Promise<DelayRow | null> {
  const rows = await sql.rows(DelayRow)`
    SELECT documents, median_days AS median, p90_days AS most FROM organisation_delay
    WHERE organisation_oid = ${oid} AND family IS NULL`;
  return rows[0] ?? null;
}

const RegionDelayRow = Type.Object({
  region_code: Type.String(),
  from: Type.Integer(),
  to: Type.Integer(),
  most: Type.Integer(),
});

/** The quickest and the slowest usual time of a region's organisations, and the longest of nine in ten. */
export async function regionDelays(sql: Sql) {
  return sql.rows(RegionDelayRow)`
    SELECT o.region_code, min(y.median_days)::int AS from, max(y.median_days)::int AS to, max(y.p90_days)::int AS most
    FROM organisation_delay y JOIN organisation o ON o.oid = y.organisation_oid
    WHERE y.family IS NULL GROUP BY o.region_code`;
}

export async function replaceElectronic(tx: Tx, oid: string, kinds: readonly ElectronicRow[]): Promise<void> {
  const leaflets = kinds.map(({ leaflet }) => leaflet);
  const days = kinds.map(({ since }) => since);
  await tx.run`
    DELETE FROM organisation_electronic WHERE organisation_oid = ${oid} AND NOT leaflet = ANY(${leaflets}::smallint[])`;
  await tx.run`
    INSERT INTO organisation_electronic (organisation_oid, leaflet, since)
    SELECT ${oid}::text, k.leaflet, k.since FROM unnest(${leaflets}::smallint[], ${days}::date[]) AS k (leaflet, since)
    ON CONFLICT (organisation_oid, leaflet) DO UPDATE SET since = excluded.since`;
  await tx.run`
    UPDATE organisation SET electronic_since =
      (SELECT min(since) FROM organisation_electronic WHERE organisation_oid = ${oid}) WHERE oid = ${oid}`;
}

const CalendarRow = Type.Object({
  year: Type.Integer(),
  region_code: Text,
  source: Type.String(),
  off: Type.Array(Type.String()),
  worked: Type.Array(Type.String()),
  short: Type.Array(Type.String()),
});

/** The newest of each year and region. Days are the database's own dates, so they are days. */
export async function calendars(sql: Sql): Promise<{ years: CalendarYear[]; regional: RegionalDays[] }> {
  const rows = await sql.rows(CalendarRow)`
    SELECT DISTINCT ON (year, region_code)
           year, region_code, source, off::text[] AS off, worked::text[] AS worked, short::text[] AS short
    FROM calendar ORDER BY year, region_code, calendar_id DESC`;
  const days = (row: readonly string[]) => row as Day[];
  return {
    years: rows
      .filter((row) => row.region_code === null)
      .map(({ year, source, off, worked, short }) => ({
        year,
        source,
        provisional: false,
        off: days(off),
        worked: days(worked),
        short: days(short),
      })),
    regional: rows.flatMap(({ region_code: region, year, source, off }) =>
      region === null ? [] : [{ region, year, source, off: days(off) }],
    ),
  };
}

/** 1; 0 and nothing written when the newest of this year and region is just the same. `region` null: the country. */
export async function addCalendar(
  tx: Tx,
  told: Omit<CalendarYear, "provisional"> & { readonly region: string | null },
  now: Date,
): Promise<number> {
  const { year, region, source, off, worked, short } = told;
  return tx.run`
    INSERT INTO calendar (year, region_code, source, off, worked, short, imported_at)
    SELECT ${year}, ${region}::text, ${source}::text, ${off}::date[], ${worked}::date[], ${short}::date[],
           ${now}::timestamptz
    WHERE NOT EXISTS (
      SELECT FROM (SELECT * FROM calendar WHERE year = ${year} AND region_code IS NOT DISTINCT FROM ${region}::text
                   ORDER BY calendar_id DESC LIMIT 1) newest
      WHERE newest.source = ${source}::text AND newest.off = ${off}::date[] AND newest.worked = ${worked}::date[]
        AND newest.short = ${short}::date[])`;
}
