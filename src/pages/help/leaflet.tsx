/** «Памятка целиком»: every answer of the help on one page, to be printed and given to somebody. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Kinds, Part } from "./answer.tsx";
import { topicGroups } from "./topics.ts";

export function LeafletPage({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).help;
  return (
    <Page viewer={viewer} title={words(viewer.language).findHelp.leaflet.title}>
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.help(), label: w.title }]}
          title={words(viewer.language).findHelp.leaflet.title}
          lead={words(viewer.language).findHelp.leaflet.lead}
        >
          <p class="screen-only">
            <print-button data-label={words(viewer.language).findHelp.leaflet.print} />
          </p>
        </Head>
        {topicGroups
          .flatMap(({ topics }) => topics)
          .map((topic) => (
            <section key={topic} class="stack-3">
              <h2>{w.pages[topic].title}</h2>
              <p>{w.pages[topic].lead}</p>
              {topic === "kinds" ? <Kinds viewer={viewer} /> : null}
              {w.pages[topic].parts.map((part) => (
                <Part key={part.title} viewer={viewer} part={part} below />
              ))}
            </section>
          ))}
      </div>
    </Page>
  );
}
