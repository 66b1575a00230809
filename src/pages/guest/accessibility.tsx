/** The accessibility statement: what is done, what is not yet, how it was tested, and where to say that something is in the way. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** When the statement was last held against the pages; changed by hand with them. */
const checked = "2026-11-24";

export function AccessibilityPage({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).accessibility;
  const list = (part: { readonly title: string; readonly list: readonly string[] }) => (
    <>
      <h2>{part.title}</h2>
      <ul class="bullets">
        {part.list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead}>
          <p class="muted">{w.checked(sayDay(viewer.language, checked))}</p>
        </Head>
        <div class="card prose-card">
          <section class="stack-3">
            <h2>{w.standard.title}</h2>
            <p>{w.standard.text}</p>
          </section>
          <section class="stack-3">
            {list(w.done)}
            <p>
              <a href={paths.comfort(viewer.path)}>{w.done.settings}</a>
            </p>
          </section>
          <section class="stack-3">{list(w.gaps)}</section>
          <section class="stack-3">
            {list(w.tested)}
            <p>{w.tested.again}</p>
          </section>
          <section class="stack-3">
            <h2>{w.contact.title}</h2>
            <p>{w.contact.text}</p>
            <p>
              <a href={paths.help()}>{w.contact.help}</a>
            </p>
          </section>
        </div>
      </div>
    </Page>
  );
}
