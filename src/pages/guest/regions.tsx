/** «Подключённые регионы»: where documents come from, where not, and what to take to the organisation. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import type { KindKey } from "../parts/kind.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
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
  readonly kinds: readonly KindKey[];
  /** Usual time of its organisations in working days, and in how many nine of ten come; null while it is not known. */
  readonly delay: { readonly from: number; readonly to: number; readonly most: number } | null;
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
      columns={[w.columns.region, w.columns.state, w.columns.kinds, w.columns.delay, w.columns.note]}
      rows={rows.map(({ code, name, connected, note, organisations, kinds, delay }) => ({
        key: code,
        cells: [
          <>
            <span lang="ru">{name}</span>
            {organisations > 0 ? (
              <a class="under small" href={paths.organisations({ region: code })}>
                {w.columns.organisations}: <span class="num">{sayNumber(viewer.language, organisations)}</span>
                <span class="heard">
                  , <span lang="ru">{name}</span>
                </span>
              </a>
            ) : null}
          </>,
          <Chip tone={connected ? "good" : "wait"}>{connected ? w.connected : w.notConnected}</Chip>,
          connected && kinds.length > 0 ? (
            <details class="more">
              <summary>{w.kinds(kinds.length)}</summary>
              <ul class="bullets small">
                {kinds.map((kind) => (
                  <li key={kind}>{words(viewer.language).documents.kinds[kind].plain}</li>
                ))}
              </ul>
            </details>
          ) : null,
          connected && delay ? (
            <>
              {w.delay(delay.from, delay.to)}
              <small class="under muted">{w.delayMost(delay.most)}</small>
            </>
          ) : null,
          note === null ? null : <span lang="ru">{note}</span>,
        ],
      }))}
    />
  );
}
