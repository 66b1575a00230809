/** Documents as a list: plain title first, the official name beneath, who issued it, when, and what is new about it. */
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { isoDay, sayRecentDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Chip } from "./chip.tsx";
import { Disputed } from "./disputed.tsx";
import { type KindKey, KindSign } from "./kind.tsx";

export interface DocumentRow {
  readonly number: string;
  readonly kind: KindKey;
  /** In the reader's words, e.g. «Анализ крови: общий и биохимия». */
  readonly title: string;
  /** What tells it from others of its title: «Общий (клинический) анализ крови развёрнутый»; null where the title says it all. */
  readonly about: string | null;
  /** Official name of the kind, e.g. «Протокол лабораторного исследования». */
  readonly official: string;
  /** Day of issue, YYYY-MM-DD. */
  readonly issued: string;
  readonly organisation: string;
  /** «Иванова М. П.» */
  readonly doctor: string | null;
  /** Not opened yet. */
  readonly isNew: boolean;
  /** A second or later version of its set. */
  readonly corrected: boolean;
  /** A newer version of it is there. */
  readonly replaced: boolean;
  /** Its patient says that it is not theirs, or that the visit never happened. */
  readonly disputed?: boolean;
}

export function DocumentList({ viewer, rows }: { viewer: Viewer; rows: readonly DocumentRow[] }) {
  const w = words(viewer.language).documents;
  return (
    <ul class="docs">
      {rows.map((row) => (
        <li key={row.number} class={row.replaced ? "past" : undefined}>
          <KindSign kind={row.kind} />
          <div>
            <a class="title" href={paths.document(row.number)} lang="ru">
              {holdTogether(row.title)}
            </a>{" "}
            <Chips viewer={viewer} {...row} />
            {row.about ? (
              <p class="small" lang="ru">
                {row.about}
              </p>
            ) : null}
            <p class="muted small" lang="ru">
              {row.official}
            </p>
            <p class="small" lang="ru">
              {holdTogether(row.organisation + (row.doctor ? ` · ${w.doctor} ${row.doctor}` : ""))}
            </p>
          </div>
          <p class="when small muted num">
            <time dateTime={isoDay(row.issued)}>{sayRecentDay(viewer.language, row.issued, viewer.now)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Новый, Исправлен, Заменён, Оспаривается. */
export function Chips({
  viewer,
  isNew,
  corrected,
  replaced,
  disputed = false,
}: Pick<DocumentRow, "isNew" | "corrected" | "replaced" | "disputed"> & { viewer: Viewer }) {
  const w = words(viewer.language).documents.chips;
  return (
    <span class="chips">
      {isNew ? <Chip tone="new">{w.new}</Chip> : null}
      {corrected && !replaced ? <Chip tone="wait">{w.corrected}</Chip> : null}
      {replaced ? <Chip tone="plain">{w.replaced}</Chip> : null}
      {disputed ? <Disputed viewer={viewer} /> : null}
    </span>
  );
}
