/** «Вход продолжается»: opened beside a page on which somebody is writing, by those who have no script. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { loginWords } from "./words.ts";

export function SessionPage({ viewer }: { viewer: Viewer }) {
  const w = loginWords(viewer.language).session;
  const until = viewer.sessionEnds && sayTime(viewer.language, viewer.sessionEnds);
  return (
    <Page viewer={viewer} title={w.title} bare>
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={until ? w.until(until) : ""} />
        <p class="measure">{w.close}</p>
        <p>
          <a class="btn quiet" href={viewer.person?.role === "patient" ? paths.home() : paths.staff.home()}>
            {w.home}
          </a>
        </p>
      </div>
    </Page>
  );
}
