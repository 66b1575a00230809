/** The consent page that opens by itself: who gives what to whom, for how long, «Разрешить» or «Не сейчас». */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ConsentView {
  /** The text in force, in the viewer's language where there is one. `given` is who gives it, by name. */
  readonly text: {
    readonly version: string;
    /** Day from which this version is in force, YYYY-MM-DD. */
    readonly from: string;
    readonly given: string;
    readonly to: string;
    readonly purpose: string;
    readonly term: string;
    readonly withdrawal: string;
    readonly paragraphs: readonly string[];
  };
  /** What was before: an earlier version was allowed, or the consent was taken back. */
  readonly before: { readonly what: "earlier-version" | "withdrawn"; readonly at: Date } | null;
  /** Where to go on to after «Разрешить». */
  readonly goOn: string;
}

export function ConsentPage({ viewer, view }: { viewer: Viewer; view: ConsentView }) {
  const w = words(viewer.language).services.consent;
  const { text, before } = view;
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.recordsStart(), label: words(viewer.language).services.start.title }]}
          title={w.title}
          lead={w.lead}
        />
        {before ? <Before viewer={viewer} {...before} /> : null}
        <div class="card stack-5">
          <Facts
            facts={[
              [w.who, text.given],
              [w.whom, text.to],
              [w.what, text.purpose],
              [w.until, text.term],
              [w.back, text.withdrawal],
            ]}
          />
          <details class="more" open>
            <summary>{w.full}</summary>
            <div class="prose consent-text">
              {text.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </div>
          </details>
          <p class="muted small">{w.version(text.version, sayDay(viewer.language, text.from))}</p>
        </div>
        <form method="post" action={paths.consent()} class="stack-3">
          <Csrf viewer={viewer} />
          <input type="hidden" name="to" value={view.goOn} />
          <input type="hidden" name="version" value={text.version} />
          <p class="row">
            <button type="submit" class="btn big" name="answer" value="allow">
              {w.allow}
            </button>
            <button type="submit" class="btn quiet big" name="answer" value="later">
              {w.later}
            </button>
          </p>
          <p class="muted small measure">{w.laterText}</p>
        </form>
      </div>
    </Page>
  );
}

function Before({ viewer, what, at }: { viewer: Viewer } & NonNullable<ConsentView["before"]>) {
  const w = words(viewer.language).services.consent;
  const day = sayDay(viewer.language, at);
  if (what === "withdrawn") return <p class="card flat">{w.withdrawn(day)}</p>;
  return (
    <Tell tone="note" icon="info" title={w.changed}>
      <p>{w.changedText(day)}</p>
    </Tell>
  );
}
