/** Every broken glass, looked at by somebody else: who, why, what was opened, and whether it was justified. */
import { fullName } from "../../cda/person-words.ts";
import { MANY_A_WEEK, type Reviewable } from "../../support/emergency/review.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../parts/error-summary.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import { sayMoment, sayTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ReviewsView {
  readonly rows: readonly Reviewable[];
  readonly done: boolean;
  /** The form that was not taken. */
  readonly kept: { readonly grantId: string; readonly verdict: string; readonly words: string } | null;
  readonly faults: readonly FieldFault[];
}

export function ReviewsPage({ viewer, view }: { viewer: Viewer; view: ReviewsView }) {
  const w = words(viewer.language).emergency.reviews;
  return (
    <Page viewer={viewer} title={w.title} current="reviews" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.done ? w.done : null} />
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <ErrorSummary viewer={viewer} faults={view.faults} />
        {view.rows.length === 0 ? (
          <Empty icon="shield" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <ul class="plain-list stack-5">
            {view.rows.map((row) => (
              <li key={row.grantId} class="card stack-3">
                <One viewer={viewer} row={row} view={view} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function One({ viewer, row, view }: { viewer: Viewer; row: Reviewable; view: ReviewsView }) {
  const e = words(viewer.language).emergency;
  const w = e.reviews;
  const { review } = row;
  const by = sayMoment(viewer.language, row.reviewBy);
  return (
    <>
      <div class="row">
        {review ? (
          <Chip tone={review.verdict === "justified" ? "good" : "bad"}>{w.verdicts[review.verdict]}</Chip>
        ) : (
          <Chip tone={row.overdue ? "bad" : "wait"}>{row.overdue ? w.overdue(by) : w.due(by)}</Chip>
        )}
        {row.week > MANY_A_WEEK ? <Chip tone="bad">{w.many}</Chip> : null}
      </div>
      <h2 class="like-3" lang="ru">
        {fullName(row.who)}
      </h2>
      <Facts
        facts={[
          [w.facts.time, w.span(sayMoment(viewer.language, row.openedAt), sayTime(viewer.language, row.endsAt))],
          [w.facts.cause, e.causes[row.cause]],
          [
            w.facts.words,
            <span class="letter-words" lang="ru">
              {row.words}
            </span>,
          ],
          row.appealNumber ? [w.facts.appeal, <span class="num">{row.appealNumber}</span>] : null,
          [w.facts.documents, w.documents(row.documents)],
          [w.facts.week, w.week(row.week)],
        ]}
      />
      {review ? (
        <>
          <p class="muted small" lang="ru">
            {w.by(fullName(review.by), sayMoment(viewer.language, review.at))}
          </p>
          {review.words ? (
            <p class="letter-words" lang="ru">
              {review.words}
            </p>
          ) : null}
        </>
      ) : row.own ? (
        <p class="muted">{w.own}</p>
      ) : (
        <Form viewer={viewer} row={row} view={view} />
      )}
    </>
  );
}

function Form({ viewer, row, view }: { viewer: Viewer; row: Reviewable; view: ReviewsView }) {
  const w = words(viewer.language).emergency.reviews;
  const kept = view.kept?.grantId === row.grantId ? view.kept : null;
  const faults = kept ? view.faults : [];
  const [verdictId, wordsId] = [`verdict-${row.grantId}`, `words-${row.grantId}`];
  return (
    <form method="post" action={paths.staff.review(row.grantId)} class="desk-form stack-3">
      <Csrf viewer={viewer} />
      <fieldset class="field" id={verdictId} {...faultProps(verdictId, faults)}>
        <legend>{w.verdict}</legend>
        <FaultOf field={verdictId} faults={faults} />
        <div class="choices">
          {(["justified", "unjustified"] as const).map((verdict) => (
            <label key={verdict} class="choice">
              <input type="radio" name="verdict" value={verdict} checked={kept?.verdict === verdict} />
              {w.verdicts[verdict]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for={wordsId}>{w.words}</label>
        <p class="hint small" id={`${wordsId}-hint`}>
          {w.wordsHint}
        </p>
        <FaultOf field={wordsId} faults={faults} />
        <textarea id={wordsId} name="words" rows={3} {...faultProps(wordsId, faults, `${wordsId}-hint`)}>
          {kept?.words ?? ""}
        </textarea>
      </div>
      <p>
        <button type="submit" class="btn">
          {w.send}
        </button>
      </p>
    </form>
  );
}
