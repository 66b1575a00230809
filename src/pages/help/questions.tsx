/** «Помощь»: the leaflet as a list of questions, and a way to look an answer up. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Ways } from "../parts/ways.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { type Answer, LONGEST_QUESTION } from "./find.ts";
import { partId, topicGroups, topicIcons } from "./topics.ts";

export interface HelpView {
  /** What was asked; "" when nothing was. */
  readonly asked: string;
  readonly answers: readonly Answer[];
}

export function HelpPage({ viewer, view }: { viewer: Viewer; view: HelpView }) {
  const w = words(viewer.language).help;
  return (
    <Page viewer={viewer} title={titleOf(viewer, view)}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <Search viewer={viewer} asked={view.asked} />
        {view.asked === "" ? null : <Found viewer={viewer} view={view} />}
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
        <p>
          <a href={paths.helpLeaflet()}>{words(viewer.language).findHelp.leaflet.link}</a>
        </p>
      </div>
    </Page>
  );
}

function titleOf(viewer: Viewer, { asked, answers }: HelpView): string {
  const { title } = words(viewer.language).help;
  const { found, nothing } = words(viewer.language).findHelp.find;
  return asked === "" ? title : `${answers.length === 0 ? nothing : found}: ${title}`;
}

/** Sent in the body: what people ask of their health belongs in no address and no log. */
function Search({ viewer, asked }: { viewer: Viewer; asked: string }) {
  const w = words(viewer.language).findHelp.find;
  return (
    <form method="post" action={paths.helpFind()} role="search" class="card flat stack-3">
      <Csrf viewer={viewer} />
      <label class="field">
        <span>{w.label}</span>
        <input type="search" name="question" value={asked} maxLength={LONGEST_QUESTION} autoComplete="off" />
      </label>
      <p>
        <button type="submit" class="btn">
          {w.button}
        </button>
      </p>
    </form>
  );
}

function Found({ viewer, view }: { viewer: Viewer; view: HelpView }) {
  const w = words(viewer.language).findHelp.find;
  if (view.answers.length === 0)
    return (
      <Empty icon="help" title={w.nothing}>
        <p>{w.nothingAbout}</p>
      </Empty>
    );
  return (
    <section class="stack-3" aria-labelledby="found">
      <h2 id="found">{w.count(view.answers.length)}</h2>
      <div class="card">
        <ul class="bullets">
          {view.answers.map(({ topic, part, title, excerpt }) => (
            <li key={`${topic} ${part}`}>
              <a href={`${paths.help(topic)}${part === null ? "" : `#${partId(part)}`}`}>{title}</a>
              <p class="muted small">{excerpt}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
