/** «Сведения об оказанной медицинской помощи»: surname and initials, СНИЛС and policy; visits, diagnoses, examinations, prescriptions. */
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Facts } from "../parts/facts.tsx";
import { Filter, Select } from "../parts/filter.tsx";
import { Head } from "../parts/head.tsx";
import { HiddenNumber } from "../parts/hidden-number.tsx";
import { paths } from "../paths.ts";
import { maskPolicy, maskSnils, sayPolicy, saySnils } from "../say-amount.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Dated, Visits } from "./records-tables.tsx";
import type { RecordsView } from "./records-view.ts";

export function RecordsPage({ viewer, view }: { viewer: Viewer; view: RecordsView }) {
  const w = words(viewer.language).records;
  const s = words(viewer.language).services;
  const filtered = view.filter.year !== null || view.filter.organisation !== null;
  const something = [view.visits, view.diagnoses, view.examinations, view.prescriptions].some(
    (rows) => rows.length > 0,
  );
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.services(), label: s.title },
            { href: paths.health(), label: s.hub.title },
          ]}
          title={w.title}
        />
        <Patient viewer={viewer} view={view} />
        {something || filtered ? <RecordsFilter viewer={viewer} filter={view.filter} /> : null}
        {something ? <Records viewer={viewer} view={view} /> : <NoRecords viewer={viewer} filtered={filtered} />}
        <p class="muted small">
          {w.signed} {w.updated(sayRecentTime(viewer.language, view.updated, viewer.now))}.
        </p>
      </div>
    </Page>
  );
}

function Patient({ viewer, view }: { viewer: Viewer; view: RecordsView }) {
  const w = words(viewer.language).records;
  const { initials, snils, policy } = view.patient;
  return (
    <section class="card patient" aria-labelledby="patient">
      <h2 id="patient" lang="ru">
        {initials}
      </h2>
      <Facts
        facts={[
          [w.snils, <HiddenNumber viewer={viewer} name={w.snils} masked={maskSnils(snils)} whole={saySnils(snils)} />],
          [
            w.policy,
            policy === null ? (
              w.noPolicy
            ) : (
              <HiddenNumber viewer={viewer} name={w.policy} masked={maskPolicy(policy)} whole={sayPolicy(policy)} />
            ),
          ],
        ]}
      />
      <p>
        <a class="btn" href={paths.documents()}>
          {w.documents}
        </a>
      </p>
    </section>
  );
}

function RecordsFilter({ viewer, filter }: { viewer: Viewer; filter: RecordsView["filter"] }) {
  const w = words(viewer.language).records;
  const f = words(viewer.language).documents.filter;
  return (
    <Filter
      viewer={viewer}
      action={paths.records()}
      title={w.filter.title}
      reset={w.filter.reset}
      on={filter.year !== null || filter.organisation !== null}
    >
      <Select
        id="year"
        label={f.year}
        all={f.allYears}
        chosen={filter.year === null ? null : String(filter.year)}
        choices={filter.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Select
        id="organisation"
        label={f.organisation}
        all={f.allOrganisations}
        chosen={filter.organisation}
        choices={filter.organisations.map(({ oid, name }) => ({ value: oid, label: name, russian: true }))}
      />
    </Filter>
  );
}

function NoRecords({ viewer, filtered }: { viewer: Viewer; filtered: boolean }) {
  const w = words(viewer.language).records;
  if (filtered)
    return (
      <Empty icon="filter" title={w.noneFound.title}>
        <p>{w.noneFound.why}</p>
        <p>
          <a href={paths.records()}>{w.filter.reset}</a>
        </p>
      </Empty>
    );
  return (
    <Empty icon="stethoscope" title={w.none.title}>
      <p>{w.none.why}</p>
      <p class="row">
        <a href={paths.due()}>{words(viewer.language).due.link}</a>
        <a href={paths.claim()}>{words(viewer.language).claims.title}</a>
        <a href={paths.regions()}>{w.none.regions}</a>
      </p>
    </Empty>
  );
}

function Records({ viewer, view }: { viewer: Viewer; view: RecordsView }) {
  const w = words(viewer.language).records;
  const sections = [
    { id: "visits", title: w.visits },
    { id: "diagnoses", title: w.diagnoses },
    { id: "examinations", title: w.examinations },
    { id: "prescriptions", title: w.prescriptions },
  ] as const;
  return (
    <>
      <nav class="contents" aria-label={w.contents}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>
                {title} <span class="muted num">{view[id].length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title }) => (
        <section key={id} id={id} class="stack-3">
          <h2>{title}</h2>
          {view[id].length === 0 ? (
            <p class="muted">{w.noneOfKind}</p>
          ) : (
            <div class="card stack-3">
              {id === "visits" ? (
                <Visits viewer={viewer} rows={shown(view, view.visits)} />
              ) : (
                <Dated viewer={viewer} title={title} rows={shown(view, view[id])} name={nameOf(w.columns, id)} />
              )}
              {isFolded(view, view[id].length) ? (
                <p>
                  <a href={allOf(view, id)}>{w.showAll[id](view[id].length)}</a>
                </p>
              ) : null}
            </div>
          )}
        </section>
      ))}
      <p class="muted small">
        <b>{w.notMine}</b> {w.notMineAbout}
      </p>
    </>
  );
}

/** A long history is folded to its newest rows. */
const NEWEST = 10;

function shown<Row>({ all }: Pick<RecordsView, "all">, rows: readonly Row[]): readonly Row[] {
  return isFolded({ all }, rows.length) ? rows.slice(0, NEWEST) : rows;
}

/** One or two rows more are shorter than the link that would stand for them. */
function isFolded({ all }: Pick<RecordsView, "all">, count: number): boolean {
  return !all && count > NEWEST + 2;
}

function allOf({ filter }: RecordsView, id: string): string {
  return `${paths.records({ year: filter.year ?? undefined, organisation: filter.organisation ?? undefined, all: 1 })}#${id}`;
}

function nameOf(
  columns: { readonly diagnosis: string; readonly name: string; readonly prescribed: string },
  id: "diagnoses" | "examinations" | "prescriptions",
): string {
  return id === "diagnoses" ? columns.diagnosis : id === "prescriptions" ? columns.prescribed : columns.name;
}
