/** The kinds of documents that the registry knows: dictionary 1.2.643.5.1.13.13.11.1520 and its forerunners, as data. */
import { type Static, Type } from "@sinclair/typebox";

export const KindRow = Type.Object({
  system: Type.String(),
  code: Type.String(),
  family: Type.String(),
  leaflet: Type.Union([Type.Integer(), Type.Null()]),
  name: Type.String(),
  plain_ru: Type.String(),
  plain_en: Type.String(),
  starts: Type.Union([Type.String(), Type.Null()]),
  ends: Type.Union([Type.String(), Type.Null()]),
  shown: Type.Boolean(),
  snils_required: Type.Boolean(),
  organisation_signature: Type.Boolean(),
  format: Type.Union([Type.Literal("cda"), Type.Literal("pdf")]),
});

export type Kind = Static<typeof KindRow>;

export interface KindBook {
  find(system: string, code: string): Kind | null;
  readonly all: readonly Kind[];
}

export function openKindBook(rows: readonly Kind[]): KindBook {
  const byKey = new Map(rows.map((row) => [`${row.system} ${row.code}`, row]));
  return { all: rows, find: (system, code) => byKey.get(`${system} ${code}`) ?? null };
}

/** Was this edition in force on the day (YYYY-MM-DD)? Its last day is the day before `ends`. */
export function inForce(kind: Kind, day: string): boolean {
  return (kind.starts === null || kind.starts <= day) && (kind.ends === null || day < kind.ends);
}

/** Why a registered document is not in its patient's list; null when it is. The leaflet names the date. */
export function whyNotShown(
  kind: Pick<Kind, "shown"> | null,
  issuedOn: string,
  shownFrom: string | null,
): "kind-not-shown" | "issued-earlier" | null {
  if (shownFrom !== null && issuedOn < shownFrom) return "issued-earlier";
  return kind?.shown === false ? "kind-not-shown" : null;
}
