/** What a question of the help is answered with: a part of its text, and the nine kinds. */
import { KindSign, kindKeys } from "../parts/kind.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { HelpPart } from "./topic-text.ts";
import { helpLinks } from "./topics.ts";

interface PartProps {
  readonly viewer: Viewer;
  readonly part: HelpPart;
  /** Where a found answer leads to. */
  readonly id?: string;
  /** On a page where its topic is a heading already. */
  readonly below?: boolean;
}

export function Part({ viewer, part, id, below = false }: PartProps) {
  const w = words(viewer.language).help;
  return (
    <section class="stack-3" id={id}>
      {below ? <h3>{part.title}</h3> : <h2 class="like-3">{part.title}</h2>}
      {part.text?.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
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

export function Kinds({ viewer }: { viewer: Viewer }) {
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
