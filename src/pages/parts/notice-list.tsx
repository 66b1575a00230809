/** Notices as a list: what happened, when, and where to see it. A new one says so in a word. */
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

export function NoticeList({ viewer, rows }: { viewer: Viewer; rows: readonly NoticeRow[] }) {
  return (
    <ul class="notices">
      {rows.map(({ id, at, text, href, read, changes }) => (
        <li key={id}>
          <p>
            {href ? <a href={href}>{text}</a> : text}{" "}
            {read ? null : <Chip tone="new">{words(viewer.language).notices.unread}</Chip>}
          </p>
          <p class="muted small">
            <time dateTime={isoDay(at)}>{sayRecentTime(viewer.language, at, viewer.now)}</time>
            {changes ? (
              <>
                <Dot />
                <a href={changes}>
                  {words(viewer.language).changes.whatChanged}
                  <span class="heard">: {text}</span>
                </a>
              </>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
