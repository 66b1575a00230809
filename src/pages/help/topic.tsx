/** One question of the leaflet, answered in plain words. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { type HelpTopic, paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type HelpWait, Kinds, Part } from "./answer.tsx";
import type { BrowserView } from "./browser-check.tsx";
import { partId, topicGroups } from "./topics.ts";

export interface HelpTopicView {
  readonly topic: HelpTopic;
  /** Of «missing» alone: how long a document of a visit may take. null: its calendar is not known, and no day is told. */
  readonly wait: HelpWait | null;
  /** Of «browser» alone: what the reader's own tells of itself. */
  readonly browser?: BrowserView;
}

export function HelpTopicPage({ viewer, view }: { viewer: Viewer; view: HelpTopicView }) {
  const w = words(viewer.language).help;
  const text = w.pages[view.topic];
  return (
    <Page viewer={viewer} title={text.title}>
      <div class="stack-6">
        <Head viewer={viewer} trail={[{ href: paths.help(), label: w.title }]} title={text.title}>
          <p class="lead">{text.lead}</p>
        </Head>
        {view.topic === "kinds" ? <Kinds viewer={viewer} /> : null}
        {text.parts.length > 0 ? (
          <div class="card prose-card">
            {text.parts.map((part, at) => (
              <Part
                key={part.title}
                viewer={viewer}
                part={part}
                id={partId(at)}
                wait={view.wait}
                browser={view.browser ?? null}
              />
            ))}
          </div>
        ) : null}
        <More viewer={viewer} topic={view.topic} />
      </div>
    </Page>
  );
}

/** The other questions of the same group. */
function More({ viewer, topic }: { viewer: Viewer; topic: HelpTopic }) {
  const w = words(viewer.language).help;
  const group = topicGroups.find(({ topics }) => topics.some((one) => one === topic));
  return (
    <section class="stack-3">
      <h2 class="like-3">{w.more}</h2>
      <ul class="bullets">
        {group?.topics
          .filter((one) => one !== topic)
          .map((one) => (
            <li key={one}>
              <a href={paths.help(one)}>{w.pages[one].title}</a>
            </li>
          ))}
        <li>
          <a href={paths.help()}>{w.title}</a>
        </li>
      </ul>
    </section>
  );
}
