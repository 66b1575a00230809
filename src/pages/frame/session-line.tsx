/** When the session ends if nothing is done: told two minutes before, and by a quiet line where there is no script. */
import { paths } from "../paths.ts";
import { sayTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function SessionEnd({ viewer }: { viewer: Viewer }) {
  if (!viewer.sessionEnds) return null;
  const w = words(viewer.language).frame.session;
  return (
    <session-end
      data-left={Math.round((viewer.sessionEnds.getTime() - viewer.now.getTime()) / 1000)}
      data-url={paths.sessionLeft()}
      data-keep={paths.session()}
      data-soon={w.soon}
      data-go={w.go}
      data-kept={w.kept}
      data-over={w.over}
    />
  );
}

/** For who has no script. The link opens beside, so that nothing typed on this page is lost. */
export function SessionLine({ viewer }: { viewer: Viewer }) {
  if (!viewer.sessionEnds) return null;
  const w = words(viewer.language).frame.session;
  return (
    <noscript>
      <p class="session-line">
        {w.until(sayTime(viewer.language, viewer.sessionEnds))}{" "}
        <a href={paths.session()} target="_blank" rel="noopener">
          {w.goBeside}
        </a>
      </p>
    </noscript>
  );
}
