/** How organisations answer, as a table: what is late on top. */
import type { Quality } from "../../../support/quality.ts";
import { Page } from "../../frame.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { Table } from "../../parts/table.tsx";
import { sayNumber } from "../../say-amount.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface QualityView {
  readonly days: number;
  readonly rows: readonly Quality[];
}

export function QualityPage({ viewer, view }: { viewer: Viewer; view: QualityView }) {
  const w = words(viewer.language).desk.board;
  const number = (count: number) => <span class="num">{sayNumber(viewer.language, count)}</span>;
  return (
    <Page viewer={viewer} title={w.title} current="quality">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.lead(view.days)} />
        {view.rows.length === 0 ? (
          <Empty icon="check" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <div class="card">
            <Table
              caption={w.title}
              look="quality"
              columns={[
                w.columns.organisation,
                w.columns.open,
                w.columns.overdue,
                w.columns.reopened,
                w.columns.median,
                w.columns.noVisit,
                w.columns.notMine,
                w.columns.helped,
              ]}
              rows={view.rows.map((row) => ({
                key: row.oid,
                cells: [
                  <span lang="ru">{row.organisation}</span>,
                  number(row.open),
                  row.overdue > 0 ? <b class="late num">{sayNumber(viewer.language, row.overdue)}</b> : number(0),
                  row.answered > 0 ? (
                    <span class="num">{w.share(Math.round((100 * row.reopened) / row.answered))}</span>
                  ) : null,
                  row.median_days === null ? (
                    <span class="muted">{w.noAnswers}</span>
                  ) : (
                    <span class="num">{w.days(sayNumber(viewer.language, Math.round(row.median_days * 10) / 10))}</span>
                  ),
                  number(row.no_visit),
                  number(row.not_mine),
                  row.helped + row.not_helped > 0 ? (
                    <span class="num">{w.helped(row.helped, row.helped + row.not_helped)}</span>
                  ) : (
                    <span class="muted">{w.notSaid}</span>
                  ),
                ],
              }))}
            />
          </div>
        )}
      </div>
    </Page>
  );
}
