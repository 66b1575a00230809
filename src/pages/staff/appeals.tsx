/** The inbox of an organisation: earliest term first, what is overdue says so, and every row is a link. */
import { type Queue, queues } from "../../clinic/appeals/inbox.ts";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Filter, Select } from "../parts/filter.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import type { InboxQuery } from "../path-queries.ts";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type AppealFace, SeverityChip, StateChip, sayReason, Term } from "./appeal-said.tsx";

export interface InboxRowView {
  readonly face: AppealFace;
  /** «Иванова М. П.»; null: the person is not known. */
  readonly patient: string | null;
  readonly handler: string | null;
}

export interface InboxView {
  readonly organisation: string;
  readonly queue: Queue;
  readonly counts: Readonly<Partial<Record<Queue, number>>>;
  readonly filter: { readonly reason: string | null; readonly severity: string | null; readonly mine: boolean };
  /** «problem.name» … in the order in which they are offered. */
  readonly reasons: readonly string[];
  readonly rows: readonly InboxRowView[];
  readonly next: string | null;
  /** Whether this reader changes the organisation's own templates. */
  readonly keepsTemplates: boolean;
}

export function InboxPage({ viewer, view }: { viewer: Viewer; view: InboxView }) {
  const w = words(viewer.language).inbox;
  const { filter, queue } = view;
  const on = filter.reason !== null || filter.severity !== null || filter.mine;
  const here: InboxQuery = {
    queue: queue === "open" ? undefined : queue,
    reason: filter.reason ?? undefined,
    severity: filter.severity ?? undefined,
    mine: filter.mine ? "1" : undefined,
  };
  return (
    <Page viewer={viewer} title={w.title} current="inbox">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{view.organisation}</span>
            <Dot />
            {w.lead}
          </p>
          {view.keepsTemplates ? (
            <p>
              <a href={paths.staff.templates()}>{words(viewer.language).templates.title}</a>
            </p>
          ) : null}
        </Head>
        <nav class="contents" aria-label={w.queuesLabel}>
          <ul>
            {queues.map((one) => (
              <li key={one}>
                <a
                  href={paths.staff.appeals({ queue: one === "open" ? undefined : one })}
                  aria-current={one === queue ? "true" : undefined}
                >
                  {w.queues[one]}
                  {view.counts[one] === undefined ? null : (
                    <>
                      {" "}
                      <span class="num">{sayNumber(viewer.language, view.counts[one])}</span>
                    </>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Filter viewer={viewer} action={paths.staff.appeals()} title={w.filter} on={on} reset={w.reset}>
          {queue === "open" ? null : <input type="hidden" name="queue" value={queue} />}
          <Select
            id="reason"
            label={w.reason}
            all={w.anyReason}
            chosen={filter.reason}
            choices={view.reasons.map((value) => ({ value, label: sayReason(viewer, value) }))}
          />
          <Select
            id="severity"
            label={w.severity}
            all={w.anySeverity}
            chosen={filter.severity}
            choices={(["1", "2", "3"] as const).map((value) => ({ value, label: w.severities[value] }))}
          />
          <Select
            id="mine"
            label={w.whose}
            all={w.anyone}
            chosen={filter.mine ? "1" : null}
            choices={[{ value: "1", label: w.mine }]}
          />
        </Filter>
        {view.rows.length > 0 ? (
          <div class="card">
            <InboxTable viewer={viewer} rows={view.rows} />
          </div>
        ) : (
          <Empty icon="list" title={on || queue !== "open" ? w.noneHere : w.none}>
            <p>{on || queue !== "open" ? w.noneHereAbout : w.noneAbout}</p>
          </Empty>
        )}
        {view.next ? (
          <p>
            <a class="btn quiet" href={paths.staff.appeals({ ...here, after: view.next })}>
              {w.older}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function InboxTable({ viewer, rows }: { viewer: Viewer; rows: readonly InboxRowView[] }) {
  const w = words(viewer.language).inbox;
  return (
    <Table
      caption={w.title}
      look="inbox"
      columns={[w.columns.term, w.columns.what, w.columns.patient, w.columns.state, w.columns.handler]}
      rows={rows.map(({ face, patient, handler }) => {
        const what = sayReason(viewer, face.reason);
        return {
          key: face.number,
          cells: [
            <Term viewer={viewer} face={face} />,
            <>
              <a href={paths.staff.appeal(face.number)} aria-label={w.openOf(what, face.number)}>
                {what}
              </a>
              <small class="under muted num">{w.number(face.number)}</small>
            </>,
            patient ? <span lang="ru">{patient}</span> : null,
            <span class="row">
              <StateChip viewer={viewer} face={face} />
              {face.severity === 1 ? <SeverityChip viewer={viewer} severity={1} /> : null}
              {face.reopened ? <Chip tone="wait">{w.reopened}</Chip> : null}
            </span>,
            face.holder !== "organisation" ? (
              w.holders[face.holder]
            ) : handler ? (
              <span lang="ru">{handler}</span>
            ) : (
              <span class="muted">{w.nobody}</span>
            ),
          ],
        };
      })}
    />
  );
}
