/** The registrar's queue: copies of today first, late ones by word; then later ones, what is closed, and statements. */
import type { RequestState } from "../../../paper/request.ts";
import type { StatementState } from "../../../paper/statements/statement.ts";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dot } from "../../parts/dot.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { sayAhead } from "../../parts/say-when.ts";
import { Table } from "../../parts/table.tsx";
import { paths } from "../../paths.ts";
import { requestTones, statementTones } from "../../patient/paper/rows.ts";
import { sayPaperNumber } from "../../say-amount.ts";
import { sayDay, sayRecentTime } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { type Messages, words } from "../../words.ts";

export interface QueueRow {
  readonly number: string;
  /** «Иванова М. П.» */
  readonly who: string;
  readonly day: string;
  /** Days from today; below 0 once the day is past. */
  readonly ahead: number;
  readonly late: boolean;
  readonly askedAt: Date;
  readonly documents: number;
  readonly printed: number;
  readonly state: RequestState;
}

export interface StatementQueueRow {
  readonly number: string;
  readonly who: string;
  readonly state: StatementState;
  readonly submittedAt: Date;
}

export interface PaperQueueView {
  readonly organisation: string;
  readonly open: readonly QueueRow[];
  readonly closed: readonly QueueRow[];
  readonly statements: readonly StatementQueueRow[];
  readonly done: keyof Messages["paper"]["staff"]["done"] | null;
}

export function PaperQueuePage({ viewer, view }: { viewer: Viewer; view: PaperQueueView }) {
  const w = words(viewer.language).paper.staff;
  const today = view.open.filter(({ ahead }) => ahead <= 0);
  const later = view.open.filter(({ ahead }) => ahead > 0);
  return (
    <Page viewer={viewer} title={w.title} current="paper">
      <div class="stack-6">
        <Said text={view.done ? w.done[view.done] : null} />
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{view.organisation}</span>
            <Dot />
            {w.lead}
          </p>
        </Head>
        <section class="stack-3">
          <h2>{w.today}</h2>
          {today.length === 0 ? (
            <Empty icon="paper" title={w.nobody}>
              <p>{w.nobodyAbout}</p>
            </Empty>
          ) : (
            <Requests viewer={viewer} caption={w.today} rows={today} />
          )}
        </section>
        {later.length > 0 ? (
          <section class="stack-3">
            <h2>{w.later}</h2>
            <Requests viewer={viewer} caption={w.later} rows={later} />
          </section>
        ) : null}
        <section class="stack-3" id="statements">
          <h2>{w.statements}</h2>
          {view.statements.length === 0 ? (
            <p class="muted">{w.noStatements}.</p>
          ) : (
            <Statements viewer={viewer} rows={view.statements} />
          )}
        </section>
        {view.closed.length > 0 ? (
          <section class="stack-3">
            <h2>{w.closed}</h2>
            <Requests viewer={viewer} caption={w.closed} rows={view.closed} />
          </section>
        ) : null}
      </div>
    </Page>
  );
}

function Requests({ viewer, caption, rows }: { viewer: Viewer; caption: string; rows: readonly QueueRow[] }) {
  const p = words(viewer.language).paper;
  const w = p.staff;
  return (
    <div class="card">
      <Table
        caption={caption}
        look="paper-queue"
        columns={[w.columns.who, w.columns.when, w.columns.since, w.columns.state, w.columns.what]}
        rows={rows.map((row) => ({
          key: row.number,
          cells: [
            <>
              <span lang="ru">{row.who}</span>
              <small class="under muted num">{sayPaperNumber(viewer.language, row.number)}</small>
            </>,
            <span class="num">
              {row.ahead >= 0 ? sayAhead(viewer, row.day, row.ahead) : sayDay(viewer.language, row.day)}
            </span>,
            <span class="num">{sayWaiting(viewer, row.askedAt)}</span>,
            <span class="chips">
              <Chip tone={requestTones[row.state]}>{p.states[row.state]}</Chip>
              {row.late ? <Chip tone="bad">{w.late}</Chip> : null}
            </span>,
            <>
              {p.documents(row.documents)}
              {row.state === "asked" ? (
                <small class="under muted">{w.printed(row.printed, row.documents)}</small>
              ) : null}
              <a class="under" href={paths.staff.paperRequest(row.number)} aria-label={w.openOf(row.number)}>
                {w.open}
              </a>
            </>,
          ],
        }))}
      />
    </div>
  );
}

function Statements({ viewer, rows }: { viewer: Viewer; rows: readonly StatementQueueRow[] }) {
  const p = words(viewer.language).paper;
  const w = p.staff;
  return (
    <div class="card">
      <Table
        caption={w.statements}
        look="paper-statements"
        columns={[w.columns.who, p.keep.date, w.columns.state, w.columns.what]}
        rows={rows.map((row) => ({
          key: row.number,
          cells: [
            <>
              <span lang="ru">{row.who}</span>
              <small class="under muted num">{sayPaperNumber(viewer.language, row.number)}</small>
            </>,
            <span class="num">{sayRecentTime(viewer.language, row.submittedAt, viewer.now)}</span>,
            <Chip tone={statementTones[row.state]}>{p.keep.states[row.state]}</Chip>,
            <a href={paths.staff.statement(row.number)} aria-label={w.openOf(row.number)}>
              {w.open}
            </a>,
          ],
        }))}
      />
    </div>
  );
}

/** «12 мин», «3 часа», «2 дня» */
function sayWaiting(viewer: Viewer, since: Date): string {
  const w = words(viewer.language).paper.staff;
  const minutes = Math.max(0, Math.floor((viewer.now.getTime() - since.getTime()) / 60_000));
  if (minutes < 60) return w.minutes(minutes);
  return minutes < 48 * 60 ? w.hours(Math.floor(minutes / 60)) : w.days(Math.floor(minutes / 1440));
}
