/**
 * Results → analytes → series. One analyte is one code of one dictionary; two units, or two stated methods, are two series and are
 * never mixed. A result that two documents tell alike is one result with two sources.
 */
import type { ResultValue } from "../cda/result-value.ts";
import type { AnalyteName, LabResult } from "../cda/results.ts";

/** The document that tells a result. */
export interface Source {
  readonly number: string;
  readonly title: string;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
}

/** A result as one document tells it. */
export interface Finding {
  readonly result: LabResult;
  readonly source: Source;
  readonly laboratory: { readonly oid: string | null; readonly name: string };
}

export interface Point extends Omit<LabResult, "laboratory" | "analyte"> {
  readonly laboratory: string;
  /** Newest document first; at least one. */
  readonly sources: readonly Source[];
}

export interface Series {
  /** `text`: results in words, which have no unit and no chart. */
  readonly kind: "number" | "text";
  readonly unit: string | null;
  /** Only where the methods of one unit differ. */
  readonly method: string | null;
  /** Oldest first. */
  readonly points: readonly [Point, ...Point[]];
}

export interface Analyte {
  readonly key: string;
  /** As the newest document names it. */
  readonly name: string;
  /** The one with the newest result first. */
  readonly series: readonly Series[];
  readonly last: Point;
  readonly results: number;
}

/** `keyOf` makes an address of what an analyte is. */
export function gatherAnalytes(findings: readonly Finding[], keyOf: (identity: string) => string): Analyte[] {
  const byAnalyte = Map.groupBy(findings, ({ result }) => identityOf(result.analyte));
  return [...byAnalyte].map(([identity, those]) => {
    const points = pointsOf(those);
    const last = points.at(-1);
    const newest = those.toSorted((one, other) => newestFirst(one.source, other.source))[0];
    if (last === undefined || newest === undefined) throw new Error("a group of results is never empty");
    return {
      key: keyOf(identity),
      name: newest.result.analyte.name,
      series: seriesOf(points),
      last,
      results: points.length,
    };
  });
}

/** Where a document gives no code, the name is all there is; in whichever case it is written. */
function identityOf({ system, code, name }: AnalyteName): string {
  return code === null ? `name\n${name.toLowerCase().replace(/\s+/g, " ")}` : `code\n${system}\n${code}`;
}

/** Oldest first; exact repetitions joined. */
function pointsOf(findings: readonly Finding[]): Point[] {
  const alike = Map.groupBy(findings, ({ result, laboratory }) =>
    JSON.stringify([moment(result), sameNumber(result.value), laboratory.oid ?? laboratory.name]),
  );
  return [...alike.values()]
    .flatMap((those) => partByMethod(those, ({ result }) => result.method))
    .map(pointOf)
    .toSorted((one, other) => compare(moment(one), moment(other)));
}

/** «5,2» and «5.2» are one number. */
function sameNumber(value: ResultValue): ResultValue {
  return value.kind === "number" ? { ...value, written: value.written.replace(",", ".") } : value;
}

/** The fullest telling stands for all: a summary may quote the number and leave out its norm. */
function pointOf(those: Group<Finding>): Point {
  const best = those.reduce((one, other) => (fullness(other.result) > fullness(one.result) ? other : one));
  const { measured, value, norm, flag, calledNormal, method } = best.result;
  const sources = [...new Map(those.map(({ source }) => [source.number, source])).values()];
  return {
    ...{ measured, value, norm, flag, calledNormal, method },
    laboratory: best.laboratory.name,
    sources: sources.toSorted(newestFirst),
  };
}

function fullness({ norm, flag, calledNormal, method }: LabResult): number {
  return [norm !== null, flag !== null || calledNormal, method !== null].filter(Boolean).length;
}

function newestFirst(one: Source, other: Source): number {
  return compare(other.issuedOn, one.issuedOn) || compare(other.number, one.number);
}

/** Sorts by day as written, then by instant where there is one: a day alone goes before its hours. */
function moment({ measured }: Pick<LabResult, "measured">): string {
  return `${measured.date} ${measured.instant ?? ""}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function seriesOf(points: readonly Point[]): Series[] {
  const byUnit = Map.groupBy(points, ({ value }) => (value.kind === "number" ? `number ${value.unit ?? ""}` : "text"));
  return [...byUnit.values()]
    .flatMap((ofUnit) => {
      const parts = partByMethod(ofUnit, ({ method }) => method);
      return parts.map((those): Series => {
        const { value, method } = those[0];
        const unit = value.kind === "number" ? value.unit : null;
        return { kind: value.kind, unit, method: parts.length > 1 ? method : null, points: those };
      });
    })
    .toSorted((one, other) => compare(lastOf(other), lastOf(one)));
}

/** Parted where at least two methods are stated; what states none then stands by itself. */
function partByMethod<T>(those: readonly T[], methodOf: (one: T) => string | null): Group<T>[] {
  const stated = new Set(those.flatMap((one) => methodOf(one) ?? []));
  const parts: (readonly T[])[] = stated.size < 2 ? [those] : [...Map.groupBy(those, methodOf).values()];
  return parts.filter(isGroup);
}

/** Never empty. */
type Group<T> = readonly [T, ...T[]];

function isGroup<T>(those: readonly T[]): those is Group<T> {
  return those.length > 0;
}

function lastOf({ points }: Series): string {
  const last = points.at(-1);
  return last === undefined ? "" : moment(last);
}
