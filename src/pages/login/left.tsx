/** After «Выйти». */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { loginWords } from "./words.ts";

export function LeftPage({ viewer }: { viewer: Viewer }) {
  const w = loginWords(viewer.language).left;
  return (
    <Page viewer={viewer} title={w.title} bare>
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <p>
          <a class="btn quiet" href={paths.login()}>
            {w.again}
          </a>
        </p>
      </div>
    </Page>
  );
}
