/** The demo's documents: four years of СЭМД of all nine kinds, the same bytes on every machine. */
import { createHash } from "node:crypto";
import type { Draft } from "../../cda/write/draft.ts";
import { clinicalDocument } from "../../cda/write/header.ts";
import { writeXml } from "../../cda/write/xml.ts";
import { stableUuid } from "../people/stable-id.ts";
import { draftOf } from "./draft-of.ts";
import { stories } from "./stories/all.ts";
import type { Told } from "./told.ts";

export interface DemoDocument {
  /** UUID that the hospital's system gives the document; stable. */
  localUid: string;
  /** РЭМД kind, dictionary 1520. Editions before 2024 name their type (…11.1522) in the document instead. */
  kind: string;
  organisationOid: string;
  authorSnils: string;
  /** Who signs besides the author: legalAuthenticator of the document. May be the author. */
  authenticatorSnils: string;
  patientSnils: string;
  /** Key of the visit in the world's care records. */
  visit: string;
  /** ISO instant when it was written. */
  createdAt: string;
  version: number;
  /** localUid of the version before. */
  replaces?: string;
  bytes: Uint8Array;
}

/** Number of a document set in its hospital's system: made of its key, so that a new story renumbers no old one. */
function setNumber(key: string): number {
  return 100_000 + (createHash("sha256").update(key).digest().readUInt32BE(0) % 900_000);
}

function localUid(told: Told, version: number): string {
  return stableUuid(`document ${told.visit} ${told.kind} ${version}`);
}

function instantOf({ created, organisation }: Draft): string {
  const offset = organisation.timeZone === "Asia/Novosibirsk" ? "+07:00" : "+03:00";
  return new Date(`${created.replace(" ", "T")}:00${offset}`).toISOString();
}

function documentOf(told: Told): DemoDocument {
  const draft = draftOf(told, setNumber(`${told.visit} ${told.kind}`));
  const { version } = draft;
  return {
    localUid: localUid(told, version),
    kind: told.kind,
    organisationOid: draft.organisation.oid,
    authorSnils: draft.author.snils,
    authenticatorSnils: draft.authenticator.snils,
    patientSnils: draft.patient.snils,
    visit: told.visit,
    createdAt: instantOf(draft),
    version,
    ...(version > 1 ? { replaces: localUid(told, version - 1) } : {}),
    bytes: writeXml(clinicalDocument(draft, told.body(draft))),
  };
}

/** What the demo's documents are called, without writing them: enough to see whether they are there. */
export function demoDocumentKeys(): Pick<DemoDocument, "organisationOid" | "localUid">[] {
  return stories.map((told) => {
    const { organisation, version } = draftOf(told, 0);
    return { organisationOid: organisation.oid, localUid: localUid(told, version) };
  });
}

/** All demo documents, oldest first; a correction comes after what it corrects. Deterministic. */
export function demoDocuments(): DemoDocument[] {
  return stories.map(documentOf).toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
}
