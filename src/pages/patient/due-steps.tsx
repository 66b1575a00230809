/** The way of a document as an ordered list: visit → signed → received → registered → available, and where it is now. */
import type { ComponentChildren } from "preact";
import type { DueRow } from "../parts/due-list.tsx";
import { paths } from "../paths.ts";
import { sayDay, sayRecentTime, sayShortDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

interface Step {
  readonly title: string;
  readonly about?: ComponentChildren;
  readonly at: "done" | "now" | "later";
}

export function DueSteps({ viewer, view }: { viewer: Viewer; view: DueRow }) {
  const w = words(viewer.language).due.steps;
  return (
    <ol class="steps">
      {stepsOf(viewer, view).map(({ title, about, at }) => (
        <li key={title} class={at === "later" ? undefined : at} aria-current={at === "now" ? "step" : undefined}>
          {at === "later" ? <span class="muted">{title}</span> : <b>{title}</b>}
          {at === "done" ? <span class="heard">, {w.done}</span> : null}
          {about ? <p class="small muted">{about}</p> : null}
        </li>
      ))}
    </ol>
  );
}

function stepsOf(viewer: Viewer, view: DueRow): Step[] {
  const w = words(viewer.language).due.steps;
  const { language } = viewer;
  const { sending, document } = view;
  const came = view.state === "arrived";
  const short = (when: Date | string) => sayShortDay(language, when, viewer.now);
  const first: Step =
    view.source === "referral"
      ? { title: w.referral, about: sayDay(language, view.happenedOn), at: "done" }
      : { title: w.visit, about: w.told(short(view.happenedOn), short(view.toldAt)), at: "done" };
  const registered: Step = {
    title: w.registered,
    about: view.registeredAt ? sayRecentTime(language, view.registeredAt, viewer.now) : undefined,
    at: came ? "done" : "later",
  };
  const available: Step = {
    title: document?.hidden ? words(language).due.hidden.title : w.available,
    about: document && !document.hidden ? <a href={paths.document(document.number)}>{w.open}</a> : null,
    at: came ? (document?.hidden ? "now" : "done") : "later",
  };
  return [first, ...between(viewer, view, came, sending), registered, available];
}

/** Between the visit and the registration: what was told, and nothing that was not. */
function between(viewer: Viewer, view: DueRow, came: boolean, sending: DueRow["sending"]): Step[] {
  const w = words(viewer.language).due.steps;
  if (came) {
    return [
      { title: w.signed, at: "done" },
      { title: w.received, at: "done" },
    ];
  }
  if (view.source === "referral")
    return [
      { title: w.toVisit, about: w.toVisitAbout, at: "now" },
      { title: w.signed, at: "later" },
      { title: w.received, at: "later" },
    ];
  if (sending) {
    const when = sayRecentTime(viewer.language, sending.at, viewer.now);
    const quarantined = sending.state === "quarantined";
    return [
      { title: w.signed, at: "done" },
      {
        title: quarantined ? w.quarantined : w.refused,
        about: quarantined ? (
          <>
            {w.quarantinedAbout(when)} <a href={paths.profile()}>{words(viewer.language).due.early.data}</a>
          </>
        ) : (
          w.refusedAbout(when)
        ),
        at: "now",
      },
    ];
  }
  return [
    { title: w.signing, about: view.why ? undefined : w.signingAbout, at: view.why ? "later" : "now" },
    { title: w.received, at: "later" },
  ];
}
