/** Step 7: the number, until when there will be an answer, and what happens next. */
import { Page } from "../../frame.tsx";
import { Facts } from "../../parts/facts.tsx";
import type { KindKey } from "../../parts/kind.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { sayDay, sayUntil } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface ClaimSentView {
  readonly number: string;
  /** It was there before. */
  readonly known: boolean;
  readonly kind: KindKey | null;
  readonly happenedOn: string | null;
  readonly organisation: string | null;
  /** As the patient calls it, when the registry does not know it. */
  readonly named: string | null;
  /** Last day for the answer, YYYY-MM-DD; null while a calendar is missing. */
  readonly dueOn: string | null;
  readonly provisional: boolean;
}

export function ClaimSentPage({ viewer, view }: { viewer: Viewer; view: ClaimSentView }) {
  const { claims, documents, due } = words(viewer.language);
  const w = claims.sent;
  const title = view.known ? w.known : w.title;
  const day = view.happenedOn && sayDay(viewer.language, view.happenedOn);
  const kind = view.kind ? documents.kinds[view.kind].plain : claims.kind.unknown;
  return (
    <Page viewer={viewer} title={title} current="documents">
      <div class="stack-5 measure">
        <div class="head">
          <h1>{title}</h1>
        </div>
        <Tell tone="good" icon="check" title={`${w.number} ${view.number}`}>
          <p>{view.known ? w.knownAbout : w.told}</p>
        </Tell>
        <div class="card">
          <Facts
            facts={[
              [w.document, `${kind}${day ? `, ${day}` : ""}`],
              [claims.check.organisation, <span lang="ru">{view.organisation ?? view.named}</span>],
              [
                w.answer,
                view.dueOn ? (
                  <>
                    <b>{w.until(sayUntil(viewer.language, view.dueOn, viewer.now))}</b>
                    {view.provisional ? <p class="small muted">{due.provisional}</p> : null}
                  </>
                ) : (
                  w.noTerm
                ),
              ],
            ]}
          />
        </div>
        <section class="stack-3">
          <h2 class="like-3">{w.next}</h2>
          <ol class="steps counted">
            <li>{view.organisation ? w.steps.organisation : w.steps.support}</li>
            <li>{w.steps.late}</li>
            <li>{w.steps.come}</li>
          </ol>
          <p>
            <b>{w.nothing}</b> {w.paper}
          </p>
        </section>
        <p class="row">
          <a class="btn" href={paths.appeal(view.number)}>
            {w.see}
          </a>
          <a href={paths.due()}>{due.link}</a>
          <a href={paths.notices()}>{words(viewer.language).notices.title}</a>
        </p>
      </div>
    </Page>
  );
}
