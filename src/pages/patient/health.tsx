/** «Моё здоровье»: the hub with the row «Сведения об оказанной медицинской помощи», as the leaflet shows it. */
import { Page } from "../frame.tsx";
import { helpTitle } from "../help/topics.ts";
import { Head } from "../parts/head.tsx";
import { Ways } from "../parts/ways.tsx";
import { type HelpTopic, paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export type HealthView = Readonly<Record<string, never>>;

const questions: readonly HelpTopic[] = ["missing", "download", "kinds", "mistake"];

export function HealthPage({ viewer }: { viewer: Viewer; view: HealthView }) {
  const { hub: w, title } = words(viewer.language).services;
  const p = words(viewer.language).paper;
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head viewer={viewer} trail={[{ href: paths.services(), label: title }]} title={w.title} lead={w.lead} />
        <Ways
          ways={[
            { href: paths.recordsStart(), icon: "stethoscope", ...w.records },
            { href: paths.documents(), icon: "document", ...w.documents },
            {
              href: paths.due(),
              icon: "history",
              name: words(viewer.language).due.link,
              about: words(viewer.language).due.linkAbout,
            },
            { href: paths.paper(), icon: "paper", name: p.title, about: p.about },
            { href: paths.notices(), icon: "bell", ...w.notices },
            { href: paths.consents(), icon: "pen", ...w.consents },
          ]}
        />
        <section class="stack-3">
          <h2>{w.questions}</h2>
          <ul class="bullets">
            {questions.map((topic) => (
              <li key={topic}>
                <a href={paths.help(topic)}>{helpTitle(viewer.language, topic)}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
