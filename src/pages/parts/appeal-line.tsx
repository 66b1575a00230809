/** An appeal in a line: what it is about, where it stands, until when it is answered, who is to act. */
import type { AppealKind, ProblemReason } from "../../appeals/reasons.ts";
import type { Holder, State } from "../../appeals/states.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay, sayShortDay, sayWeekday } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip, type Tone } from "./chip.tsx";
import type { KindKey } from "./kind.tsx";

export interface AppealHead {
  readonly number: string;
  readonly kind: AppealKind;
  /** One of `reasonsOf[kind]`. */
  readonly reason: string;
  readonly state: State;
  readonly holder: Holder;
  /** Short name of the organisation that answers; null: it is not known, or none does. */
  readonly organisation: string | null;
  /** `title`: in plain words; null when it may not be named. */
  readonly document: { readonly number: string; readonly title: string | null } | null;
  /** Kind of the document that did not come. */
  readonly missing: KindKey | null;
  /** YYYY-MM-DD */
  readonly visitedOn: string | null;
  /** YYYY-MM-DD; null: the calendar is missing. */
  readonly dueOn: string | null;
  readonly provisional: boolean;
  /** Working days left; null when they cannot be counted. */
  readonly daysLeft: number | null;
  readonly overdue: boolean;
  readonly answeredAt: Date | null;
  readonly changedAt: Date;
}

/** «Ошибка в ФИО: Выписка из стационара» in plain text, for titles and names of links. */
export function sayAppeal(viewer: Viewer, head: AppealHead): string {
  const tail = tailOf(viewer, head);
  return tail === null ? aboutOf(viewer, head) : `${aboutOf(viewer, head)}: ${tail.text}`;
}

/** The same; a document's title is Russian in any interface. */
export function AppealTitle({ viewer, head }: { viewer: Viewer; head: AppealHead }) {
  const tail = tailOf(viewer, head);
  if (tail === null) return <>{aboutOf(viewer, head)}</>;
  return (
    <>
      {aboutOf(viewer, head)}: <span lang={tail.russian ? "ru" : undefined}>{holdTogether(tail.text)}</span>
    </>
  );
}

function aboutOf(viewer: Viewer, { kind, reason }: AppealHead): string {
  const w = words(viewer.language).appeals.about;
  if (kind === "problem") return w.problem[reason as ProblemReason] ?? w.problem.other;
  if (kind === "visit") return w.visit[reason as keyof typeof w.visit] ?? w.visit.other;
  return w[kind];
}

function tailOf(viewer: Viewer, head: AppealHead): { text: string; russian: boolean } | null {
  const w = words(viewer.language);
  const { document, missing, visitedOn } = head;
  if (document)
    return document.title === null
      ? { text: w.appeals.documentNumber(document.number), russian: false }
      : { text: document.title, russian: true };
  if (missing) return { text: w.documents.kinds[missing].plain, russian: false };
  if (visitedOn) return { text: sayDay(viewer.language, visitedOn), russian: false };
  return null;
}

const tones = {
  registered: "note",
  working: "note",
  asked: "wait",
  corrected: "good",
  refused: "bad",
  closed: "plain",
} as const satisfies Record<State, Tone>;

export function StateChip({ viewer, head: { state, holder, kind } }: { viewer: Viewer; head: AppealHead }) {
  const w = words(viewer.language).appeals.chips;
  const said =
    state === "working"
      ? w.working[holder]
      : state === "registered" && holder !== "organisation"
        ? w.working[holder]
        : state === "corrected"
          ? w.corrected[kind]
          : w[state];
  return <Chip tone={tones[state]}>{said}</Chip>;
}

/** «Городская больница № 2», «Поддержка реестра» */
export function sayHolder(viewer: Viewer, holder: Holder, organisation: string | null): string {
  const w = words(viewer.language).appeals;
  return holder === "organisation" ? (organisation ?? w.someOrganisation) : w.holders[holder];
}

/** «ответ до среды, 2 декабря (6 рабочих дней)» */
export function sayTerm(viewer: Viewer, head: AppealHead): string {
  const w = words(viewer.language).appeals;
  const { language, now } = viewer;
  if (head.state === "closed") return w.closedOn(sayShortDay(language, head.changedAt, now));
  if (head.answeredAt && (head.state === "corrected" || head.state === "refused"))
    return w.answeredOn(sayShortDay(language, head.answeredAt, now));
  if (head.dueOn === null) return w.noTerm;
  const day = sayShortDay(language, head.dueOn, now);
  if (head.overdue) return w.overdue(day);
  const left = head.daysLeft === null ? "" : ` (${w.daysLeft(head.daysLeft)})`;
  const until = w.until(sayWeekday(language, head.dueOn), day);
  return `${until}${left}${head.provisional ? `; ${w.provisional}` : ""}`;
}
