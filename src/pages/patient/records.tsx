/** «Сведения об оказанной медицинской помощи»: surname and initials, СНИЛС and policy; visits, diagnoses, examinations, prescriptions. */
import type { ComponentChildren } from "preact";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Facts } from "../parts/facts.tsx";
import { Filter, Select } from "../parts/filter.tsx";
import { Head } from "../parts/head.tsx";
import { HiddenNumber } from "../parts/hidden-number.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { holdTogether, maskPolicy, maskSnils, sayPolicy, saySnils } from "../say-amount.ts";
import { sayDay, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** A document that a row leads to. */
export interface LinkedDocument {
  readonly number: string;
  readonly title: string;
}

export interface VisitRow {
  readonly id: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly organisation: string;
  /** «Иванова М. П.» */
  readonly doctor: string;
  readonly position: string | null;
  /** `code` is МКБ-10, e.g. «I10». */
  readonly diagnosis: { readonly name: string; readonly code: string } | null;
  readonly services: readonly string[];
  readonly documents: readonly LinkedDocument[];
}

export interface DatedRow {
  readonly id: string;
  readonly date: string;
  readonly name: string;
  /** What tells it from others of its name; null where the name says it all. */
  readonly about: string | null;
  /** МКБ-10 of a diagnosis; null for the others. */
  readonly code: string | null;
  readonly organisation: string;
  readonly document: LinkedDocument | null;
}

export interface RecordsView {
  /** `snils`: 11 digits; `policy`: as written, null when not known. */
  readonly patient: { readonly initials: string; readonly snils: string; readonly policy: string | null };
  readonly visits: readonly VisitRow[];
  readonly diagnoses: readonly DatedRow[];
  readonly examinations: readonly DatedRow[];
  readonly prescriptions: readonly DatedRow[];
  /** Everything is listed, however much it is; otherwise the newest of each sort. */
  readonly all: boolean;
  readonly filter: {
    readonly year: number | null;
    readonly organisation: string | null;
    readonly years: readonly number[];
    readonly organisations: readonly { readonly oid: string; readonly name: string }[];
  };
  readonly updated: Date;
}

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
        <a href={paths.help("missing")}>{w.none.missing}</a>
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
        <b>{w.notMine}</b> {w.notMineAbout} <a href={paths.help("mistake")}>{w.notMineHelp}</a>
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

function Visits({ viewer, rows }: { viewer: Viewer; rows: readonly VisitRow[] }) {
  const { columns: c, visits } = words(viewer.language).records;
  return (
    <Table
      caption={visits}
      look="visits"
      columns={[c.date, c.organisation, c.doctor, c.diagnosis, c.services]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <Day viewer={viewer} date={row.date} />,
          <Russian>{holdTogether(row.organisation)}</Russian>,
          <Russian>
            {holdTogether(row.doctor)}
            {row.position ? <small class="muted under">{row.position}</small> : null}
          </Russian>,
          row.diagnosis ? <Diagnosis viewer={viewer} {...row.diagnosis} /> : null,
          <Russian>
            {row.services.length > 0 ? (
              <ul class="lines">
                {row.services.map((service) => (
                  <li key={service}>{service}</li>
                ))}
              </ul>
            ) : null}
            <Linked documents={row.documents} />
          </Russian>,
        ],
      }))}
    />
  );
}

function Dated({
  viewer,
  title,
  name,
  rows,
}: {
  viewer: Viewer;
  title: string;
  name: string;
  rows: readonly DatedRow[];
}) {
  const { columns: c } = words(viewer.language).records;
  return (
    <Table
      caption={title}
      look="dated"
      columns={[name, c.date, c.where]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          row.code ? <Diagnosis viewer={viewer} name={row.name} code={row.code} /> : <Named row={row} />,
          <Day viewer={viewer} date={row.date} />,
          <Russian>
            {holdTogether(row.organisation)}
            <Linked documents={row.code && row.document ? [row.document] : []} />
          </Russian>,
        ],
      }))}
    />
  );
}

/** In a narrow column the year goes under the day, never in two pieces. */
function Day({ viewer, date }: { viewer: Viewer; date: string }) {
  return <span class="num">{sayDay(viewer.language, date).replace(/\u00a0(?=\d{4}$)/, " ")}</span>;
}

/** Plain words first, the code beneath. */
function Diagnosis({ viewer, name, code }: { viewer: Viewer; name: string; code: string }) {
  return (
    <>
      <span lang="ru">{name}</span>
      <small class="muted under num">
        <span class="heard">{words(viewer.language).records.code} </span>
        {code}
      </small>
    </>
  );
}

/** A row that is a document leads to it by its own name. */
function Named({ row: { name, about, document } }: { row: DatedRow }) {
  return (
    <Russian>
      {document ? <a href={paths.document(document.number)}>{name}</a> : name}
      {about ? <small class="muted under">{about}</small> : null}
    </Russian>
  );
}

function Linked({ documents }: { documents: readonly LinkedDocument[] }) {
  return (
    <>
      {documents.map(({ number, title }) => (
        <a key={number} class="under small" href={paths.document(number)} lang="ru">
          {title}
        </a>
      ))}
    </>
  );
}

function Russian({ children }: { children: ComponentChildren }) {
  return <div lang="ru">{children}</div>;
}
