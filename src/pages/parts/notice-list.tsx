/** Notices as a list: what happened, when, and where to see it. A new one says so in a word. */
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import { isoDay, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip } from "./chip.tsx";
import { Dot } from "./dot.tsx";

export interface NoticeRow {
  readonly id: string;
  readonly at: Date;
  /** One sentence in the viewer's language, e.g. «Пришёл документ: анализ крови». */
  readonly text: string;
  readonly href: string | null;
  readonly read: boolean;
  /** Where to see what a correction changed; only of a corrected document. */
  readonly changes?: string | null;
}

export interface NoticeListProps {
  readonly viewer: Viewer;
  readonly rows: readonly NoticeRow[];
  /** Each new one can be marked by itself. */
  readonly marks?: boolean;
}

export function NoticeList({ viewer, rows, marks = false }: NoticeListProps) {
  return (
    <ul class="notices">
      {rows.map((row) => (
        <li key={row.id}>
          <p>
            {row.href ? <a href={row.href}>{row.text}</a> : row.text}{" "}
            {row.read ? null : <Chip tone="new">{words(viewer.language).notices.unread}</Chip>}
          </p>
          <div class="row muted small">
            <p>
              <time dateTime={isoDay(row.at)}>{sayRecentTime(viewer.language, row.at, viewer.now)}</time>
              {row.changes ? (
                <>
                  <Dot />
                  <a href={row.changes}>
                    {words(viewer.language).changes.whatChanged}
                    <span class="heard">: {row.text}</span>
                  </a>
                </>
              ) : null}
            </p>
            {marks && !row.read ? <Mark viewer={viewer} row={row} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Mark({ viewer, row }: { viewer: Viewer; row: NoticeRow }) {
  const w = words(viewer.language).notices;
  return (
    <form method="post" action={paths.noticeRead(row.id)}>
      <Csrf viewer={viewer} />
      <input type="hidden" name="return" value={viewer.path} />
      <button type="submit" class="linklike" aria-label={w.readThis(row.text)}>
        {w.readOne}
      </button>
    </form>
  );
}
