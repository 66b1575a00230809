/** One organisation as everybody may know it: where it is, when it is open, since when and for which kinds it is electronic. */
import { type Day, parseDay } from "../basics/day.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Sql, Tx } from "../db/sql.ts";
import * as store from "./store.ts";

export type FoundOrganisation = store.OrganisationRow;
/** A kind of the leaflet's list, 1–9, and the day since which it is kept electronically. */
export type ElectronicKind = store.ElectronicRow;

export const PAGE = 20;

/** By words of its names and address, in any order; at most a page, and how many there are. */
export async function findOrganisations(
  sql: Sql,
  wish: { readonly words: string; readonly region: string | null; readonly from?: number },
): Promise<{ readonly rows: readonly FoundOrganisation[]; readonly total: number }> {
  const patterns = wish.words
    .toLowerCase()
    .replaceAll("ё", "е")
    .split(/[\s«»„“"',.;()]+/)
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `%${word.slice(0, 60).replace(/[\\%_]/g, "\\$&")}%`);
  const rows = await store.organisationsLike(sql, patterns, wish.region, wish.from ?? 0, PAGE);
  return { rows, total: rows[0]?.total ?? 0 };
}

export interface OrganisationCard {
  readonly organisation: FoundOrganisation;
  readonly electronic: readonly ElectronicKind[];
}

/** @throws Refusal "not-found" NO_ORGANISATION */
export async function organisationCard(sql: Sql, oid: string): Promise<OrganisationCard> {
  const [organisation, electronic] = await Promise.all([
    store.organisationByOid(sql, oid),
    store.electronicKinds(sql, oid),
  ]);
  if (!organisation)
    throw new Refusal("not-found", "NO_ORGANISATION", {
      ru: "Такой организации нет",
      en: "There is no such organisation",
    });
  return { organisation, electronic };
}

export interface RegionFacts {
  /** Kinds that one organisation of it at least keeps electronically. */
  readonly kinds: readonly number[];
  /** Working days; null while too few documents came to tell. */
  readonly delay: { readonly from: number; readonly to: number; readonly most: number } | null;
}

/** What comes from each region, and how fast. */
export async function factsByRegion(sql: Sql): Promise<(code: string) => RegionFacts> {
  const [kinds, delays] = await Promise.all([store.regionKinds(sql), store.regionDelays(sql)]);
  return (code) => ({
    kinds: kinds.filter((row) => row.region_code === code).map(({ leaflet }) => leaflet),
    delay: delays.find((row) => row.region_code === code) ?? null,
  });
}

/** How long a document of this organisation usually takes, in working days; null while too few came to tell. */
export async function usualDelay(sql: Sql, oid: string): Promise<store.DelayRow | null> {
  return store.organisationDelay(sql, oid);
}

/** Medicine was allowed to leave paper on this day. */
const FIRST_ELECTRONIC = "2021-02-01" as Day;

/** What a form said, kind by kind; null for a kind that stays on paper. */
export function readElectronic(sent: readonly (string | null)[]): {
  readonly kinds: readonly ElectronicKind[];
  /** Kinds whose day is none, or is before the law allowed it. */
  readonly faults: readonly number[];
} {
  const told = sent
    .map((text, at) => ({ leaflet: at + 1, text: text?.trim() ?? "" }))
    .filter(({ text }) => text !== "");
  const read = told.map(({ leaflet, text }) => ({ leaflet, since: parseDay(text) }));
  const wrong = ({ since }: { since: Day | null }) => since === null || since < FIRST_ELECTRONIC;
  return {
    kinds: read.flatMap(({ leaflet, since }) => (since === null ? [] : [{ leaflet, since }])),
    faults: read.filter(wrong).map(({ leaflet }) => leaflet),
  };
}

/** All kinds at once; the organisation's own day is the first of them. */
export async function keepElectronic(tx: Tx, oid: string, kinds: readonly ElectronicKind[]): Promise<void> {
  await store.replaceElectronic(tx, oid, kinds);
}
