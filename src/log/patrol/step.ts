/** A step of the steady check: a few documents, from where the last step ended; round the whole registry in a hundred days. */
import type { Database } from "../../db/database.ts";
import { checkDocument, type DocumentCheck } from "../fsck/check-document.ts";
import { erasuresIn } from "../fsck/check-events.ts";
import { checkLeaf } from "../fsck/check-tree.ts";
import type { Finding } from "../fsck/findings.ts";
import { beforeAll, readEvents, readRecords } from "../fsck/store.ts";
import { readHead } from "../store.ts";
import * as store from "./store.ts";

export interface StepDeps {
  readonly database: Database;
  readonly clock: () => Date;
  readonly openDocument: DocumentCheck["openDocument"];
  readonly onFinding: (found: Finding) => void;
}

const DAY_MS = 86_400_000;
/** Of all documents, in a day. */
const SHARE = 0.01;
/** How long a step is planned for: its documents are what falls due in that time. */
const STEP_MS = 60_000;
const MOST = 200;
const LEASE_MS = 10 * 60_000;

/** How many documents were checked; 0 when none is due, or another worker is at it. */
export async function step({ database, clock, openDocument, onFinding }: StepDeps): Promise<number> {
  const now = clock();
  const from = await database.transact((tx) => store.claimStep(tx, "docs", now, new Date(now.getTime() + LEASE_MS)));
  if (!from) return 0;
  const { sql } = database;
  const { size } = await readHead(sql, "docs");
  const eachMs = DAY_MS / Math.max(1, size * SHARE);
  const batch = Math.min(MOST, Math.max(1, Math.floor(STEP_MS / eachMs)));

  const check = {
    now,
    openDocument,
    opens: () => true,
    erasures: erasuresIn(await readEvents(sql, "docs", "legal-erasure")),
  };
  const rows = await readRecords(sql, "docs", from, batch);
  for (const row of rows) {
    const found = [...(await checkDocument(row, check)), ...(await checkLeaf(sql, "docs", row.index, size))];
    for (const one of found) await tell({ database, clock, onFinding }, one);
  }
  const last = rows.at(-1);
  const after = last && rows.length === batch ? last : beforeAll; // at the end it begins anew
  const next = new Date(now.getTime() + Math.min(DAY_MS, batch * eachMs));
  await database.transact((tx) => store.endStep(tx, "docs", { after, checked: rows.length, now: clock(), next }));
  return rows.length;
}

/** Stored, and told once a day. */
async function tell(
  { database, clock, onFinding }: Pick<StepDeps, "database" | "clock" | "onFinding">,
  found: Finding,
) {
  const now = clock();
  const day = now.toISOString().slice(0, 10);
  if (await database.transact((tx) => store.insertFinding(tx, "docs", found, day, now))) onFinding(found);
}
