/** What the claim's pages share: the draft that is being written, and where an answer leads. */
import { randomUUID } from "node:crypto";
import { type ClaimDraft, isWhole, keepDraft, nextStep, readDraft, takeDraft } from "../../patient/claim/draft.ts";
import { judgeClaim } from "../../patient/claim/judge.ts";
import { type Sent, sendClaim } from "../../patient/claim/send.ts";
import { paths } from "../paths.ts";
import type { ClaimKind } from "../patient/claim/questions.tsx";
import { stepPath } from "../patient/claim/step.tsx";
import { patientActor } from "./actor.ts";
import type { PagesDeps } from "./deps.ts";
import { dueDeps } from "./due.ts";
import { kindKeyOf } from "./kind-key.ts";
import type { PatientVisit } from "./visit.ts";

export function fresh(): ClaimDraft {
  return { once: randomUUID() };
}

/** What is being written; null: nothing, or it was sent. */
export async function draftOf(deps: PagesDeps, { tx, patientId }: PatientVisit): Promise<ClaimDraft | null> {
  const kept = await readDraft(tx, deps.patient.keyring, patientId);
  return kept && kept.sent === null ? kept.draft : null;
}

/** The answer is kept; then comes the next question, or why there is no use in going on. */
export async function goOn(deps: PagesDeps, visit: PatientVisit, draft: ClaimDraft, to?: string) {
  const { tx, patientId, reply } = visit;
  await keepDraft(tx, deps.patient.keyring, patientId, draft, deps.clock());
  const stop = to === undefined && (await judgeClaim(dueDeps(deps), tx, patientId, draft));
  return () => reply.redirect(to ?? (stop ? paths.claimStop() : stepPath(nextStep(draft))), 303);
}

/** «Отправить», pressed once or twice. */
export async function send(deps: PagesDeps, visit: PatientVisit): Promise<Sent | "not-whole"> {
  const { tx, patientId, subject } = visit;
  const kept = await takeDraft(tx, deps.patient.keyring, patientId);
  if (!kept || !isWhole(kept.draft)) return "not-whole";
  return sendClaim(tx, dueDeps(deps), patientActor(subject), patientId, { ...kept, draft: kept.draft });
}

export function field(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? value.trim() : "";
}

export function claimKind(leaflet: number | undefined): ClaimKind | null {
  if (leaflet === undefined) return null;
  const key = kindKeyOf(leaflet);
  return key === "other" ? "unknown" : key;
}
