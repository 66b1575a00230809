/** «Медицинские организации»: found by a word of the name, of the town, of the street, and by region. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface FoundRow {
  readonly oid: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly connected: boolean;
  readonly address: string | null;
  readonly electronicSince: string | null;
}

export interface FoundView {
  readonly asked: string;
  readonly region: string | null;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly rows: readonly FoundRow[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly more: boolean;
}

export function OrganisationsFoundPage({ viewer, view }: { viewer: Viewer; view: FoundView }) {
  const w = words(viewer.language).organisations;
  const same = { q: view.asked || undefined, region: view.region ?? undefined };
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title}>
          <p class="lead">{w.lead}</p>
        </Head>
        <form method="get" action={paths.organisations()} class="card stack" role="search">
          <div class="field">
            <label for="q">{w.name}</label>
            <p class="hint small" id="q-hint">
              {w.nameHint}
            </p>
            <input
              id="q"
              name="q"
              type="search"
              value={view.asked}
              maxLength={100}
              aria-describedby="q-hint"
              lang="ru"
            />
          </div>
          <div class="field">
            <label for="region">{w.region}</label>
            <select id="region" name="region">
              <option value="">{w.allRegions}</option>
              {view.regions.map(({ code, name }) => (
                <option key={code} value={code} selected={code === view.region} lang="ru">
                  {name}
                </option>
              ))}
            </select>
          </div>
          <p>
            <button type="submit" class="btn">
              {w.find}
            </button>
          </p>
        </form>
        {view.rows.length === 0 ? (
          <Empty icon="building" title={w.none}>
            <p>{w.noneAbout}</p>
            <p>
              <a href={paths.organisations()}>{w.all}</a>
            </p>
          </Empty>
        ) : (
          <section class="stack-3">
            <h2 class="like-3">{w.found(view.total)}</h2>
            <ul class="places-found">
              {view.rows.map((row) => (
                <Found key={row.oid} viewer={viewer} row={row} />
              ))}
            </ul>
            <p class="row">
              {view.more ? (
                <a class="btn quiet" href={paths.organisations({ ...same, page: view.page + 1 })}>
                  {w.more}
                </a>
              ) : null}
              {view.page > 1 ? <a href={paths.organisations(same)}>{w.first}</a> : null}
            </p>
          </section>
        )}
      </div>
    </Page>
  );
}

function Found({ viewer, row }: { viewer: Viewer; row: FoundRow }) {
  const w = words(viewer.language).organisations;
  return (
    <li>
      <a class="title" href={paths.organisation(row.oid)} lang="ru">
        {holdTogether(row.shortName)}
      </a>{" "}
      <span class="chips">
        {row.connected ? (
          <Chip tone={row.electronicSince ? "good" : "plain"}>
            {row.electronicSince ? w.electronicSince(sayDay(viewer.language, row.electronicSince)) : w.onPaper}
          </Chip>
        ) : (
          <Chip tone="wait">{w.notConnected}</Chip>
        )}
      </span>
      <p class="small" lang="ru">
        {row.address ?? row.region}
      </p>
      <p class="muted small" lang="ru">
        {holdTogether(row.name)}
      </p>
    </li>
  );
}
