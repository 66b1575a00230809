/** The home of a doctor or registrar: what the organisation sent, what became of it, and what to mend. */

import type { Fault } from "../../basics/fault.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import { sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export const submissionStates = ["received", "refused", "registered"] as const;
export type SubmissionState = (typeof submissionStates)[number];

export const stateTones = { received: "note", refused: "bad", registered: "good" } as const;

export interface SubmissionRow {
  readonly id: string;
  /** The document's number in the organisation's own system. */
  readonly localUid: string;
  readonly kind: string;
  readonly state: SubmissionState;
  readonly receivedAt: Date;
  readonly number: string | null;
  readonly faults: readonly Fault[];
  /** Held back because the person could not be told for certain. */
  readonly quarantined: boolean;
  /** Refused, and written here by its reader: it can be mended and sent again. */
  readonly own?: boolean;
}

export interface SubmissionsView {
  readonly organisation: string;
  readonly counts: Readonly<Record<SubmissionState, number>>;
  /** Shown state; null: all. */
  readonly state: SubmissionState | null;
  /** Newest first. */
  readonly rows: readonly SubmissionRow[];
  readonly older: string | null;
}

export function SubmissionsPage({ viewer, view }: { viewer: Viewer; view: SubmissionsView }) {
  const w = words(viewer.language).staff.submissions;
  const total = submissionStates.reduce((sum, state) => sum + view.counts[state], 0);
  return (
    <Page viewer={viewer} title={w.title} current="submissions">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{view.organisation}</span>
            <Dot />
            {w.lead}
          </p>
        </Head>
        {total > 0 ? <States viewer={viewer} view={view} total={total} /> : null}
        {view.rows.length > 0 ? (
          <div class="card">
            <SubmissionTable viewer={viewer} rows={view.rows} />
          </div>
        ) : (
          <NoSubmissions viewer={viewer} some={total > 0} />
        )}
        {view.older ? (
          <p>
            <a class="btn quiet" href={paths.staff.submissions({ state: view.state ?? undefined, after: view.older })}>
              {w.older}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function States({ viewer, view, total }: { viewer: Viewer; view: SubmissionsView; total: number }) {
  const w = words(viewer.language).staff.submissions;
  const links = [
    { state: null, label: w.all, count: total },
    ...submissionStates.map((state) => ({ state, label: w.states[state], count: view.counts[state] })),
  ];
  return (
    <nav class="contents" aria-label={w.filter}>
      <ul>
        {links.map(({ state, label, count }) => (
          <li key={label}>
            <a
              href={paths.staff.submissions({ state: state ?? undefined })}
              aria-current={state === view.state ? "true" : undefined}
            >
              {label} <span class="num">{sayNumber(viewer.language, count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NoSubmissions({ viewer, some }: { viewer: Viewer; some: boolean }) {
  const w = words(viewer.language).staff.submissions;
  return (
    <Empty icon="list" title={some ? w.noneOfState : w.none}>
      {some ? (
        <p>
          <a href={paths.staff.submissions()}>{w.showAll}</a>
        </p>
      ) : (
        <p>{w.noneAbout}</p>
      )}
    </Empty>
  );
}

function SubmissionTable({ viewer, rows }: { viewer: Viewer; rows: readonly SubmissionRow[] }) {
  const w = words(viewer.language).staff.submissions;
  return (
    <Table
      caption={w.title}
      look="submissions"
      columns={[w.columns.kind, w.columns.sent, w.columns.state, w.columns.number, w.columns.what]}
      rows={rows.map((row) => {
        const when = sayMoment(viewer.language, row.receivedAt);
        return {
          key: row.id,
          cells: [
            <>
              <span lang="ru">{row.kind}</span>
              <small class="under muted code">{row.localUid}</small>
            </>,
            <span class="num">{when}</span>,
            <Chip tone={stateTones[row.state]}>{w.states[row.state]}</Chip>,
            row.number ? <span class="num one-line">{row.number}</span> : null,
            <>
              <Todo viewer={viewer} row={row} />{" "}
              <a href={paths.staff.submission(row.id)} aria-label={w.openOf(row.kind, when)}>
                {w.open}
              </a>
              {row.own ? <Again viewer={viewer} row={row} when={when} /> : null}
            </>,
          ],
        };
      })}
    />
  );
}

/** Back to writing, or the same bytes once more. */
function Again({ viewer, row, when }: { viewer: Viewer; row: SubmissionRow; when: string }) {
  const w = words(viewer.language).drafts.mend;
  const deeds = [
    [paths.staff.mend(row.id), w.title],
    [paths.staff.again(row.id), w.again],
  ] as const;
  return (
    <div class="row again">
      {deeds.map(([action, label]) => (
        <form key={action} method="post" action={action}>
          <Csrf viewer={viewer} />
          <button type="submit" class="linklike" aria-label={`${label}: ${row.kind}, ${when}`}>
            {label}
          </button>
        </form>
      ))}
    </div>
  );
}

/** The first fault in plain words, and how many there are. */
function Todo({ viewer, row }: { viewer: Viewer; row: SubmissionRow }) {
  const w = words(viewer.language).staff.submissions;
  const [first] = row.faults;
  if (row.quarantined) return <span>{w.quarantined}.</span>;
  if (first)
    return (
      <span>
        {w.faults(row.faults.length)}: {first.message[viewer.language]}.
      </span>
    );
  return <span class="muted">{row.state === "received" ? w.waiting : w.nothing}.</span>;
}
