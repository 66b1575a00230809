/** «Помощь»: the leaflet as a list of questions. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Ways } from "../parts/ways.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { topicGroups, topicIcons } from "./topics.ts";

export function HelpPage({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).help;
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        {topicGroups.map(({ group, topics }) => (
          <section key={group} class="stack-3">
            <h2>{w.groups[group]}</h2>
            <Ways
              ways={topics.map((topic) => ({
                href: paths.help(topic),
                icon: topicIcons[topic],
                name: w.pages[topic].title,
                about: w.pages[topic].about,
              }))}
            />
          </section>
        ))}
      </div>
    </Page>
  );
}
