/** The access journal against the log of readings: each line's record, made anew from its row, is what its leaf commits to. */
import type { Sql } from "../../db/sql.ts";
import { commit } from "../../merkle/commitment.ts";
import { sameBytes } from "../../merkle/encoding.ts";
import { checkWaiting } from "./check-events.ts";
import { type Finding, finding, type Place } from "./findings.ts";
import { type AccessKey, type AccessRow, beforeAllLines, firstCommittedLine, readAccessLines } from "./store.ts";

export interface AccessWalk {
  readonly sql: Sql;
  readonly now: Date;
  /** The bytes of a line's record; throws when what is sealed in the line does not open. */
  readonly recordOfLine: (line: AccessRow) => Uint8Array;
  readonly claim: (leaf: number | null) => void;
  readonly onRecords: (done: number) => void;
  readonly rest: () => Promise<void>;
}

const PAGE = 1_000;

/** How many lines were checked. */
export async function* checkAccess(walk: AccessWalk): AsyncGenerator<Finding, number> {
  let done = 0;
  const since = await firstCommittedLine(walk.sql);
  let after: AccessKey = beforeAllLines;
  for (;;) {
    const page = await readAccessLines(walk.sql, after, PAGE);
    const last = page.at(-1);
    if (!last) return done;
    for (const row of page) {
      walk.claim(row.index);
      yield* checkLine(row, walk, since);
    }
    done += page.length;
    walk.onRecords(done);
    after = last;
    await walk.rest();
  }
}

function* checkLine(row: AccessRow, { now, recordOfLine }: AccessWalk, since: Date | null): Generator<Finding> {
  const at: Place = { line: row.eventId, ...(row.index !== null && { leaf: row.index }) };
  if (row.salt === null && row.entry === null) {
    // Written before readings had a log, or slipped in later to look so.
    if (since !== null && row.at >= since) yield finding("record-without-leaf", at, "nor a salt");
    return;
  }
  if (row.entry === null) yield* checkWaiting(row.at, at, now);
  let entry: Uint8Array | null = null;
  try {
    entry = row.salt?.length === 32 ? commit(row.salt, recordOfLine(row)).entry : null;
  } catch {
    // what is sealed in it does not open: the line is not the one that was written
  }
  if (!entry || (row.entry !== null && !sameBytes(entry, row.entry))) yield finding("access-changed", at);
}
