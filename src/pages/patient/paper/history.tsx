/** What was done about a paper, step by step: the same for copies and for statements, for the patient and for the desk. */
import { Dot } from "../../parts/dot.tsx";
import { holdTogether, sayPaperNumber } from "../../say-amount.ts";
import { isoDay, sayRecentTime } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { EventRow } from "./rows.ts";

export function History({ viewer, events }: { viewer: Viewer; events: readonly EventRow[] }) {
  const w = words(viewer.language).paper.one;
  return (
    <section class="stack-3">
      <h2>{w.history}</h2>
      <div class="card">
        <ol class="steps">
          {events.map(({ at, deed, who, words: said }) => (
            <li key={`${deed} ${at.getTime()} ${said ?? ""}`} class="done">
              <b>{w.deeds[deed] ?? deed}</b>
              <p class="muted small">
                <time dateTime={isoDay(at)}>{sayRecentTime(viewer.language, at, viewer.now)}</time>
                <Dot />
                {who === null ? w.you : <span lang="ru">{holdTogether(who)}</span>}
              </p>
              {said ? (
                <p lang="ru">
                  {deed === "printed" || deed === "complained" ? sayPaperNumber(viewer.language, said) : said}
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
