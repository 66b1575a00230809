/** «Правила обращений»: short, for everybody to read before they agree. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface RulesView {
  /** Working days in which an organisation answers. */
  readonly urgent: number;
  readonly usual: number;
}

export function RulesPage({ viewer, view: { urgent, usual } }: { viewer: Viewer; view: RulesView }) {
  const w = words(viewer.language).report.rulesPage;
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <div class="prose">
          {w.parts.map(({ title, items }) => (
            <>
              <h2 class="like-3">{title}</h2>
              <ul class="bullets">
                {items.map((item) => {
                  const said = item(urgent, usual);
                  return <li key={said}>{said}</li>;
                })}
              </ul>
            </>
          ))}
          <p>
            <b>{w.urgent}</b>
          </p>
        </div>
      </div>
    </Page>
  );
}
