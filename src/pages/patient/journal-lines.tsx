/** Lines of the journal: of others with a sign and a word, one's own in small print. */
import { Disputed } from "../parts/disputed.tsx";
import { Icon } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayMoment, sayTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { JournalRow } from "./journal-view.ts";

export function OthersLine({ viewer, row }: { viewer: Viewer; row: JournalRow }) {
  const w = words(viewer.language).journal;
  return (
    <li>
      <span class="kind-sign">
        <Icon name="eye" />
      </span>
      <div>
        <p class="row">
          <span class="chip note">{w.notYou}</span> <Time viewer={viewer} at={row.at} />
        </p>
        <p class="who">
          <b lang="ru">{row.who}</b>, {w.roles[row.role]}
        </p>
        {row.organisation ? (
          <p class="small" lang="ru">
            {holdTogether(row.organisation)}
          </p>
        ) : null}
        <p>
          <Deed viewer={viewer} row={row} />
        </p>
        <p class="muted small">
          {w.reason}: {w.bases[row.basis]}.
        </p>
        <p class="small">
          <a href={paths.askAccess(row.id)}>
            {words(viewer.language).report.access.link}
            <span class="heard">
              : {row.who}, {sayMoment(viewer.language, row.at)}
            </span>
          </a>
          <Receipt viewer={viewer} row={row} />
        </p>
      </div>
    </li>
  );
}

/** More than these of one day are folded: a stranger's line must not drown among them. */
const FEW = 3;

export function OwnLines({ viewer, rows }: { viewer: Viewer; rows: readonly JournalRow[] }) {
  const w = words(viewer.language).journal;
  const list = (
    <ul class="journal-own">
      {rows.map((row) => (
        <li key={row.id}>
          <Time viewer={viewer} at={row.at} />
          <span>
            <Deed viewer={viewer} row={row} />
            <Receipt viewer={viewer} row={row} />
          </span>
        </li>
      ))}
    </ul>
  );
  if (rows.length > FEW)
    return (
      <details class="more journal-mine">
        <summary>{w.yours(rows.length)}</summary>
        {list}
      </details>
    );
  return (
    <div class="journal-mine">
      <p class="muted small">{w.yours(rows.length)}</p>
      {list}
    </div>
  );
}

/** The line's place in the log of readings: what proves that it was written, and when. */
function Receipt({ viewer, row }: { viewer: Viewer; row: JournalRow }) {
  if (!row.committed) return null;
  return (
    <>
      {" · "}
      <a href={paths.journalProof(row.id)} download>
        {words(viewer.language).journal.receipt}
        <span class="heard">: {sayMoment(viewer.language, row.at)}</span>
      </a>
    </>
  );
}

function Time({ viewer, at }: { viewer: Viewer; at: Date }) {
  return (
    <time class="num muted" dateTime={at.toISOString()}>
      {sayTime(viewer.language, at)}
    </time>
  );
}

/** «Открыт документ: Приём терапевта» */
function Deed({ viewer, row: { deed, document } }: { viewer: Viewer; row: JournalRow }) {
  const w = words(viewer.language).journal;
  if (document === null) return <>{w.deeds[deed]}</>;
  return (
    <>
      {w.deeds[deed]}:{" "}
      {document.shown ? (
        <>
          <a href={paths.document(document.number)} lang="ru">
            {holdTogether(document.title)}
          </a>{" "}
          {document.disputed ? <Disputed viewer={viewer} /> : null}
        </>
      ) : (
        <>
          <span lang="ru">{document.title}</span> ({w.notShown})
        </>
      )}
    </>
  );
}
