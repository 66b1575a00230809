/** «Подключённые регионы»: where documents come from, where not, and what to take to the organisation. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import { sayNumber } from "../say-amount.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly connected: boolean;
  /** Plain words of the administrator; null when there is nothing to say. */
  readonly note: string | null;
  readonly organisations: number;
}

export interface RegionsView {
  readonly rows: readonly RegionRow[];
  readonly updated: Date;
}

export function RegionsPage({ viewer, view }: { viewer: Viewer; view: RegionsView }) {
  const w = words(viewer.language).regions;
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        {view.rows.length === 0 ? (
          <Empty icon="map" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <div class="card">
            <RegionTable viewer={viewer} rows={view.rows} />
          </div>
        )}
        <section class="card flat stack-3">
          <h2 class="like-3">{w.notConnectedTitle}</h2>
          <p>{w.notConnectedText}</p>
          <p>{w.take}:</p>
          <ul class="bullets">
            {w.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
        <p class="muted small">{w.updated(sayRecentTime(viewer.language, view.updated, viewer.now))}</p>
      </div>
    </Page>
  );
}

/** The same table serves the administrator. */
export function RegionTable({ viewer, rows }: { viewer: Viewer; rows: readonly RegionRow[] }) {
  const w = words(viewer.language).regions;
  return (
    <Table
      caption={w.title}
      look="regions"
      columns={[w.columns.region, w.columns.state, w.columns.organisations, w.columns.note]}
      rows={rows.map(({ code, name, connected, note, organisations }) => ({
        key: code,
        cells: [
          <span lang="ru">{name}</span>,
          <Chip tone={connected ? "good" : "wait"}>{connected ? w.connected : w.notConnected}</Chip>,
          <span class="num">{sayNumber(viewer.language, organisations)}</span>,
          note === null ? null : <span lang="ru">{note}</span>,
        ],
      }))}
    />
  );
}
