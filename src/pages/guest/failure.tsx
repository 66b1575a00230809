/** When something did not work: the heading names it, then the next step, another way, and a code for support only. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { type Messages, words } from "../words.ts";

/** `document-not-found` is also the answer for somebody else's document: it must not be told that it exists. */
export type FailureKind = keyof Messages["failure"]["titles"];

export interface FailureView {
  readonly what: FailureKind;
  /** The refusal's own words in the viewer's language, when they say more than ours; null otherwise. */
  readonly text: string | null;
  /** Stable code of the refusal, or the reference of our own fault. */
  readonly code: string;
}

/** What helps in each case: a link to follow, or to try the same address once more. */
const nextOf = {
  "not-found": ["home"],
  "document-not-found": ["documents", "missing"],
  "not-shown": ["documents"],
  denied: ["home"],
  "consent-needed": ["consent"],
  "signed-out": ["login"],
  "stale-form": ["retry"],
  misshapen: ["home"],
  unavailable: ["retry", "home"],
  failed: ["home"],
  gone: ["documents"],
} as const satisfies Record<FailureKind, readonly string[]>;

/** Cases in which a person may need a document all the same, so the other way is told. */
const needsOtherWay: ReadonlySet<FailureKind> = new Set([
  "document-not-found",
  "not-shown",
  "unavailable",
  "failed",
  "gone",
]);

export function FailurePage({ viewer, view }: { viewer: Viewer; view: FailureView }) {
  const w = words(viewer.language).failure;
  const [first, ...others] = nextOf[view.what].map((next) => link(viewer, next));
  return (
    <Page viewer={viewer} title={w.titles[view.what]} failed>
      <div class="stack-6 failure">
        <Head viewer={viewer} title={w.titles[view.what]}>
          <p class="lead">{view.text ?? w.texts[view.what]}</p>
        </Head>
        <p class="row">
          {first ? (
            <a class="btn" href={first.href}>
              {first.label}
            </a>
          ) : null}
          {others.map(({ href, label }) => (
            <a key={href} class="btn quiet" href={href}>
              {label}
            </a>
          ))}
        </p>
        {needsOtherWay.has(view.what) ? (
          <section class="card flat stack-2">
            <h2 class="like-3">{w.other}</h2>
            <p>{w.otherText}</p>
          </section>
        ) : null}
        <p class="muted small code">{w.code(view.code)}</p>
      </div>
    </Page>
  );
}

type Next = (typeof nextOf)[FailureKind][number];

function link(viewer: Viewer, next: Next): { readonly href: string; readonly label: string } {
  const w = words(viewer.language).failure;
  switch (next) {
    case "home":
      if (!viewer.person) return { href: paths.front(), label: w.front };
      return { href: viewer.person.role === "patient" ? paths.home() : paths.staff.home(), label: w.home };
    case "documents":
      return { href: paths.documents(), label: w.documents };
    case "missing":
      return { href: paths.help("missing"), label: w.missing };
    case "consent":
      return { href: paths.consent(viewer.path), label: w.consent };
    case "login":
      return { href: paths.login(viewer.path), label: w.login };
    case "retry":
      return { href: viewer.path, label: w.retry };
  }
}
