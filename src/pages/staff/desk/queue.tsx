/** The desk's queue: patients' safety first, then the term; those that are alike lead to one page. */
import { type Shelf, shelves } from "../../../support/queue.ts";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Filter, Select } from "../../parts/filter.tsx";
import { Head } from "../../parts/head.tsx";
import { Table } from "../../parts/table.tsx";
import type { QueueQuery } from "../../path-queries.ts";
import { paths } from "../../paths.ts";
import { sayNumber } from "../../say-amount.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { type AppealFace, SeverityChip, StateChip, sayReason, Term } from "../appeal-said.tsx";

export interface QueueRowView {
  readonly face: AppealFace;
  readonly organisation: { readonly oid: string; readonly name: string } | null;
  readonly region: string | null;
  /** Itself among them. */
  readonly similar: number;
}

export interface QueueView {
  readonly shelf: Shelf;
  /** null: of the whole country. */
  readonly region: string | null;
  readonly counts: Readonly<Partial<Record<Shelf, number>>>;
  readonly filter: { readonly reason: string | null; readonly severity: string | null };
  readonly reasons: readonly string[];
  readonly rows: readonly QueueRowView[];
  readonly next: string | null;
  /** Whether this reader changes the desk's own templates. */
  readonly keepsTemplates: boolean;
}

export function QueuePage({ viewer, view }: { viewer: Viewer; view: QueueView }) {
  const w = words(viewer.language).desk;
  const i = words(viewer.language).inbox;
  const { filter, shelf } = view;
  const on = filter.reason !== null || filter.severity !== null;
  const here: QueueQuery = { shelf, reason: filter.reason ?? undefined, severity: filter.severity ?? undefined };
  const title = view.region ? w.titleRegion : w.title;
  return (
    <Page viewer={viewer} title={title} current="queue">
      <div class="stack-5">
        <Head viewer={viewer} title={title}>
          <p class="muted">
            {view.region ? <span lang="ru">{view.region}. </span> : null}
            {w.lead}
          </p>
          {view.keepsTemplates ? (
            <p>
              <a href={paths.staff.templates()}>{words(viewer.language).templates.title}</a>
            </p>
          ) : null}
        </Head>
        <nav class="contents" aria-label={w.shelvesLabel}>
          <ul>
            {shelves
              .filter((one) => !(view.region && one === "support"))
              .map((one) => (
                <li key={one}>
                  <a href={paths.staff.desk({ shelf: one })} aria-current={one === shelf ? "true" : undefined}>
                    {w.shelves[one]}
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
        <Filter viewer={viewer} action={paths.staff.desk()} title={i.filter} on={on} reset={i.reset}>
          <input type="hidden" name="shelf" value={shelf} />
          <Select
            id="severity"
            label={i.severity}
            all={i.anySeverity}
            chosen={filter.severity}
            choices={(["1", "2", "3"] as const).map((value) => ({ value, label: i.severities[value] }))}
          />
          <Select
            id="reason"
            label={i.reason}
            all={i.anyReason}
            chosen={filter.reason}
            choices={view.reasons.map((value) => ({ value, label: sayReason(viewer, value) }))}
          />
        </Filter>
        {view.rows.length > 0 ? (
          <div class="card">
            <QueueTable viewer={viewer} rows={view.rows} />
          </div>
        ) : (
          <Empty icon="check" title={on ? w.noneHere : w.none}>
            <p>{on ? w.noneHereAbout : w.noneAbout}</p>
          </Empty>
        )}
        {view.next ? (
          <p>
            <a class="btn quiet" href={paths.staff.desk({ ...here, after: view.next })}>
              {w.older}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function QueueTable({ viewer, rows }: { viewer: Viewer; rows: readonly QueueRowView[] }) {
  const w = words(viewer.language).desk;
  const i = words(viewer.language).inbox;
  return (
    <Table
      caption={w.title}
      look="inbox"
      columns={[w.columns.term, w.columns.what, w.columns.severity, w.columns.where, w.columns.state]}
      rows={rows.map(({ face, organisation, region, similar }) => {
        const what = sayReason(viewer, face.reason);
        return {
          key: face.number,
          cells: [
            <Term viewer={viewer} face={face} />,
            <>
              <a href={paths.staff.deskCase(face.number)} aria-label={i.openOf(what, face.number)}>
                {what}
              </a>
              <small class="under muted num">{i.number(face.number)}</small>
              {organisation && similar > 1 ? (
                <small class="under">
                  <a
                    href={paths.staff.cluster({ organisation: organisation.oid, reason: face.reason })}
                    aria-label={w.alikeOf(similar, what)}
                  >
                    {w.alike(similar)}
                  </a>
                </small>
              ) : null}
            </>,
            <SeverityChip viewer={viewer} severity={face.severity} />,
            <>
              {organisation ? <span lang="ru">{organisation.name}</span> : <span class="muted">{w.unknown}</span>}
              {region ? (
                <small class="under muted" lang="ru">
                  {region}
                </small>
              ) : null}
            </>,
            <span class="row">
              <StateChip viewer={viewer} face={face} />
              {face.reopened ? <Chip tone="wait">{i.reopened}</Chip> : null}
            </span>,
          ],
        };
      })}
    />
  );
}
