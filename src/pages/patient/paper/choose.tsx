/** Step 1 of asking for paper: which documents. Check boxes, so that no script is needed. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Dot } from "../../parts/dot.tsx";
import { Empty } from "../../parts/empty.tsx";
import { ErrorSummary } from "../../parts/error-summary.tsx";
import { Filter, Select } from "../../parts/filter.tsx";
import { Head } from "../../parts/head.tsx";
import { paths } from "../../paths.ts";
import { holdTogether } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface ChoiceRow {
  readonly number: string;
  readonly title: string;
  readonly official: string;
  readonly issued: string;
  readonly organisation: string;
  /** Whether the cabinet shows it. */
  readonly shown: boolean;
  /** Number of the request that asks for it now. */
  readonly askedIn: string | null;
  readonly ticked: boolean;
}

export interface ChooseView {
  readonly rows: readonly ChoiceRow[];
  /** More of them match than are shown. */
  readonly cut: boolean;
  readonly filter: {
    readonly organisation: string | null;
    readonly year: number | null;
    readonly organisations: readonly { readonly oid: string; readonly name: string }[];
    readonly years: readonly number[];
  };
  readonly fault: "none" | "many" | null;
  readonly most: number;
}

export function ChoosePage({ viewer, view }: { viewer: Viewer; view: ChooseView }) {
  const p = words(viewer.language).paper;
  const w = p.choose;
  const { filter } = view;
  const on = filter.organisation !== null || filter.year !== null;
  const faults = view.fault ? [{ field: "document-0", text: view.fault === "none" ? w.fault : w.many(view.most) }] : [];
  return (
    <Page viewer={viewer} title={w.title} current="documents" failed={faults.length > 0}>
      <div class="stack-5">
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head viewer={viewer} trail={[{ href: paths.paper(), label: p.link }]} title={w.title} lead={w.lead} />
        {filter.organisations.length > 1 || filter.years.length > 1 || on ? (
          <Choices viewer={viewer} filter={filter} on={on} />
        ) : null}
        {view.rows.length === 0 ? (
          <Empty icon="document" title={on ? w.noneFound : w.none}>
            <p>{w.noneAbout}</p>
            <p>
              <a href={on ? paths.paperNew() : paths.organisations()}>
                {on ? words(viewer.language).documents.filter.reset : words(viewer.language).organisations.title}
              </a>
            </p>
          </Empty>
        ) : (
          <form method="post" action={paths.paperChosen()} class="stack">
            <Csrf viewer={viewer} />
            {filter.organisation ? <input type="hidden" name="organisation" value={filter.organisation} /> : null}
            {filter.year ? <input type="hidden" name="year" value={filter.year} /> : null}
            <fieldset class="ticks">
              <legend class="heard">{w.documents}</legend>
              {view.rows.map((row, at) => (
                <Tick key={row.number} viewer={viewer} row={row} at={at} />
              ))}
            </fieldset>
            {view.cut ? <p class="small muted">{w.most(view.rows.length)}</p> : null}
            <p>
              <button type="submit" class="btn">
                {w.go}
              </button>
            </p>
          </form>
        )}
      </div>
    </Page>
  );
}

function Choices({ viewer, filter, on }: { viewer: Viewer; filter: ChooseView["filter"]; on: boolean }) {
  const w = words(viewer.language).paper.choose;
  const f = words(viewer.language).documents.filter;
  return (
    <Filter viewer={viewer} action={paths.paperNew()} title={w.filter} reset={f.reset} on={on}>
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

function Tick({ viewer, row, at }: { viewer: Viewer; row: ChoiceRow; at: number }) {
  const w = words(viewer.language).paper.choose;
  const id = `document-${at}`;
  return (
    <label class="tick">
      <input
        id={id}
        type="checkbox"
        name={`document.${row.number}`}
        value="yes"
        checked={row.ticked && row.askedIn === null}
        disabled={row.askedIn !== null}
      />
      <span>
        <b lang="ru">{holdTogether(row.title)}</b>
        <span class="under small" lang="ru">
          {row.official === row.title ? null : (
            <>
              {row.official}
              <Dot />
            </>
          )}
          {holdTogether(row.organisation)}
        </span>
        <span class="under small muted">
          {sayDay(viewer.language, row.issued)}
          {row.shown ? null : (
            <>
              <Dot />
              {w.hidden}
            </>
          )}
          {row.askedIn ? (
            <>
              <Dot />
              {w.asked(row.askedIn)}
            </>
          ) : null}
        </span>
      </span>
    </label>
  );
}
