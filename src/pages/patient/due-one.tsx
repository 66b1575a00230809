/** One document to come: the day of its term, each step on its way, why it may not come, and what can be done. */
import { plusDays } from "../../basics/day.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Dot } from "../parts/dot.tsx";
import { type DueRow, DueTime, dueTitle } from "../parts/due-list.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { Meter } from "../parts/meter.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay, sayShortDay, sayUntil } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { DueSteps } from "./due-steps.tsx";

interface Props {
  readonly viewer: Viewer;
  readonly view: DueRow;
}

export function DueOnePage({ viewer, view }: Props) {
  const w = words(viewer.language).due;
  const title = w.heading[view.document?.hidden ? "hidden" : view.state](dueTitle(viewer, view));
  const day = sayDay(viewer.language, view.happenedOn);
  return (
    <Page viewer={viewer} title={title} current="documents">
      <div class="stack-6">
        <Head viewer={viewer} trail={[{ href: paths.due(), label: w.title }]} title={title}>
          <p class="muted">
            {view.source === "referral" ? w.referred(day) : w.visit(day)}
            <Dot />
            {view.organisation ? <span lang="ru">{holdTogether(view.organisation.name)}</span> : w.anyOrganisation}
            {view.doctor ? (
              <>
                <Dot />
                {w.doctor} <span lang="ru">{holdTogether(view.doctor)}</span>
              </>
            ) : null}
          </p>
        </Head>
        {view.why ? <WhyNot viewer={viewer} view={view} /> : null}
        {view.document?.hidden ? <HiddenOne viewer={viewer} view={view} /> : null}
        <section class="card stack" aria-labelledby="way">
          {view.state === "expected" || view.state === "overdue" ? <Time viewer={viewer} view={view} /> : null}
          <h2 id="way" class="like-3">
            {w.steps.title}
          </h2>
          <DueSteps viewer={viewer} view={view} />
        </section>
        <Next viewer={viewer} view={view} />
        {view.why || view.document?.hidden || view.state === "overdue" ? <Place viewer={viewer} view={view} /> : null}
      </div>
    </Page>
  );
}

/** The one thing that matters most: how long it has been, until when, what is usual. */
function Time({ viewer, view }: Props) {
  const w = words(viewer.language).due;
  const { term, usual } = view;
  if (!term || term.over) return <DueTime viewer={viewer} row={view} />;
  const day = w.day(term.day, term.of);
  return (
    <div class="stack-3">
      <p class="lead">
        <b>{day}.</b> {w.untilCapital(sayUntil(viewer.language, term.last, viewer.now))}
      </p>
      <Meter part={term.day} of={term.of} label={day} />
      <p>{usual ? w.usual(usual.median, usual.p90) : <span class="muted">{w.usualUnknown}</span>}</p>
      {term.provisional ? <p class="small muted">{w.provisional}</p> : null}
    </div>
  );
}

function WhyNot({ viewer, view }: Props) {
  const w = words(viewer.language).due.why;
  if (!view.why) return null;
  const since = view.organisation?.electronicSince ?? null;
  const text = view.why === "not-electronic" ? w[view.why](since && sayDay(viewer.language, since)) : w[view.why];
  return (
    <div class="tell plain">
      <p>{text}</p>
    </div>
  );
}

function HiddenOne({ viewer, view }: Props) {
  const w = words(viewer.language).due.hidden;
  if (!view.document?.hidden) return null;
  return (
    <Tell tone="plain" icon="lock" title={w.title}>
      <p>{w[view.document.hidden]}</p>
      <p>{w.next}</p>
    </Tell>
  );
}

/** What can be done, and from which day. */
function Next({ viewer, view }: Props) {
  const w = words(viewer.language).due;
  if (view.state === "arrived" || view.source === "referral") return null;
  if (view.appeal)
    return (
      <section class="card flat stack-3">
        <h2 class="like-3">{w.asked}</h2>
        <p>
          <a class="btn quiet" href={paths.appeal(view.appeal)}>
            {w.seeAppeal}
          </a>
        </p>
      </section>
    );
  if (view.state === "overdue" || view.why === "long-ago")
    return (
      <section class="card flat stack-3">
        <h2 class="like-3">{w.late.title}</h2>
        <p>{w.late.about}</p>
        <ClaimForm viewer={viewer} view={view} />
      </section>
    );
  if (view.why) return null;
  return (
    <section class="card flat stack-3">
      <h2 class="like-3">{w.early.title}</h2>
      {view.term ? <p>{w.early.from(sayShortDay(viewer.language, plusDays(view.term.last, 1), viewer.now))}</p> : null}
      <p>{w.early.wrong}</p>
      <ClaimForm viewer={viewer} view={view} quiet />
    </section>
  );
}

/** The form begins from this document: only the data are left to look at, and the answers to send. */
function ClaimForm({ viewer, view, quiet = false }: Props & { quiet?: boolean }) {
  const w = words(viewer.language).due;
  return (
    <form method="post" action={paths.claimStart()}>
      <Csrf viewer={viewer} />
      <input type="hidden" name="due" value={view.id} />
      <button type="submit" class={quiet ? "btn quiet" : "btn"}>
        {quiet ? w.early.data : w.claim}
      </button>
    </form>
  );
}

function Place({ viewer, view: { organisation } }: Props) {
  const w = words(viewer.language).due;
  if (!organisation) return null;
  return (
    <section class="card flat stack-3">
      <h2 class="like-3">{w.where}</h2>
      <p>
        <b lang="ru">{holdTogether(organisation.name)}</b>
      </p>
      <Facts
        facts={[
          [w.address, organisation.address && <span lang="ru">{organisation.address}</span>],
          [w.phone, organisation.phone && <span class="num">{organisation.phone}</span>],
          [w.hours, organisation.hours && <span lang="ru">{organisation.hours}</span>],
        ]}
      />
      <p>{w.take}</p>
    </section>
  );
}
