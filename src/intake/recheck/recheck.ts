/**
 * Signatures that were accepted on a list older than their receipt are judged again when a newer list comes: the certificate may have
 * been revoked before the document came, and the list told of it later. What was registered stays registered; it is said.
 */
import type { Fault } from "../../basics/fault.ts";
import { digestsOf } from "../../cms/digests.ts";
import type { SignatureVerdict } from "../../cms/report.ts";
import { validateSignature } from "../../cms/validate.ts";
import type { Tx } from "../../db/sql.ts";
import { filesOf } from "../../registry/content.ts";
import type { RegisteredSignature } from "../../registry/document.ts";
import type { IntakeDeps } from "../deps.ts";
import * as store from "./store.ts";

/** In the transaction that registers. */
export async function noteProvisional(
  tx: Tx,
  documentId: string,
  signatures: readonly RegisteredSignature[],
  bestTime: Date,
  now: Date,
): Promise<void> {
  for (const { part, verdict } of signatures)
    if (verdict.provisional) await store.insertProvisional(tx, { documentId, part, bestTime }, now);
}

export interface Contradiction {
  readonly documentId: string;
  readonly part: number;
  readonly subIndication: string;
}

/** Each costs a verification; a round must not hold its rows for long. */
const ROUND = 50;
const MOST_ROUNDS = 40;

/** Safe to repeat and to run in several processes at once. `onFound` is told after the commit, once for each. */
export async function recheckSignatures(deps: IntakeDeps, onFound: (found: Contradiction) => void): Promise<number> {
  let checked = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { count, found } = await deps.database.transact((tx) => recheckRound(deps, tx));
    found.forEach(onFound);
    checked += count;
    if (count < ROUND) break;
  }
  return checked;
}

async function recheckRound(deps: IntakeDeps, tx: Tx): Promise<{ count: number; found: Contradiction[] }> {
  const due = await store.takeDue(tx, ROUND);
  if (due.length > 0) deps.trust.refresh();
  const found: Contradiction[] = [];
  for (const row of due) {
    const verdict = await judgeAgain(deps, tx, row);
    const outcome = outcomeOf(verdict);
    await store.setOutcome(tx, row, outcome, deps.clock());
    if (outcome.state !== "contradicted") continue;
    await store.addFault(tx, row.document_id, faultOf(row.part, verdict));
    const subIndication = outcome.subIndication ?? outcome.indication;
    found.push({ documentId: row.document_id, part: row.part, subIndication });
  }
  return { count: due.length, found };
}

/** Null: the content was erased; nothing can be judged any more, and nobody can be shown it. */
async function judgeAgain(deps: IntakeDeps, tx: Tx, row: store.DueRow): Promise<SignatureVerdict | null> {
  const files = filesOf((await deps.content.get(tx, row.document_id)) ?? []);
  const signature = files?.signatures.find(({ part }) => part === row.part);
  if (!files || !signature) return null;
  const [verdict] = validateSignature({
    document: digestsOf(files.document.bytes),
    signature: signature.bytes,
    trust: await deps.trust.current(),
    bestTime: row.best_time,
    now: deps.clock(),
    ...(deps.rules.signatures && { policy: deps.rules.signatures }),
  });
  return verdict ?? null;
}

const REVOKED: ReadonlySet<string> = new Set(["REVOKED", "REVOKED_NO_POE", "REVOKED_CA_NO_POE"]);

/** A hold, or a list that is late once more, says nothing yet: the next list is waited for. */
function outcomeOf(verdict: SignatureVerdict | null): store.Outcome {
  if (verdict === null) return { state: "final", indication: "INDETERMINATE", subIndication: "SIGNED_DATA_NOT_FOUND" };
  const { indication, subIndication } = verdict;
  const isFinal = indication === "TOTAL-PASSED" && verdict.provisional === false;
  const state = isFinal ? "final" : REVOKED.has(subIndication ?? "") ? "contradicted" : "provisional";
  return { state, indication, subIndication };
}

function faultOf(part: number, verdict: SignatureVerdict | null): Fault {
  return {
    code: "CERTIFICATE_REVOKED_BEFORE_RECEIPT",
    severity: "warning",
    path: `signature[${part}]`,
    message: {
      ru: "После регистрации выяснилось: сертификат подписанта был отозван раньше, чем документ поступил",
      en: "Found after registration: the signer's certificate had been revoked before the document came",
    },
    hint: {
      ru: "Документ остаётся зарегистрированным. Проверьте, кто его подписал, и пришлите новую версию с подписью действующим сертификатом",
      en: "The document stays registered. Find out who signed it, and send a new version signed with a valid certificate",
    },
    ...(verdict ? { found: `${verdict.indication}/${verdict.subIndication}: ${verdict.reason}` } : {}),
  };
}
