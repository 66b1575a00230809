/** One appeal at a desk of the registry: where it stands, how it came to that, and how to help. */
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dot } from "../../parts/dot.tsx";
import { ErrorSummary } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { sayDay, sayMoment } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { SeverityChip, StateChip, Steps, sayReason, Term } from "../appeal-said.tsx";
import { DeskAnswers } from "./case-answers.tsx";
import type { DeskCaseView } from "./case-view.ts";

export function DeskCasePage({ viewer, view }: { viewer: Viewer; view: DeskCaseView }) {
  const w = words(viewer.language).desk;
  const i = words(viewer.language).inbox;
  const { face } = view;
  const title = sayReason(viewer, face.reason);
  return (
    <Page viewer={viewer} title={`${title}. ${i.number(face.number)}`} current="queue" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.done ? (w.one.done[view.done] ?? null) : null} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.desk(), label: viewer.person?.role === "region" ? w.titleRegion : w.title }]}
          chips={
            <>
              <StateChip viewer={viewer} face={face} />
              <SeverityChip viewer={viewer} severity={face.severity} />
              {face.disputes ? <Chip tone="wait">{i.disputed}</Chip> : null}
              {face.reopened ? <Chip tone="wait">{i.reopened}</Chip> : null}
            </>
          }
          title={title}
        >
          <p class="muted">
            <span class="num">{i.number(face.number)}</span>
            <Dot />
            {i.one.opened(sayDay(viewer.language, face.openedAt))}
            <Dot />
            {i.columns.term}: <Term viewer={viewer} face={face} />
          </p>
        </Head>
        <ErrorSummary viewer={viewer} faults={view.faults} />
        <Around viewer={viewer} view={view} />
        {view.movedSince !== null ? (
          <Tell tone="wait" icon="history" title={i.one.moved}>
            <p>{i.one.movedAbout}</p>
          </Tell>
        ) : null}
        {view.organisation && view.similar > 1 ? (
          <Tell tone="note" icon="list" title={w.one.alike(view.similar)}>
            <p>
              <a href={paths.staff.cluster({ organisation: view.organisation.oid, reason: face.reason })}>
                {w.one.alikeLink}
              </a>
            </p>
          </Tell>
        ) : null}
        <div class="beside">
          <div class="stack-5">
            <section class="stack-3">
              <h2>{w.one.steps}</h2>
              <div class="card stack-3">
                {view.hidden ? <p class="muted small">{w.one.hidden}</p> : null}
                <Steps viewer={viewer} steps={view.steps} since={view.movedSince} />
              </div>
            </section>
          </div>
          <div class="stack-5">
            <Where viewer={viewer} view={view} />
            <DeskAnswers viewer={viewer} view={view} />
            {view.glass ? (
              <p>
                <a class="danger-way" href={view.glass}>
                  {w.one.glass}
                </a>
              </p>
            ) : null}
          </div>
        </div>
      </div>
    </Page>
  );
}

function Where({ viewer, view }: { viewer: Viewer; view: DeskCaseView }) {
  const w = words(viewer.language).desk.one;
  const i = words(viewer.language).inbox;
  const { organisation, region, visitedOn, kind, accessLine, face } = view;
  return (
    <section class="card stack-3">
      <h2>{w.where}</h2>
      <Facts
        facts={[
          [w.holder, i.holders[face.holder]],
          organisation ? [w.organisation, <span lang="ru">{organisation.name}</span>] : null,
          region ? [w.region, <span lang="ru">{region}</span>] : null,
          kind ? [w.kind, kind] : null,
          visitedOn ? [w.visited, sayDay(viewer.language, visitedOn)] : null,
          accessLine
            ? [
                w.accessLine,
                <>
                  {sayMoment(viewer.language, accessLine.at)}
                  <Dot />
                  <span lang="ru">{accessLine.who}</span>, {i.roles[accessLine.role]}
                </>,
              ]
            : null,
        ]}
      />
    </section>
  );
}

function Around({ viewer, view: { before, after } }: { viewer: Viewer; view: DeskCaseView }) {
  const w = words(viewer.language).inbox.one;
  if (before === null && after === null) return null;
  return (
    <nav class="row around" aria-label={w.around}>
      {before ? (
        <a rel="prev" href={paths.staff.deskCase(before)}>
          ← {w.before}
        </a>
      ) : null}
      {after ? (
        <a rel="next" href={paths.staff.deskCase(after)}>
          {w.after} →
        </a>
      ) : null}
    </nav>
  );
}
