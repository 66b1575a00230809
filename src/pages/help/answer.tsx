/** What a question of the help is answered with: a part of its text, and the nine kinds. */
import { Facts } from "../parts/facts.tsx";
import { KindSign, kindKeys } from "../parts/kind.tsx";
import { sayDay, sayWeekday } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { BrowserCheck, type BrowserView, CertificateCheck } from "./browser-check.tsx";
import type { HelpPart } from "./topic-text.ts";
import { helpLinks } from "./topics.ts";

export interface HelpWait {
  /** Days, YYYY-MM-DD. */
  readonly last: string;
  readonly over: string;
  readonly undecreed: number | null;
}

/** Where something is done, and not read about: a button. */
const deeds: ReadonlySet<string> = new Set([
  "records-start",
  "documents",
  "due",
  "claim",
  "appeals",
  "paper-new",
  "statement-new",
  "level",
]);

interface PartProps {
  readonly viewer: Viewer;
  readonly part: HelpPart;
  /** Where a found answer leads to. */
  readonly id?: string;
  /** On a page where its topic is a heading already. */
  readonly below?: boolean;
  readonly wait?: HelpWait | null;
  readonly browser?: BrowserView | null;
}

export function Part({ viewer, part, id, below = false, wait = null, browser = null }: PartProps) {
  const w = words(viewer.language).help;
  if (part.check === "browser" && !browser) return null;
  return (
    <section class="stack-3" id={id}>
      {below ? <h3>{part.title}</h3> : <h2 class="like-3">{part.title}</h2>}
      {part.text?.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {part.check === "browser" && browser ? <BrowserCheck viewer={viewer} view={browser} /> : null}
      {part.check === "certificate" && browser ? <CertificateCheck viewer={viewer} view={browser} /> : null}
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
        <p key={to} class={below && to !== "certificate" ? "screen-only" : undefined}>
          <a href={helpLinks[to]} class={deeds.has(to) && !below ? "btn" : undefined}>
            {label}
          </a>
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
