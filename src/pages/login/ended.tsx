/** The session came to its end while the person was away: why, and back to where they were. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { loginWords } from "./words.ts";

export function EndedPage({ viewer, to, kept }: { viewer: Viewer; to: string | null; kept: boolean }) {
  const w = loginWords(viewer.language).ended;
  return (
    <Page viewer={viewer} title={w.title} bare>
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        {kept ? <Said text={w.kept} /> : null}
        <p>
          <a class="btn" href={paths.login(to ?? undefined)}>
            {w.again}
          </a>
        </p>
        {to ? <p class="muted">{w.back}</p> : null}
      </div>
    </Page>
  );
}
