/** «Где выполнен вход»: each session with its device, and the way to end it. */
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface SessionRow {
  readonly id: string;
  /** «Chrome, Windows»; null when the browser does not say. */
  readonly device: string | null;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly current: boolean;
}

export function Sessions({ viewer, rows }: { viewer: Viewer; rows: readonly SessionRow[] }) {
  const w = words(viewer.language).profile;
  return (
    <section class="card stack" id="sessions">
      <h2 class="like-3">{w.sessions}</h2>
      <p class="muted small measure">{w.sessionsLead}</p>
      <ul class="sessions">
        {rows.map(({ id, device, startedAt, seenAt, current }) => (
          <li key={id}>
            <p>
              <b>{device ?? w.unknownDevice}</b>
              {current ? <span class="muted"> — {w.thisDevice}</span> : null}
              <small class="under muted">
                {w.started}: {sayRecentTime(viewer.language, startedAt, viewer.now)}. {w.seen}:{" "}
                {sayRecentTime(viewer.language, seenAt, viewer.now)}.
              </small>
            </p>
            {current ? null : (
              <ask-first data-question={w.endQuestion} data-yes={w.end} data-no={w.cancel}>
                <form method="post" action={paths.endSession(id)}>
                  <Csrf viewer={viewer} />
                  <button type="submit" class="linklike" aria-label={w.endOf(device ?? w.unknownDevice)}>
                    {w.end}
                  </button>
                </form>
              </ask-first>
            )}
          </li>
        ))}
      </ul>
      {rows.length > 1 ? (
        <ask-first data-question={w.endOthersQuestion} data-yes={w.end} data-no={w.cancel}>
          <form method="post" action={paths.endOtherSessions()}>
            <Csrf viewer={viewer} />
            <button type="submit" class="btn quiet">
              {w.endOthers}
            </button>
          </form>
        </ask-first>
      ) : null}
    </section>
  );
}
