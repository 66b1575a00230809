/** «Частые вопросы» below the list of documents, in the leaflet's order: the second thing to do is to report what is missing. */
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function Questions({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).findHelp.questions;
  const topics = words(viewer.language).help.topics;
  return (
    <section class="stack-3" aria-labelledby="questions">
      <h2 id="questions">{w.title}</h2>
      <div class="card questions">
        <details>
          <summary>{w.missing.title}</summary>
          <ol class="steps counted">
            <li>
              {w.missing.check} <a href={paths.profile()}>{w.missing.profile}</a>
            </li>
            <li>
              <p>
                <a class="btn" href={paths.claim()}>
                  {w.missing.claim}
                </a>
              </p>
              <p class="muted small">{w.missing.claimAbout}</p>
            </li>
            <li>{w.missing.mistake}</li>
            <li>
              {w.missing.desk} <a href={paths.help("missing")}>{topics.missing}</a>
            </li>
          </ol>
        </details>
        {w.others.map(({ topic, title, text }) => (
          <details key={topic}>
            <summary>{title}</summary>
            <p>
              {text} <a href={paths.help(topic)}>{topics[topic]}</a>
            </p>
          </details>
        ))}
      </div>
    </section>
  );
}
