/** Step 2 of asking for paper: on which day one comes, for each organisation that issued what was chosen. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Dot } from "../../parts/dot.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Head } from "../../parts/head.tsx";
import { sayAhead } from "../../parts/say-when.ts";
import { paths } from "../../paths.ts";
import { holdTogether, sayPaperNumber } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { PlaceRow, WhenRow } from "./rows.ts";

interface ChosenDocument {
  readonly number: string;
  readonly title: string;
  readonly issued: string;
}

export interface WantedRow {
  readonly place: PlaceRow;
  readonly documents: readonly ChosenDocument[];
  /** Asked for already, and where. */
  readonly asked: readonly (ChosenDocument & { readonly request: string })[];
  readonly days: readonly WhenRow[];
  /** The day that was chosen before something else was wrong. */
  readonly chosen: string | null;
  readonly fault: "none" | "gone" | null;
}

export interface WhenView {
  readonly wanted: readonly WantedRow[];
}

export function WhenPage({ viewer, view }: { viewer: Viewer; view: WhenView }) {
  const p = words(viewer.language).paper;
  const w = p.when;
  const faults: FieldFault[] = view.wanted.flatMap(({ fault, place }, at) =>
    fault === null ? [] : [{ field: `day-${at}`, text: w[fault === "gone" ? "gone" : "fault"](place.shortName) }],
  );
  const numbers = view.wanted.flatMap(({ documents, asked }) => [...documents, ...asked].map(({ number }) => number));
  const some = view.wanted.some(({ documents, days }) => documents.length > 0 && days.length > 0);
  return (
    <Page viewer={viewer} title={w.title} current="documents" failed={faults.length > 0}>
      <div class="stack-5">
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head viewer={viewer} trail={[{ href: paths.paper(), label: p.link }]} title={w.title} lead={w.lead} />
        <form method="post" action={paths.paperNew()} class="stack-5">
          <Csrf viewer={viewer} />
          <input type="hidden" name="documents" value={numbers.join(",")} />
          {view.wanted.map((row, at) => (
            <Wanted key={row.place.oid} viewer={viewer} row={row} at={at} faults={faults} />
          ))}
          <section class="card flat stack-3">
            <h2 class="like-3">{w.what}</h2>
            <ol class="bullets">
              {w.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p>
              {p.take}: {p.takeItems.join(", ")}.
            </p>
          </section>
          <p class="row">
            {some ? (
              <button type="submit" class="btn big">
                {w.send}
              </button>
            ) : null}
            <a href={paths.paperNew()}>{w.change}</a>
          </p>
        </form>
      </div>
    </Page>
  );
}

interface WantedProps {
  readonly viewer: Viewer;
  readonly row: WantedRow;
  readonly at: number;
  readonly faults: readonly FieldFault[];
}

function Wanted({ viewer, row, at, faults }: WantedProps) {
  const p = words(viewer.language).paper;
  const { place, documents, asked } = row;
  return (
    <section class="card stack">
      <div class="stack-2">
        <h2 class="like-3" lang="ru">
          {holdTogether(place.shortName)}
        </h2>
        <p class="small muted" lang="ru">
          {place.address}
        </p>
      </div>
      <ul class="lines">
        {documents.map(({ number, title, issued }) => (
          <li key={number}>
            <b lang="ru">{holdTogether(title)}</b>
            <span class="under small muted">{sayDay(viewer.language, issued)}</span>
          </li>
        ))}
        {asked.map(({ number, title, request }) => (
          <li key={number} class="muted">
            <span lang="ru">{holdTogether(title)}</span>
            <span class="under small">
              {p.when.already}: <a href={paths.paperRequest(request)}>{sayPaperNumber(viewer.language, request)}</a>
            </span>
          </li>
        ))}
      </ul>
      {documents.length === 0 ? null : <Day viewer={viewer} row={row} at={at} faults={faults} />}
    </section>
  );
}

function Day({ viewer, row, at, faults }: WantedProps) {
  const w = words(viewer.language).paper.when;
  const id = `day-${at}`;
  if (row.days.length === 0)
    return (
      <p>
        {w.closed} {row.place.phone ? <span class="num one-line">{row.place.phone}</span> : null}
      </p>
    );
  const known = row.days.every(({ hours }) => hours !== null);
  return (
    <div class="field">
      <label for={id}>{w.day}</label>
      <p class="hint small" id={`${id}-hint`}>
        {known ? (
          <>
            <span lang="ru">{row.place.hours}</span>
            <Dot />
            {w.local}
          </>
        ) : (
          <>
            {w.unknown} {row.place.phone ? <span class="num one-line">{row.place.phone}</span> : null}
          </>
        )}
      </p>
      <FaultOf field={id} faults={faults} />
      <select id={id} name={`day.${row.place.oid}`} required {...faultProps(id, faults, `${id}-hint`)}>
        <option value="">{w.choose}</option>
        {row.days.map((when) => (
          <option key={when.day} value={when.day} selected={when.day === row.chosen}>
            {sayWhenAndHours(viewer, when)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** «Сегодня, до 20:00»; «в пятницу, 27 ноября 2026, 7:30–20:00» */
function sayWhenAndHours(viewer: Viewer, { day, ahead, hours }: WhenRow): string {
  const w = words(viewer.language).paper.when;
  const said = sayAhead(viewer, day, ahead);
  const words_ = hours === null ? [said] : [said, ahead === 0 ? w.until(hours.until) : `${hours.from}–${hours.until}`];
  const text = words_.join(", ");
  return text.charAt(0).toLocaleUpperCase(viewer.language) + text.slice(1);
}
