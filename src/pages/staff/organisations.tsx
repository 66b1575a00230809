/** The administrator's home: organisations of the registry. */
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface OrganisationRow {
  readonly oid: string;
  readonly name: string;
  readonly region: string;
  readonly phone: string | null;
  readonly hours: string | null;
  /** Day from which its records are electronic, YYYY-MM-DD. */
  readonly electronicSince: string | null;
}

export interface OrganisationsView {
  readonly rows: readonly OrganisationRow[];
}

export function OrganisationsPage({ viewer, view }: { viewer: Viewer; view: OrganisationsView }) {
  const w = words(viewer.language).staff.organisations;
  const { columns: c } = w;
  return (
    <Page viewer={viewer} title={w.title} current="organisations">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.count(view.rows.length)} />
        {view.rows.length === 0 ? (
          <Empty icon="building" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <div class="card">
            <Table
              caption={w.title}
              look="organisations"
              columns={[c.name, c.region, c.contact, c.since, c.oid]}
              rows={view.rows.map((row) => ({
                key: row.oid,
                cells: [
                  <a href={paths.staff.organisation(row.oid)} lang="ru">
                    {holdTogether(row.name)}
                  </a>,
                  <span lang="ru">{row.region}</span>,
                  row.phone || row.hours ? (
                    <span lang="ru">
                      {row.phone ? <span class="num one-line">{row.phone}</span> : null}
                      {row.hours ? <small class="under muted">{row.hours}</small> : null}
                    </span>
                  ) : null,
                  row.electronicSince ? <span class="num">{sayDay(viewer.language, row.electronicSince)}</span> : null,
                  <small class="code">{row.oid}</small>,
                ],
              }))}
            />
          </div>
        )}
      </div>
    </Page>
  );
}
