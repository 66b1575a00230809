/** One question of the leaflet, answered in plain words. */
import { Page } from "../frame.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { KindSign, kindKeys } from "../parts/kind.tsx";
import { type HelpTopic, paths } from "../paths.ts";
import { sayDay, sayWeekday } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { HelpPart } from "./topic-text.ts";
import { helpLinks, topicGroups } from "./topics.ts";

export interface HelpTopicView {
  readonly topic: HelpTopic;
  /** Of «missing» alone: how long a document of a visit may take. null: its calendar is not known, and no day is told. */
  readonly wait: HelpWait | null;
}

export interface HelpWait {
  /** Days, YYYY-MM-DD. */
  readonly last: string;
  readonly over: string;
  readonly undecreed: number | null;
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
            {text.parts.map((part) => (
              <Part key={part.title} viewer={viewer} part={part} wait={view.wait} />
            ))}
          </div>
        ) : null}
        <More viewer={viewer} topic={view.topic} />
      </div>
    </Page>
  );
}

function Part({ viewer, part, wait }: { viewer: Viewer; part: HelpPart; wait: HelpWait | null }) {
  const w = words(viewer.language).help;
  return (
    <section class="stack-3">
      <h2 class="like-3">{part.title}</h2>
      {part.text?.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {part.wait && wait ? <Wait viewer={viewer} wait={wait} /> : null}
      {part.steps ? (
        <ol class="steps counted">
          {part.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
      {part.bullets ? (
        <ul class="bullets">
          {part.bullets.map((bullet) => (
            <li key={bullet}>{bullet}</li>
          ))}
        </ul>
      ) : null}
      {part.links?.map(({ to, label }) => (
        <p key={to}>
          <a href={helpLinks[to]}>{label}</a>
          {to === "certificate" ? <span class="muted small"> ({w.certificateNote})</span> : null}
        </p>
      ))}
    </section>
  );
}

function Wait({ viewer, wait }: { viewer: Viewer; wait: HelpWait }) {
  const { language } = viewer;
  const w = words(language).help.wait;
  return (
    <Facts
      facts={[
        [
          w.today,
          <>
            {w.last(sayWeekday(language, wait.last), sayDay(language, wait.last))}
            {wait.undecreed === null ? null : <p class="muted small">{w.undecreed(wait.undecreed)}</p>}
          </>,
        ],
        [w.before(sayDay(language, wait.over)), w.over],
      ]}
    />
  );
}

function Kinds({ viewer }: { viewer: Viewer }) {
  const { kinds } = words(viewer.language).documents;
  return (
    <ul class="docs still">
      {kindKeys
        .filter((key) => key !== "other")
        .map((key) => (
          <li key={key}>
            <KindSign kind={key} />
            <div>
              <h2 class="like-3">{kinds[key].plain}</h2>
              {kinds[key].official === kinds[key].plain ? null : <p class="muted small">{kinds[key].official}</p>}
              <p>{kinds[key].about}</p>
            </div>
          </li>
        ))}
    </ul>
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
