/** Documents to come as a list: what they will be about, of whom, the day of the term, and what is known. */
import type { Due } from "../../due/read/list.ts";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay, sayRecentDay, sayShortDay, sayUntil } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip } from "./chip.tsx";
import { Dot } from "./dot.tsx";
import { type KindKey, KindSign } from "./kind.tsx";
import { Meter } from "./meter.tsx";

export type DueRow = Omit<Due, "leaflet"> & { readonly kind: KindKey };

/** «Эхокардиография», or the kind in plain words where nothing more is known. */
export function dueTitle(viewer: Viewer, row: DueRow): string {
  return row.title ?? words(viewer.language).documents.kinds[row.kind].plain;
}

export function DueList({ viewer, rows }: { viewer: Viewer; rows: readonly DueRow[] }) {
  const d = words(viewer.language).documents;
  return (
    <ul class="docs due">
      {rows.map((row) => (
        <li key={row.id} class={row.state === "not-expected" ? "past" : undefined}>
          <KindSign kind={row.kind} />
          <div class="stack-2">
            <div>
              <a class="title" href={paths.dueOne(row.id)} lang={row.title ? "ru" : undefined}>
                {holdTogether(dueTitle(viewer, row))}
              </a>{" "}
              <State viewer={viewer} row={row} />
              {row.title ? <p class="muted small">{d.kinds[row.kind].plain}</p> : null}
              <p class="small">
                <Where viewer={viewer} row={row} />
              </p>
            </div>
            <DueTime viewer={viewer} row={row} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Organisation, doctor and day of the visit, or where the referral came from. */
export function Where({ viewer, row }: { viewer: Viewer; row: DueRow }) {
  const w = words(viewer.language).due;
  const day = sayRecentDay(viewer.language, row.happenedOn, viewer.now);
  return (
    <>
      {row.source === "referral" ? w.referred(day) : w.visit(day)}
      <Dot />
      {row.organisation ? <span lang="ru">{holdTogether(row.organisation.name)}</span> : w.anyOrganisation}
    </>
  );
}

function State({ viewer, row }: { viewer: Viewer; row: DueRow }) {
  return row.state === "overdue" ? <Chip tone="bad">{words(viewer.language).due.isLate}</Chip> : null;
}

/** «День 8 из 30», until when, and what is usual. */
export function DueTime({ viewer, row }: { viewer: Viewer; row: DueRow }) {
  const w = words(viewer.language).due;
  const { language } = viewer;
  if (row.state === "arrived" || row.state === "not-expected") return null;
  if (row.source === "referral") return <p class="small muted">{w.referralTerm}</p>;
  const { term, usual } = row;
  if (!term) return <p class="small muted">{w.noTerm}</p>;
  const day = w.day(term.day, term.of);
  return (
    <>
      <Meter part={term.day} of={term.of} label={day} late={term.over} />
      <p class="small">
        {term.over ? (
          w.termWas(sayDay(language, term.last))
        ) : (
          <>
            <b>{day}</b>, {w.until(sayUntil(language, term.last, viewer.now))}.
          </>
        )}{" "}
        <span class="muted">{usual && !term.over ? w.usualShort(usual.median) : null}</span>
      </p>
      {term.provisional && !term.over ? <p class="small muted">{w.provisional}</p> : null}
      {row.raisedAt ? <p class="small muted">{w.raised(sayShortDay(language, row.raisedAt, viewer.now))}</p> : null}
    </>
  );
}
