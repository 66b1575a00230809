/** The start page of «Сведения об оказанной медицинской помощи», with the button «Получить сведения». */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface RecordsStartView {
  /** When the consent in force was given; null when there is none. */
  readonly consented: Date | null;
}

export function RecordsStartPage({ viewer, view }: { viewer: Viewer; view: RecordsStartView }) {
  const all = words(viewer.language).services;
  const w = all.start;
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.services(), label: all.title },
            { href: paths.health(), label: all.hub.title },
          ]}
          title={w.title}
        >
          <p class="lead">{w.lead}</p>
        </Head>
        <form method="post" action={paths.recordsStart()} class="stack-3">
          <Csrf viewer={viewer} />
          <button type="submit" class="btn big">
            {w.button}
          </button>
          <p class="muted small">
            {view.consented ? (
              <>
                {w.given(sayDay(viewer.language, view.consented))} <a href={paths.consents()}>{w.consents}</a>
              </>
            ) : (
              w.first
            )}
          </p>
        </form>
        <div class="grid-2">
          <section class="card stack-3">
            <h2 class="like-3">{w.what}</h2>
            <ul class="bullets">
              {w.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </section>
          <section class="card stack-3">
            <h2 class="like-3">{w.from}</h2>
            <p>{w.fromText}</p>
          </section>
        </div>
      </div>
    </Page>
  );
}
