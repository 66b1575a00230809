/** Every broken glass is looked at afterwards, by somebody else, within a day: was it justified? */
import { randomUUID } from "node:crypto";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { PersonName } from "../../cda/facts.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { EmergencyCause, EmergencyDeps } from "./break.ts";
import * as store from "./store.ts";

const REVIEW_HOURS = 24;
/** In a week, by one person: more than these catch the eye. */
export const MANY_A_WEEK = 3;
const MOST = 200;
const MOST_LETTERS = 2_000;

export type Verdict = "justified" | "unjustified";

export interface Reviewable {
  readonly grantId: string;
  readonly who: PersonName;
  readonly cause: EmergencyCause;
  readonly words: string;
  readonly appealNumber: string | null;
  readonly openedAt: Date;
  /** When it ended or will end. */
  readonly endsAt: Date;
  /** Documents that were opened. */
  readonly documents: number;
  readonly week: number;
  readonly reviewBy: Date;
  readonly overdue: boolean;
  /** Whoever looks now did it themselves. */
  readonly own: boolean;
  readonly review: {
    readonly verdict: Verdict;
    readonly by: PersonName;
    readonly at: Date;
    readonly words: string | null;
  } | null;
}

/** In the scope of the desk `review`. Not reviewed ones first, the oldest on top. */
export async function listReviews(deps: EmergencyDeps, sql: Sql, subject: Subject): Promise<Reviewable[]> {
  return (await store.grants(sql, null, MOST)).map((row) => reviewable(deps, subject, row));
}

/** @throws Refusal "not-found" NO_EMERGENCY · "invalid" REVIEW_VERDICT, REVIEW_WORDS · "not-allowed" REVIEW_OWN · "conflict" REVIEW_DONE */
export async function reviewEmergency(
  deps: EmergencyDeps,
  tx: Tx,
  subject: Subject,
  grantId: string,
  sent: { readonly verdict: string; readonly words: string },
): Promise<void> {
  const [grant] = isUuid(grantId) ? await store.grants(tx, grantId, 1) : [];
  if (!grant)
    throw new Refusal("not-found", "NO_EMERGENCY", {
      ru: "Такого экстренного доступа нет",
      en: "There is no such emergency access",
    });
  if (grant.account_id === subject.accountId)
    throw new Refusal("not-allowed", "REVIEW_OWN", {
      ru: "Свой экстренный доступ проверяет другой человек",
      en: "Somebody else reviews your own emergency access",
    });
  const verdict = (["justified", "unjustified"] as const).find((one) => one === sent.verdict);
  if (!verdict)
    throw new Refusal("invalid", "REVIEW_VERDICT", {
      ru: "Выберите, обоснован ли доступ",
      en: "Choose whether the access was justified",
    });
  const words = sent.words.trim().slice(0, MOST_LETTERS);
  if (verdict === "unjustified" && words === "")
    throw new Refusal("invalid", "REVIEW_WORDS", {
      ru: "Напишите, почему доступ не обоснован",
      en: "Say why the access was not justified",
    });
  const eventId = randomUUID();
  const done = await store.insertEvent(tx, {
    patientId: grant.patient_id,
    grantId,
    eventId,
    at: deps.clock(),
    deed: "review",
    documentId: null,
    accountId: subject.accountId,
    actor: deps.keyring.seal(`emergency event ${eventId}`, subject.name),
    verdict,
    words: words === "" ? null : deps.keyring.seal(`emergency review ${eventId}`, words),
  });
  if (done === 0)
    throw new Refusal("conflict", "REVIEW_DONE", {
      ru: "Этот доступ уже проверен",
      en: "This access has been reviewed already",
    });
}

function reviewable({ keyring, clock }: EmergencyDeps, subject: Subject, row: store.ReviewRow): Reviewable {
  const { grant_id: grantId, review_id: reviewId, reviewer, reviewed_at: at, verdict, review_words: said } = row;
  const reviewBy = new Date(row.opened_at.getTime() + REVIEW_HOURS * 3_600_000);
  return {
    grantId,
    who: keyring.open(`emergency actor ${grantId}`, row.actor) as PersonName,
    cause: row.cause as EmergencyCause,
    words: keyring.open(`emergency words ${grantId}`, row.words) as string,
    appealNumber: row.appeal_number,
    openedAt: row.opened_at,
    endsAt: row.ended_at ?? row.ends_at,
    documents: row.opened,
    week: row.week,
    reviewBy,
    overdue: at === null && clock() > reviewBy,
    own: row.account_id === subject.accountId,
    review:
      reviewId && reviewer && at && verdict
        ? {
            verdict,
            by: keyring.open(`emergency event ${reviewId}`, reviewer) as PersonName,
            at,
            words: said && (keyring.open(`emergency review ${reviewId}`, said) as string),
          }
        : null,
  };
}
