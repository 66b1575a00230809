/** What the organisation owes to its patients: the earliest term first, overdue on top; kind, day and initials only. */
import type { OwedList } from "../../due/read/owed.ts";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import type { KindKey } from "../parts/kind.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import { sayDay, sayShortDay, sayUntil } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export type OwedRow = Omit<OwedList["rows"][number], "leaflet"> & { readonly kind: KindKey };

export interface StaffDueView {
  readonly organisation: string;
  readonly rows: readonly OwedRow[];
  readonly counts: readonly { readonly kind: KindKey; readonly expected: number; readonly overdue: number }[];
  readonly kind: KindKey | null;
  readonly overdue: boolean;
  readonly next: string | null;
}

export function StaffDuePage({ viewer, view }: { viewer: Viewer; view: StaffDueView }) {
  const w = words(viewer.language).due.staff;
  const total = view.counts.reduce((sum, { expected, overdue }) => sum + expected + overdue, 0);
  return (
    <Page viewer={viewer} title={w.title} current="due">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{view.organisation}</span>
            <Dot />
            {w.lead}
          </p>
        </Head>
        {total > 0 ? <Kinds viewer={viewer} view={view} total={total} /> : null}
        {view.rows.length > 0 ? (
          <div class="card">
            <DueTable viewer={viewer} rows={view.rows} />
          </div>
        ) : (
          <Empty icon="check" title={total > 0 ? w.noneOfFilter : w.none}>
            {total > 0 ? (
              <p>
                <a href={paths.staff.due()}>{w.showAll}</a>
              </p>
            ) : (
              <p>{w.noneAbout}</p>
            )}
          </Empty>
        )}
        {view.next ? (
          <p>
            <a
              class="btn quiet"
              href={paths.staff.due({
                kind: view.kind ?? undefined,
                state: view.overdue ? "overdue" : undefined,
                after: view.next,
              })}
            >
              {w.more}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function Kinds({ viewer, view, total }: { viewer: Viewer; view: StaffDueView; total: number }) {
  const { due, documents } = words(viewer.language);
  const overdue = view.counts.reduce((sum, count) => sum + count.overdue, 0);
  const links = [
    { href: paths.staff.due(), label: due.staff.all, count: total, on: !view.overdue && view.kind === null },
    { href: paths.staff.due({ state: "overdue" }), label: due.staff.overdue, count: overdue, on: view.overdue },
    ...view.counts.map((count) => ({
      href: paths.staff.due({ kind: count.kind }),
      label: documents.kinds[count.kind].official,
      count: count.expected + count.overdue,
      on: view.kind === count.kind,
    })),
  ];
  return (
    <nav class="contents" aria-label={due.staff.filter}>
      <ul>
        {links.map(({ href, label, count, on }) => (
          <li key={href}>
            <a href={href} aria-current={on ? "true" : undefined}>
              {label} <span class="num">{sayNumber(viewer.language, count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DueTable({ viewer, rows }: { viewer: Viewer; rows: readonly OwedRow[] }) {
  const { due, documents } = words(viewer.language);
  const w = due.staff;
  const { language } = viewer;
  return (
    <Table
      caption={w.title}
      look="owed"
      columns={[w.columns.kind, w.columns.patient, w.columns.visit, w.columns.term, w.columns.state]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          documents.kinds[row.kind].official,
          <span lang="ru">{row.initials}</span>,
          <span class="num one-line">{sayDay(language, row.happenedOn)}</span>,
          row.term ? (
            <>
              <span>
                {row.term.over
                  ? sayDay(language, row.term.last)
                  : w.until(sayUntil(language, row.term.last, viewer.now))}
              </span>
              <small class="under muted">{due.day(row.term.day, row.term.of)}</small>
              {row.term.provisional ? <small class="under muted">{w.provisional}</small> : null}
            </>
          ) : (
            <span class="muted">{due.noTerm}</span>
          ),
          <>
            <Chip tone={row.overdue ? "bad" : "note"}>{w.state[row.overdue ? "overdue" : "expected"]}</Chip>
            {row.raisedAt ? (
              <small class="under muted">{w.raised(sayShortDay(language, row.raisedAt, viewer.now))}</small>
            ) : null}
          </>,
        ],
      }))}
    />
  );
}
