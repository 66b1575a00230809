/** One appeal for the organisation's staff: whose it is, what was written, the document beside it, and how to answer. */
import { fullName } from "../../cda/person-words.ts";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { ErrorSummary } from "../parts/error-summary.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { HiddenNumber } from "../parts/hidden-number.tsx";
import { Said } from "../parts/said.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { maskSnils, saySnils } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Answers } from "./appeal-answers.tsx";
import { Beside } from "./appeal-document.tsx";
import { SeverityChip, StateChip, Steps, sayReason, Term } from "./appeal-said.tsx";
import type { StaffAppealView } from "./appeal-view.ts";

export function StaffAppealPage({ viewer, view }: { viewer: Viewer; view: StaffAppealView }) {
  const w = words(viewer.language).inbox;
  const { face } = view;
  const title = sayReason(viewer, face.reason);
  const [came] = view.candidates;
  return (
    <Page viewer={viewer} title={`${title}. ${w.number(face.number)}`} current="inbox" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.done ? (w.one.done[view.done] ?? null) : null} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.appeals(), label: w.title }]}
          chips={
            <>
              <StateChip viewer={viewer} face={face} />
              <SeverityChip viewer={viewer} severity={face.severity} />
              {face.disputes ? <Chip tone="wait">{w.disputed}</Chip> : null}
              {face.reopened ? <Chip tone="wait">{w.reopened}</Chip> : null}
            </>
          }
          title={title}
        >
          <p class="muted">
            <span class="num">{w.number(face.number)}</span>
            <Dot />
            {w.one.opened(sayDay(viewer.language, face.openedAt))}
            <Dot />
            {w.columns.term}: <Term viewer={viewer} face={face} />
          </p>
        </Head>
        <ErrorSummary viewer={viewer} faults={view.faults} />
        <Neighbours viewer={viewer} view={view} />
        {view.movedSince !== null ? (
          <Tell tone="wait" icon="history" title={w.one.moved}>
            <p>{w.one.movedAbout}</p>
          </Tell>
        ) : null}
        {came && view.idle === null ? (
          <Tell
            tone="note"
            icon="document"
            title={view.about === "missing" ? w.one.cameMissing(came.number) : w.one.came(came.number)}
          >
            <p>{w.one.cameAbout}</p>
          </Tell>
        ) : null}
        <div class="beside">
          <div class="stack-5">
            <section class="stack-3">
              <h2>{w.one.words}</h2>
              <div class="card">
                <Steps viewer={viewer} steps={view.steps} since={view.movedSince} />
              </div>
            </section>
            {view.helped ? (
              <section class="card flat stack-2">
                <p>
                  <b>{view.helped.helped ? w.one.helpedYes : w.one.helpedNo}</b>
                </p>
                {view.helped.words ? (
                  <p class="letter-words" lang="ru">
                    {view.helped.words}
                  </p>
                ) : null}
              </section>
            ) : null}
            <Answers viewer={viewer} view={view} />
          </div>
          <div class="stack-5">
            <Patient viewer={viewer} view={view} />
            <Beside viewer={viewer} view={view} />
          </div>
        </div>
      </div>
    </Page>
  );
}

function Neighbours({ viewer, view: { before, after } }: { viewer: Viewer; view: StaffAppealView }) {
  const w = words(viewer.language).inbox.one;
  if (before === null && after === null) return null;
  return (
    <nav class="row around" aria-label={w.around}>
      {before ? (
        <a rel="prev" href={paths.staff.appeal(before)}>
          ← {w.before}
        </a>
      ) : null}
      {after ? (
        <a rel="next" href={paths.staff.appeal(after)}>
          {w.after} →
        </a>
      ) : null}
    </nav>
  );
}

function Patient({ viewer, view: { patient } }: { viewer: Viewer; view: StaffAppealView }) {
  const w = words(viewer.language).inbox.one;
  return (
    <section class="card stack-3">
      <h2>{w.patient}</h2>
      {patient ? (
        <Facts
          facts={[
            [w.name, <b lang="ru">{fullName(patient.name)}</b>],
            [w.birth, sayDay(viewer.language, patient.birthDate)],
            [
              w.snils,
              <HiddenNumber
                viewer={viewer}
                name={w.snils}
                masked={maskSnils(patient.snils)}
                whole={saySnils(patient.snils)}
              />,
            ],
          ]}
        />
      ) : (
        <p class="muted">{w.noPatient}</p>
      )}
    </section>
  );
}
