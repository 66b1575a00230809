/** An appeal as staff speak of it: its reason, its term, its urgency, and everything that happened in it. */
import type { Severity } from "../../appeals/reasons.ts";
import type { By, DeedName, Holder, State } from "../../appeals/states.ts";
import { Chip, type Tone } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { saySize } from "../say-amount.ts";
import { isoDay, sayDay, sayMoment, sayWeekday } from "../say-date.ts";
import type { Role, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface AppealFace {
  readonly number: string;
  /** «problem.name» */
  readonly reason: string;
  readonly severity: Severity;
  readonly state: State;
  readonly holder: Holder;
  readonly disputes: boolean;
  readonly reopened: boolean;
  /** YYYY-MM-DD; null: the calendar is missing. */
  readonly dueOn: string | null;
  readonly provisional: boolean;
  readonly overdue: boolean;
  readonly openedAt: Date;
}

export function sayReason(viewer: Viewer, reason: string): string {
  return words(viewer.language).inbox.reasons[reason] ?? reason;
}

/** In words: what is late says so; colour only helps. */
export function Term({ viewer, face }: { viewer: Viewer; face: AppealFace }) {
  const w = words(viewer.language).inbox;
  const { state, dueOn, provisional, overdue } = face;
  if (state !== "registered" && state !== "working" && state !== "asked") return <span class="muted">—</span>;
  if (dueOn === null) return <span class="muted">{w.noTerm}</span>;
  const day = sayDay(viewer.language, dueOn);
  if (overdue) return <b class="late">{w.wasDue(day)}</b>;
  return (
    <>
      <span class="num">{w.until(sayWeekday(viewer.language, dueOn), day)}</span>
      {dueOn === isoDay(viewer.now) && state !== "asked" ? <small class="under">{w.today}</small> : null}
      {state === "asked" ? <small class="under muted">{w.waitsPatient}</small> : null}
      {provisional ? <small class="under muted">{w.provisional}</small> : null}
    </>
  );
}

const stateTones = {
  registered: "new",
  working: "note",
  asked: "wait",
  corrected: "good",
  refused: "plain",
  closed: "plain",
} as const satisfies Record<State, Tone>;

const severityTones = { 1: "bad", 2: "wait", 3: "plain" } as const satisfies Record<Severity, Tone>;

export function StateChip({ viewer, face }: { viewer: Viewer; face: AppealFace }) {
  return <Chip tone={stateTones[face.state]}>{words(viewer.language).inbox.states[face.state]}</Chip>;
}

export function SeverityChip({ viewer, severity }: { viewer: Viewer; severity: Severity }) {
  return <Chip tone={severityTones[severity]}>{words(viewer.language).inbox.severities[severity]}</Chip>;
}

export interface StaffStep {
  readonly seq: number;
  readonly at: Date;
  readonly deed: DeedName;
  readonly by: By;
  /** «Кузнецова Л. В.»; null: the registry itself, or a patient whom this reader does not see. */
  readonly who: string | null;
  readonly role: Role | null;
  readonly organisation: string | null;
  readonly cause: string | null;
  readonly words: string | null;
  readonly files: readonly { readonly href: string; readonly type: FileType; readonly size: number }[];
}
type FileType = "image/jpeg" | "image/png" | "application/pdf";

/** Newest last, as letters are read. `since`: what came after this number is new to the reader. */
export function Steps({ viewer, steps, since }: { viewer: Viewer; steps: readonly StaffStep[]; since: number | null }) {
  const w = words(viewer.language).inbox;
  return (
    <ol class="desk-letters">
      {steps.map((step) => (
        <li key={step.seq} class={step.by === "patient" ? "theirs" : undefined}>
          <p class="row small">
            <b>{w.deeds[step.deed]}</b>
            {since !== null && step.seq > since ? <Chip tone="new">{w.one.fresh}</Chip> : null}
          </p>
          <p class="muted small">
            <Who viewer={viewer} step={step} />
            <Dot />
            <time class="num" dateTime={step.at.toISOString()}>
              {sayMoment(viewer.language, step.at)}
            </time>
          </p>
          {step.cause ? <p class="small">{causeOf(viewer, step.cause)}</p> : null}
          {step.words ? (
            <p class="letter-words" lang="ru">
              {step.words}
            </p>
          ) : null}
          {step.files.length > 0 ? (
            <ul class="files">
              {step.files.map(({ href, type, size }) => (
                <li key={href}>
                  <a href={href}>
                    {w.one.fileTypes[type]}, {saySize(viewer.language, size)}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Who({ viewer, step: { by, who, role, organisation } }: { viewer: Viewer; step: StaffStep }) {
  const w = words(viewer.language).inbox;
  if (who === null) return <>{w.by[by]}</>;
  return (
    <>
      <span lang="ru">{who}</span>
      {role ? `, ${w.roles[role]}` : null}
      {organisation ? (
        <>
          <Dot />
          <span lang="ru">{organisation}</span>
        </>
      ) : null}
    </>
  );
}

function causeOf(viewer: Viewer, cause: string): string {
  const w = words(viewer.language).inbox;
  const causes: Readonly<Record<string, string>> = w.causes;
  return causes[cause] ?? w.reasons[`problem.${cause}`] ?? "";
}
