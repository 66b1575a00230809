/** Support's home: how the service is. Never what a doctor wrote. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ServicePart {
  readonly key: string;
  /** E.g. «Очередь проверки», in the viewer's language. */
  readonly name: string;
  /** E.g. «12 документов, старшему 3 секунды». */
  readonly value: string;
  readonly good: boolean;
}

export interface ServiceView {
  readonly parts: readonly ServicePart[];
  readonly checked: Date;
}

export function ServicePage({ viewer, view }: { viewer: Viewer; view: ServiceView }) {
  const w = words(viewer.language).staff.service;
  const well = view.parts.every(({ good }) => good);
  return (
    <Page viewer={viewer} title={w.title} current="service">
      <div class="stack-5">
        <Head
          viewer={viewer}
          title={w.title}
          lead={w.checked(sayRecentTime(viewer.language, view.checked, viewer.now))}
        />
        <Tell tone={well ? "good" : "wait"} icon={well ? "shield" : "warning"} title={well ? w.well : w.ill}>
          <p>{well ? w.wellAbout : w.illAbout}</p>
        </Tell>
        <div class="card">
          <Table
            caption={w.title}
            look="service"
            columns={[w.columns.part, w.columns.state, w.columns.value]}
            rows={view.parts.map(({ key, name, value, good }) => ({
              key,
              cells: [
                name,
                <Chip tone={good ? "good" : "wait"}>{good ? w.good : w.bad}</Chip>,
                <span class="num">{value}</span>,
              ],
            }))}
          />
        </div>
        <p>
          <a href={paths.staff.notices()}>{words(viewer.language).staffNotices.title}</a>
        </p>
        <p class="muted small">{w.note}</p>
      </div>
    </Page>
  );
}
