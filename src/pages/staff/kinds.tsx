/** Kinds of documents: dictionary 1520 with its editions, terms, and what patients are shown. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface KindRow {
  readonly system: string;
  readonly code: string;
  readonly name: string;
  /** Plain words in the viewer's language. */
  readonly plain: string;
  /** 1–9 in the leaflet's list; null for others. */
  readonly leaflet: number | null;
  /** First day in force, and the first day no longer; YYYY-MM-DD. */
  readonly starts: string | null;
  readonly ends: string | null;
  readonly shown: boolean;
  readonly format: "cda" | "pdf";
}

export interface KindsView {
  readonly rows: readonly KindRow[];
}

export function KindsPage({ viewer, view }: { viewer: Viewer; view: KindsView }) {
  const w = words(viewer.language).staff.kinds;
  const { columns: c } = w;
  return (
    <Page viewer={viewer} title={w.title} current="kinds">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={`${w.lead}: ${w.count(view.rows.length)}`} />
        {view.rows.length === 0 ? (
          <Empty icon="document" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <div class="card">
            <Table
              caption={w.title}
              look="kinds-table"
              columns={[c.name, c.code, c.leaflet, c.term, c.shown, c.format]}
              rows={view.rows.map((row) => ({
                key: `${row.system} ${row.code}`,
                cells: [
                  <>
                    {row.plain}
                    <small class="under muted" lang="ru">
                      {row.name}
                    </small>
                  </>,
                  <>
                    <span class="num">{row.code}</span>
                    <small class="under muted code">{row.system}</small>
                  </>,
                  row.leaflet === null ? null : <span class="num">{row.leaflet}</span>,
                  <span class="num">{term(viewer, row)}</span>,
                  <Chip tone={row.shown ? "good" : "plain"}>{row.shown ? w.shown : w.notShown}</Chip>,
                  row.format.toUpperCase(),
                ],
              }))}
            />
          </div>
        )}
      </div>
    </Page>
  );
}

function term(viewer: Viewer, { starts, ends }: KindRow): string {
  const w = words(viewer.language).staff.kinds;
  const parts = [starts && w.from(sayDay(viewer.language, starts)), ends && w.to(sayDay(viewer.language, ends))];
  return parts.filter(Boolean).join(", ") || w.always;
}
