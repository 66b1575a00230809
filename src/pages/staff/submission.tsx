/** One submission: its state, and every fault with its code, its place, and what to do about it. */
import type { Fault } from "../../basics/fault.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Disputed } from "../parts/disputed.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type SubmissionRow, stateTones } from "./submissions.tsx";

export interface SubmissionView extends SubmissionRow {
  readonly decidedAt: Date | null;
  /** Where a doctor sees what this version changed; null: it is a first version, or its reader is no doctor. */
  readonly changes?: string | null;
  /** What a doctor can do about it here; null: its reader is none, or nothing is to be done. */
  readonly mend?: Mend | null;
  /** Its patient says that it is not theirs, or that the visit never happened. */
  readonly disputed?: boolean;
}

export type Mend =
  /** Refused, and written here. */
  | { readonly what: "mend" }
  /** Refused, and sent by the hospital's own system. */
  | { readonly what: "elsewhere" }
  /** Registered: a corrected version can be written. */
  | { readonly what: "correct" }
  | { readonly what: "go-on"; readonly draftId: string }
  | { readonly what: "not-here"; readonly why: "newer" | "pdf" };

const severityTones = { error: "bad", warning: "wait", info: "note" } as const;

export function SubmissionPage({ viewer, view }: { viewer: Viewer; view: SubmissionView }) {
  const s = words(viewer.language).staff.submissions;
  const w = words(viewer.language).staff.submission;
  return (
    <Page viewer={viewer} title={view.kind} current="submissions">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.submissions(), label: s.title }]}
          chips={
            <>
              <Chip tone={stateTones[view.state]}>{s.states[view.state]}</Chip>
              {view.disputed ? <Disputed viewer={viewer} /> : null}
            </>
          }
          title={view.kind}
          russian
        />
        <div class="card">
          <Facts
            facts={[
              [s.localUid, <span class="code">{view.localUid}</span>],
              [w.received, sayMoment(viewer.language, view.receivedAt)],
              view.decidedAt ? [w.decided, sayMoment(viewer.language, view.decidedAt)] : null,
              view.number ? [s.columns.number, <span class="num one-line">{view.number}</span>] : null,
              view.quarantined ? [s.columns.what, s.quarantined] : null,
            ]}
          />
        </div>
        {view.changes ? (
          <p>
            <a class="btn quiet" href={view.changes}>
              {words(viewer.language).changes.staff.link}
            </a>
          </p>
        ) : null}
        {view.mend ? <MendBox viewer={viewer} id={view.id} mend={view.mend} /> : null}
        <section class="stack-3">
          <h2>{w.faults}</h2>
          {view.faults.length === 0 ? (
            <p class="muted">{w.noFaults}</p>
          ) : (
            <>
              <p class="muted">{w.faultsLead}</p>
              <ol class="faults">
                {view.faults.map((fault) => (
                  <FaultItem key={`${fault.code} ${fault.path} ${fault.line}`} viewer={viewer} fault={fault} />
                ))}
              </ol>
            </>
          )}
        </section>
      </div>
    </Page>
  );
}

function MendBox({ viewer, id, mend }: { viewer: Viewer; id: string; mend: Mend }) {
  const w = words(viewer.language).drafts.mend;
  if (mend.what === "elsewhere") return <p class="card flat">{w.elsewhere}</p>;
  if (mend.what === "not-here") return <p class="card flat">{w.notHere[mend.why]}</p>;
  if (mend.what === "go-on")
    return (
      <p>
        <a class="btn" href={paths.staff.draft(mend.draftId)}>
          {w.goOn}
        </a>
      </p>
    );
  const deeds =
    mend.what === "correct"
      ? ([[paths.staff.correct(id), w.correct, w.correctAbout, "btn"]] as const)
      : ([
          [paths.staff.mend(id), w.title, null, "btn"],
          [paths.staff.again(id), w.again, w.againAbout, "btn quiet"],
        ] as const);
  return (
    <div class="row">
      {deeds.map(([action, label, about, look]) => (
        <form key={action} method="post" action={action} class="stack-2">
          <Csrf viewer={viewer} />
          <button type="submit" class={look}>
            {label}
          </button>
          {about ? <p class="small muted">{about}</p> : null}
        </form>
      ))}
    </div>
  );
}

export function FaultItem({ viewer, fault }: { viewer: Viewer; fault: Fault }) {
  const w = words(viewer.language).staff.submission;
  return (
    <li class="card stack-3">
      <p class="row">
        <Chip tone={severityTones[fault.severity]}>{w.severity[fault.severity]}</Chip>
        <span class="muted small">
          {w.code} <span class="code">{fault.code}</span>
        </span>
      </p>
      <h3>{fault.message[viewer.language]}</h3>
      <Facts
        facts={[
          fault.hint ? [w.todo, fault.hint[viewer.language]] : null,
          fault.path || fault.line !== undefined
            ? [
                w.where,
                <>
                  {fault.line === undefined ? null : <span>{w.line(fault.line, fault.column)}</span>}
                  {fault.path ? <small class="under code">{fault.path}</small> : null}
                </>,
              ]
            : null,
          fault.found === undefined ? null : [w.found, <span class="code">{fault.found}</span>],
          fault.expected === undefined ? null : [w.expected, <span class="code">{fault.expected}</span>],
        ]}
      />
    </li>
  );
}
