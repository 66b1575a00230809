/** «Медицинские документы»: newest first, by month, filtered by the address, and what is not shown and why. */

import { Page } from "../frame.tsx";
import { DocumentList, type DocumentRow } from "../parts/document-list.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Filter, Select } from "../parts/filter.tsx";
import { Head } from "../parts/head.tsx";
import { Icon } from "../parts/icon.tsx";
import { type KindKey, kindKeys } from "../parts/kind.tsx";
import { Tell } from "../parts/tell.tsx";
import type { DocumentsQuery } from "../path-queries.ts";
import { paths } from "../paths.ts";
import { holdTogether, maskSnils } from "../say-amount.ts";
import { sayDay, sayMonth, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { LiveSwitch } from "./home.tsx";
import { Questions } from "./questions.tsx";

/** A document that exists and is not shown. */
export interface HiddenDocument {
  readonly official: string;
  readonly issued: string;
  readonly organisation: string;
  /** `kind`: dictionary 1520 says that patients are not shown it; `before`: issued before 1 September 2022. */
  readonly reason: "kind" | "before";
}

export interface DocumentsView {
  readonly patient: { readonly initials: string; readonly snils: string };
  /** Newest first, one page. */
  readonly rows: readonly DocumentRow[];
  /** Place of the first and last row among all that match, from 1, and how many match. */
  readonly range: { readonly from: number; readonly to: number; readonly total: number };
  readonly filter: {
    readonly kind: KindKey | null;
    readonly year: number | null;
    readonly organisation: string | null;
    /** Only what this person has; in the order to be offered. */
    readonly kinds: readonly KindKey[];
    readonly years: readonly number[];
    readonly organisations: readonly { readonly oid: string; readonly name: string }[];
  };
  /** Keyset mark of the last row; null when no earlier ones match. */
  readonly older: string | null;
  readonly hidden: readonly HiddenDocument[];
  readonly checked: Date;
}

export function DocumentsPage({ viewer, view }: { viewer: Viewer; view: DocumentsView }) {
  const w = words(viewer.language).documents;
  const { filter, range, patient } = view;
  const filtered = filter.kind !== null || filter.year !== null || filter.organisation !== null;
  return (
    <Page viewer={viewer} title={w.title} current="documents">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{holdTogether(patient.initials)}</span>
            <Dot />
            {w.snils} <span class="num one-line">{maskSnils(patient.snils)}</span>
          </p>
        </Head>
        {range.total > 0 || filtered ? <DocumentsFilter viewer={viewer} filter={filter} on={filtered} /> : null}
        {filter.kinds.includes("lab") && (filter.kind === null || filter.kind === "lab") ? (
          <p class="missing">
            <Icon name="flask" />
            <a href={paths.analyses()}>{words(viewer.language).analyses.link}</a>
          </p>
        ) : null}
        <div class="stack-5" data-live="documents">
          <div class="between">
            <p class="small" id="shown">
              {range.total > 0 ? `${w.shown(range.from, range.to, range.total)}. ` : null}
              <span class="muted">{w.checked(sayRecentTime(viewer.language, view.checked, viewer.now))}.</span>
            </p>
            <LiveSwitch viewer={viewer} />
          </div>
          {view.rows.length === 0 ? (
            <NoDocuments viewer={viewer} filtered={filtered} />
          ) : (
            <Months viewer={viewer} rows={view.rows} />
          )}
          <Turn viewer={viewer} view={view} />
        </div>
        <p class="missing">
          <Icon name="history" />
          <span>
            <a href={paths.due()}>{words(viewer.language).due.link}</a>{" "}
            <span class="muted">{words(viewer.language).due.linkAbout}</span>
          </span>
        </p>
        {range.total > 0 ? (
          <p class="missing">
            <Icon name="paper" />
            <a
              href={paths.paperNew({ year: filter.year ?? undefined, organisation: filter.organisation ?? undefined })}
            >
              {words(viewer.language).paper.askSeveral}
            </a>
          </p>
        ) : null}
        {view.hidden.length > 0 ? <Hidden viewer={viewer} hidden={view.hidden} /> : null}
        <Questions viewer={viewer} />
      </div>
    </Page>
  );
}

function DocumentsFilter({ viewer, filter, on }: { viewer: Viewer; filter: DocumentsView["filter"]; on: boolean }) {
  const { filter: w, kinds } = words(viewer.language).documents;
  return (
    <Filter viewer={viewer} action={paths.documents()} title={w.title} reset={w.reset} on={on}>
      <Select
        id="kind"
        label={w.kind}
        all={w.allKinds}
        chosen={filter.kind}
        choices={kindKeys
          .filter((key) => filter.kinds.includes(key))
          .map((key) => ({ value: key, label: kinds[key].plain }))}
      />
      <Select
        id="year"
        label={w.year}
        all={w.allYears}
        chosen={filter.year === null ? null : String(filter.year)}
        choices={filter.years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <Select
        id="organisation"
        label={w.organisation}
        all={w.allOrganisations}
        chosen={filter.organisation}
        choices={filter.organisations.map(({ oid, name }) => ({ value: oid, label: name, russian: true }))}
      />
    </Filter>
  );
}

function NoDocuments({ viewer, filtered }: { viewer: Viewer; filtered: boolean }) {
  const w = words(viewer.language).documents;
  if (filtered)
    return (
      <Empty icon="filter" title={w.noneFound.title}>
        <p>{w.noneFound.why}</p>
        <p>
          <a href={paths.documents()}>{w.filter.reset}</a>
        </p>
      </Empty>
    );
  return (
    <Empty icon="document" title={w.none.title}>
      <p>{w.none.why}</p>
      <p>{w.none.never}</p>
      <p class="row">
        <a href={paths.due()}>{words(viewer.language).due.link}</a>
        <a href={paths.claim()}>{words(viewer.language).claims.title}</a>
        <a href={paths.help("missing")}>{w.none.next}</a>
        <a href={paths.regions()}>{w.none.regions}</a>
      </p>
    </Empty>
  );
}

function Months({ viewer, rows }: { viewer: Viewer; rows: readonly DocumentRow[] }) {
  const months = Map.groupBy(rows, ({ issued }) => issued.slice(0, 7));
  return (
    <>
      {[...months].map(([month, those]) => (
        <section key={month} class="stack-3">
          <h2>{sayMonth(viewer.language, `${month}-01`)}</h2>
          <DocumentList viewer={viewer} rows={those} />
        </section>
      ))}
    </>
  );
}

function Turn({ viewer, view }: { viewer: Viewer; view: DocumentsView }) {
  const w = words(viewer.language).documents;
  const { kind, year, organisation } = view.filter;
  const same: DocumentsQuery = {
    kind: kind ?? undefined,
    year: year ?? undefined,
    organisation: organisation ?? undefined,
  };
  if (view.older === null && view.range.from <= 1) return null;
  return (
    <p class="row">
      {view.older ? (
        <a class="btn quiet" href={`${paths.documents({ ...same, after: view.older })}#shown`}>
          {w.older}
        </a>
      ) : null}
      {view.range.from > 1 ? <a href={paths.documents(same)}>{w.newest}</a> : null}
    </p>
  );
}

function Hidden({ viewer, hidden }: { viewer: Viewer; hidden: readonly HiddenDocument[] }) {
  const w = words(viewer.language).documents.hidden;
  return (
    <Tell tone="plain" icon="lock" title={w.title}>
      <p class="muted">{w.lead}</p>
      <ul class="lines">
        {hidden.map(({ official, issued, organisation, reason }) => (
          <li key={`${official} ${issued}`}>
            <b lang="ru">{official}</b>
            <br />
            <span class="small">
              {sayDay(viewer.language, issued)}
              <Dot />
              <span lang="ru">{holdTogether(organisation)}</span>
            </span>
            <br />
            <span class="small muted">{w.reasons[reason]}.</span>
          </li>
        ))}
      </ul>
      <p class="small">
        {w.next} <a href={paths.help("paper")}>{words(viewer.language).help.topics.paper}</a>
      </p>
    </Tell>
  );
}
