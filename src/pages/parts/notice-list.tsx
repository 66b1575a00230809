/** Notices as a list: what happened, when, and where to see it. A new one says so in a word. */
import { isoDay, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip } from "./chip.tsx";

export interface NoticeRow {
  readonly id: string;
  readonly at: Date;
  /** One sentence in the viewer's language, e.g. «Пришёл документ: анализ крови». */
  readonly text: string;
  readonly href: string | null;
  readonly read: boolean;
}

export function NoticeList({ viewer, rows }: { viewer: Viewer; rows: readonly NoticeRow[] }) {
  return (
    <ul class="notices">
      {rows.map(({ id, at, text, href, read }) => (
        <li key={id}>
          <p>
            {href ? <a href={href}>{text}</a> : text}{" "}
            {read ? null : <Chip tone="new">{words(viewer.language).notices.unread}</Chip>}
          </p>
          <p class="muted small">
            <time dateTime={isoDay(at)}>{sayRecentTime(viewer.language, at, viewer.now)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}
