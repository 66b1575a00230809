/** One appeal: where it is, what is asked of the patient, everything that happened, and what can be added. */
import { Page } from "../frame.tsx";
import { AppealTitle, StateChip, sayAppeal, sayHolder, sayTerm } from "../parts/appeal-line.tsx";
import { Dot } from "../parts/dot.tsx";
import { ErrorSummary } from "../parts/error-summary.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { AppealEvents } from "./appeal-events.tsx";
import { Asked, More } from "./appeal-forms.tsx";
import { AppealHelped } from "./appeal-helped.tsx";
import { AppealSteps } from "./appeal-steps.tsx";
import type { AppealView } from "./appeal-view.ts";

export function AppealPage({ viewer, view }: { viewer: Viewer; view: AppealView }) {
  const w = words(viewer.language).appeals;
  const { head } = view;
  const waits = head.state === "registered" || head.state === "working";
  return (
    <Page
      viewer={viewer}
      title={sayAppeal(viewer, head)}
      current="appeals"
      failed={view.faults.length > 0 || view.movedSince !== null}
    >
      <div class="stack-6">
        <Said text={view.done && w.done[view.done]} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.appeals(), label: w.title }]}
          chips={<StateChip viewer={viewer} head={head} />}
          title={<AppealTitle viewer={viewer} head={head} />}
        >
          <p class="muted">
            <span class="num">{w.number(head.number)}</span>
            <Dot />
            {sayTerm(viewer, head)}
          </p>
          {waits ? (
            <p>
              {w.acts(holdTogether(sayHolder(viewer, head.holder, head.organisation)))} <b>{w.nothing}</b>
            </p>
          ) : null}
        </Head>
        <ErrorSummary viewer={viewer} faults={view.faults} />
        {view.movedSince === null ? null : <Moved viewer={viewer} view={view} />}
        <Asked viewer={viewer} view={view} />
        <Documents viewer={viewer} view={view} />
        <AppealHelped viewer={viewer} view={view} />
        <AppealSteps viewer={viewer} view={view} />
        <AppealEvents viewer={viewer} view={view} />
        <More viewer={viewer} view={view} />
      </div>
    </Page>
  );
}

/** Words that no form takes any more are shown, so that they can be copied. */
function Moved({ viewer, view }: { viewer: Viewer; view: AppealView }) {
  const w = words(viewer.language).appeals.moved;
  const { kept, head } = view;
  const form =
    head.state === "asked" ? "reply" : head.state === "registered" || head.state === "working" ? "message" : "reopen";
  return (
    <Tell tone="wait" icon="warning" title={w.title}>
      <p>{w.about}</p>
      {kept && kept.words !== "" && kept.deed !== form ? (
        <>
          <p class="muted small">{w.kept}:</p>
          <p class="said-words" lang="ru">
            {kept.words}
          </p>
        </>
      ) : null}
    </Tell>
  );
}

function Documents({ viewer, view: { head, answerNumber } }: { viewer: Viewer; view: AppealView }) {
  const w = words(viewer.language).appeals;
  const { document } = head;
  if (!document && !answerNumber) return null;
  return (
    <p class="row">
      {answerNumber ? (
        <a class="btn" href={paths.document(answerNumber)}>
          {w.corrected}
        </a>
      ) : null}
      {answerNumber && document ? <a href={paths.changes(answerNumber)}>{w.whatChanged}</a> : null}
      {document ? (
        <a href={paths.document(document.number)} lang={document.title ? "ru" : undefined}>
          {document.title ?? w.documentNumber(document.number)}
        </a>
      ) : null}
    </p>
  );
}
