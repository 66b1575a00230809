/** The facts of a PDF/A document, which it cannot tell by itself: JSON sent beside it. */
import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { parseDay } from "../basics/day.ts";
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { parseSnils } from "../basics/snils.ts";
import type { DocumentFacts, PersonName } from "../cda/facts.ts";

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1, maxLength: 500 });
const Oid = Type.String({ pattern: "^[0-2](\\.(0|[1-9][0-9]*))+$", maxLength: 200 });
const Day = Type.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" });
const Person = {
  snils: Text,
  family: Text,
  given: Text,
  patronymic: Type.Optional(Text),
};

/** `metadata` of `POST /api/v1/documents`. */
const PdfMetadata = Type.Object(
  {
    kind: Type.Object({ system: Oid, code: Text }, closed),
    title: Text,
    id: Type.Object({ root: Oid, extension: Text }, closed),
    setId: Type.Object({ root: Oid, extension: Text }, closed),
    version: Type.Integer({ minimum: 1, maximum: 10_000 }),
    issuedOn: Day,
    organisation: Type.Object({ oid: Oid, name: Text }, closed),
    patient: Type.Object({ ...Person, birthDate: Day, policy: Type.Optional(Text) }, closed),
    author: Type.Object({ ...Person, position: Type.Optional(Text) }, closed),
  },
  closed,
);

/** Throws a Refusal that names each field that is wrong. Of two equal keys the last counts, here as everywhere. */
export function factsFromMetadata(bytes: Uint8Array): DocumentFacts {
  const value = parse(bytes);
  if (!Value.Check(PdfMetadata, value)) {
    const faults = [...Value.Errors(PdfMetadata, value)].slice(0, 50).map(({ path, message }) => fault(path, message));
    throw incomplete(faults);
  }
  const days = { "/issuedOn": value.issuedOn, "/patient/birthDate": value.patient.birthDate };
  const none = Object.entries(days).flatMap(([path, day]) => (parseDay(day) ? [] : [fault(path, "no such day", day)]));
  if (none.length > 0) throw incomplete(none);
  return factsOf(value);
}

function fault(path: string, why: string, found?: string): Fault {
  return {
    code: "VALIDATION_ERROR",
    severity: "error",
    message: { ru: `Поле metadata${path}: ${why}`, en: `metadata${path}: ${why}` },
    path: `metadata${path}`,
    ...(found === undefined ? {} : { found }),
  };
}

function incomplete(faults: readonly Fault[]): Refusal {
  const words = { ru: "Описание документа неполно или неверно", en: "The metadata is incomplete or wrong" };
  return new Refusal("invalid", "METADATA", words, faults);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("invalid", "METADATA", {
      ru: "Поле metadata — не JSON в UTF-8",
      en: "metadata is not JSON in UTF-8",
    });
  }
}

function factsOf(meta: Static<typeof PdfMetadata>): DocumentFacts {
  const place = { path: "metadata", line: 1 };
  const name = (person: { family: string; given: string; patronymic?: string }): PersonName => ({
    family: person.family,
    given: person.given,
    patronymic: person.patronymic ?? null,
  });
  const author = { snils: parseSnils(meta.author.snils), name: name(meta.author) };
  const position = meta.author.position ?? null;
  return {
    kind: { ...meta.kind, systemVersion: null, name: null },
    family: null,
    templateIds: [],
    id: meta.id,
    setId: meta.setId,
    version: meta.version,
    title: meta.title,
    created: { literal: meta.issuedOn, date: meta.issuedOn, instant: null },
    confidentiality: null,
    language: "ru",
    organisation: { ...meta.organisation, ogrn: null, address: null, phone: null, licence: null, place },
    patient: {
      snils: parseSnils(meta.patient.snils),
      name: name(meta.patient),
      birthDate: meta.patient.birthDate,
      sex: null,
      policy: meta.patient.policy ? { number: meta.patient.policy, series: null, kind: null } : null,
      place,
    },
    authors: [
      {
        ...author,
        position: position ? { code: "", system: "", systemVersion: null, name: position } : null,
        time: null,
        place,
      },
    ],
    expectedSigners: [{ role: "author", ...author }],
    diagnoses: [],
    services: [],
    visit: null,
  };
}
