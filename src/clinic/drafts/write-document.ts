/** A checked form becomes the bytes of a document, by the writer that every document of the house is written with. */
import type { PersonName } from "../../cda/facts.ts";
import type { Draft } from "../../cda/write/draft.ts";
import { editionOf } from "../../cda/write/editions.ts";
import { clinicalDocument } from "../../cda/write/header.ts";
import type { WrittenMember, WrittenOrganisation, WrittenPatient } from "../../cda/write/people.ts";
import { writeXml } from "../../cda/write/xml.ts";
import type { DictionaryEntry } from "../../registry/dictionaries/dictionaries.ts";
import type { Values } from "./fields.ts";
import { readForm } from "./reader.ts";
import type { Writing } from "./writing.ts";

/** Who it is about, as chosen before the form was opened. */
export interface DraftPatient {
  readonly snils: string;
  readonly name: PersonName;
  /** YYYY-MM-DD */
  readonly birthDate: string;
}

export interface Hands {
  readonly organisation: WrittenOrganisation;
  readonly author: { readonly number: string; readonly snils: string; readonly name: PersonName };
  readonly patient: DraftPatient & { readonly number: string };
}

export interface Set {
  readonly number: number;
  readonly version: number;
  /** What this version mends; null for a first one. */
  readonly mended: string | null;
}

/** `values` and `codes` must have passed `checkForm`. */
export function writeDocument(
  writing: Writing,
  values: Values,
  codes: ReadonlyMap<string, DictionaryEntry>,
  { organisation, author, patient }: Hands,
  set: Set,
  now: Date,
): Uint8Array {
  const read = readForm(writing.form, values, codes);
  const created = localMoment(now, organisation.timeZone);
  const until = read.text("until");
  const visited = read.text("visited");
  const rows = read.rows("diagnoses");
  const diagnosis = rows.find((row) => row.text("kind") === "1") ?? rows[0];
  const policy = read.text("policy");
  const member: WrittenMember = { ...author, position: read.coded("position"), workplace: organisation };
  const about: WrittenPatient = {
    ...patient,
    sex: read.text("sex") === "male" ? "male" : "female",
    policy: policy ? { number: policy, kind: openEnded } : null,
    home: null,
    identity: null,
    phone: null,
  };
  const draft: Draft = {
    edition: editionOf(writing.kind, created.slice(0, 10)),
    ...set,
    created,
    done: `${until || visited} ${created.slice(11)}`,
    visit: {
      date: visited,
      ...(until ? { until } : {}),
      diagnosis: diagnosis?.coded("code") ?? { code: "", name: "" },
      services: read.rows("services").map((row) => row.coded("service")),
    },
    organisation,
    patient: about,
    author: member,
    // Who writes it here answers for it: the organisation's own signature stands beside.
    authenticator: member,
    guardian: null,
    insurer: null,
    care: writing.care(read),
  };
  return writeXml(clinicalDocument(draft, writing.sections(draft, read)));
}

/** Policies are of the single form since 2011. */
const openEnded = "2";

/** «2026-11-24 12:40» in that zone. */
export function localMoment(now: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
  return format.format(now);
}
