/** Waiting for a decision, up to 20 seconds. */
import { Refusal } from "../../basics/refusal.ts";
import type { Submission } from "../../contract/registry-client.ts";
import { submission } from "../../intake/store.ts";
import { submissionOf } from "../../intake/submission.ts";
import type { ApiDeps } from "./deps.ts";

const LONGEST = 20;
/** Another process may decide; nobody wakes us then. */
const LOOK_EVERY_MS = 500;

export function waitSeconds(text: string | undefined): number {
  const seconds = Number(text ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST) : 0;
}

export async function awaitDecision(
  deps: ApiDeps,
  organisationOid: string,
  documentId: string,
  seconds: number,
): Promise<Submission> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const row = await submission(deps.intake.database.sql, organisationOid, documentId);
    if (!row)
      throw new Refusal("not-found", "NO_SUBMISSION", { ru: "Такой отправки нет", en: "There is no such submission" });
    const left = until - Date.now();
    if (row.state !== "received" || left <= 0) return submissionOf(row);
    await deps.waiters.wait(documentId, Math.min(left, LOOK_EVERY_MS));
  }
}
