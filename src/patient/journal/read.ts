/**
 * «Журнал доступа»: the patient asks who opened their documents, when, and why they might. Reading the journal writes no
 * line of its own (docs/decisions/0051).
 */
import { type Basis, type Deed, openActor } from "../../access/journal.ts";
import type { Role } from "../../access/subject.ts";
import { disputed } from "../../appeals/read/disputed.ts";
import { readInstantMark } from "../../basics/list-mark.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { PersonName } from "../../cda/facts.ts";
import type { Sql } from "../../db/sql.ts";
import { cardOf } from "../../registry/cards.ts";
import { whyNotShown } from "../../registry/kinds.ts";
import { parseNumber } from "../../registry/number.ts";
import type { PatientDeps } from "../deps.ts";
import * as store from "./store.ts";

export interface JournalLine {
  readonly id: string;
  readonly at: Date;
  /** The patient themselves. */
  readonly self: boolean;
  readonly name: PersonName;
  readonly role: Role;
  /** Short name; null for the patient, and for staff of the registry itself. */
  readonly organisation: string | null;
  readonly deed: Deed;
  readonly basis: Basis;
  /** null: the deed was not about one document. */
  readonly document: JournalDocument | null;
  /** Whether it can have a receipt of the log of readings. */
  readonly committed: boolean;
}

export interface JournalDocument {
  readonly number: string;
  /** In plain words; of a document that is not shown, the name of its kind. */
  readonly title: string;
  /** Whether its patient can open it in the cabinet. */
  readonly shown: boolean;
  /** Its patient says that it is not theirs, or that the visit never happened. */
  readonly disputed: boolean;
}

export interface JournalWish {
  /** Without one's own readings. */
  readonly others: boolean;
  /** Number of one document; null: all. */
  readonly number: string | null;
  /** Mark of the last line already shown. */
  readonly after: string | null;
}

export interface Journal {
  /** Newest first. */
  readonly lines: readonly JournalLine[];
  /** Mark for the earlier ones; null when these are all. */
  readonly next: string | null;
}

type JournalDeps = Pick<PatientDeps, "keyring" | "kinds" | "shownFrom">;

/** A page of at most `most` lines, by one question. A number that is not the patient's, or is none, has no lines. */
export async function readJournal(
  deps: JournalDeps,
  sql: Sql,
  patientId: string,
  wish: JournalWish,
  most: number,
): Promise<Journal> {
  const rows = await ask(sql, patientId, wish, most + 1);
  const page = rows.slice(0, most);
  const marked = await disputed(sql, patientId, idsOf(page));
  const last = rows.length > most ? page.at(-1) : undefined;
  return {
    lines: page.map((row) => lineOf(deps, row, marked)),
    next: last ? `${last.at.getTime()}_${last.event_id}` : null,
  };
}

/** One line, by its id; null: it is none of the patient's. */
export async function readLine(
  deps: JournalDeps,
  sql: Sql,
  patientId: string,
  id: string,
): Promise<JournalLine | null> {
  const row = isUuid(id) ? await store.oneLine(sql, patientId, id) : null;
  return row && lineOf(deps, row, new Set());
}

function ask(sql: Sql, patientId: string, { others, number, after }: JournalWish, most: number) {
  const from = readInstantMark(after) ?? newest;
  if (number === null)
    return others ? store.linesOfOthers(sql, patientId, from, most) : store.allLines(sql, patientId, from, most);
  const parsed = parseNumber(number);
  return parsed ? store.linesOfDocument(sql, patientId, { number: parsed, others }, from, most) : Promise.resolve([]);
}

function lineOf(deps: JournalDeps, row: store.LineRow, marked: ReadonlySet<string>): JournalLine {
  const { event_id: id, at, organisation } = row;
  const basis = row.basis as Basis; // the house wrote it, by `writeAccess`; so, too, role and deed
  return {
    id,
    at,
    self: basis === "own",
    name: openActor(deps.keyring, id, row.actor),
    role: row.role as Role,
    organisation,
    deed: row.action as Deed,
    basis,
    document: documentOf(deps, row, marked),
    committed: row.committed,
  };
}

function documentOf(
  { keyring, kinds, shownFrom }: JournalDeps,
  row: store.LineRow,
  marked: ReadonlySet<string>,
): JournalDocument | null {
  const { document_id: id, number, kind_system: system, kind_code: code, issued_on: issuedOn, sealed } = row;
  if (!id || !number || !system || !code || !issuedOn || !sealed) return null;
  const kind = kinds().find(system, code);
  // Of an erased one the line stands, and says so.
  const shown = sealed.length === 0 || whyNotShown(kind, issuedOn, shownFrom) === null;
  return {
    number,
    title: shown ? cardOf(keyring, id, sealed).title : (kind?.name ?? code),
    shown,
    disputed: marked.has(id),
  };
}

function idsOf(rows: readonly store.LineRow[]): string[] {
  return [...new Set(rows.flatMap(({ document_id: id }) => (id === null ? [] : [id])))];
}

/** After every line there can be: the year 9999. */
const newest: store.After = { at: new Date("9999-12-31T00:00:00Z"), id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
