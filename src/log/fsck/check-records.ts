/** What was registered against what the log says: record → commitment → leaf, document and signatures → record. */
import type { Sql } from "../../db/sql.ts";
import type { LogName } from "../names.ts";
import { type AccessWalk, checkAccess } from "./check-access.ts";
import { checkAppeals } from "./check-appeals.ts";
import { checkDocument, type DocumentCheck } from "./check-document.ts";
import { checkEvent, erasuresIn } from "./check-events.ts";
import { type Finding, finding } from "./findings.ts";
import {
  beforeAll,
  type DocumentKey,
  type EventRow,
  readDocumentsWithoutRecord,
  readEvents,
  readRecords,
} from "./store.ts";

interface RecordWalk extends Omit<DocumentCheck, "erasures"> {
  readonly sql: Sql;
  readonly log: LogName;
  readonly size: number;
  /** Whether a report of this kind and reason marks its document as disputed; without it appeals are not looked at. */
  readonly disputes?: (kind: string, reason: string) => boolean;
  readonly recordOfLine: AccessWalk["recordOfLine"];
  readonly onRecords: (done: number) => void;
  /** Between two pages. */
  readonly rest: () => Promise<void>;
}

const PAGE = 200;
/** Documents opened at a time: decryption and the disk then work side by side. */
const AT_ONCE = 4;

/** How many records were checked. */
export async function* checkRecords(walk: RecordWalk): AsyncGenerator<Finding, number> {
  const claimed = new Uint8Array(Math.ceil(walk.size / 8)); // a bit for each leaf: 1.25 MB for ten million
  const claim = (index: number | null) => {
    if (index !== null && index >= 0 && index < walk.size) claimed[index >> 3]! |= 1 << (index & 7);
  };
  const events = await readEvents(walk.sql, walk.log);
  const done =
    walk.log === "docs" ? yield* checkDocuments(walk, events, claim) : yield* checkAccess({ ...walk, claim });
  for (const row of events) {
    claim(row.index);
    yield* checkEvent(row, walk.now);
  }
  for (let leaf = 0; leaf < walk.size; leaf++) {
    if ((claimed[leaf >> 3]! & (1 << (leaf & 7))) === 0) yield finding("leaf-without-record", { leaf });
  }
  if (walk.log !== "docs") return done;
  if (walk.disputes) yield* checkAppeals(walk.sql, walk.disputes);
  let after: DocumentKey = beforeAll;
  for (;;) {
    const page = await readDocumentsWithoutRecord(walk.sql, after, PAGE);
    const last = page.at(-1);
    if (!last) return done;
    for (const { documentId } of page) yield finding("record-missing", { documentId });
    after = last;
  }
}

async function* checkDocuments(walk: RecordWalk, events: readonly EventRow[], claim: AccessWalk["claim"]) {
  const check = { ...walk, erasures: erasuresIn(events) };
  let done = 0;
  let after: DocumentKey = beforeAll;
  for (;;) {
    const page = await readRecords(walk.sql, walk.log, after, PAGE);
    const last = page.at(-1);
    if (!last) return done;
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const rows = page.slice(at, at + AT_ONCE);
      for (const { index } of rows) claim(index);
      for (const findings of await Promise.all(rows.map((row) => checkDocument(row, check)))) yield* findings;
    }
    done += page.length;
    walk.onRecords(done);
    after = last;
    await walk.rest();
  }
}
