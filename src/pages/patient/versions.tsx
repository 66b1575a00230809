/** «История версий»: a correction is a new version, the earlier one stays and can be opened. */

import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Dot } from "../parts/dot.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import { sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { DocumentVersionRow } from "./document-view.ts";

export interface VersionsView {
  /** The document from which the reader came. */
  readonly number: string;
  readonly title: string;
  readonly official: string;
  /** Newest first. */
  readonly versions: readonly DocumentVersionRow[];
}

export function VersionsPage({ viewer, view }: { viewer: Viewer; view: VersionsView }) {
  const w = words(viewer.language).document.versions;
  return (
    <Page viewer={viewer} title={`${w.title}: ${view.title}`} current="documents">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.documents(), label: words(viewer.language).documents.title },
            { href: paths.document(view.number), label: view.title },
          ]}
          title={w.title}
        >
          <p class="muted">
            <span lang="ru">
              {view.title}
              <Dot />
              {view.official}
            </span>
            <Dot />
            {w.count(view.versions.length)}
          </p>
        </Head>
        <p class="measure">{w.lead}</p>
        <div class="card">
          <VersionSteps viewer={viewer} view={view} most={view.versions.length} />
        </div>
      </div>
    </Page>
  );
}

/** The newest first, each with its state in a word; `most` are shown, the rest are behind a link. */
export function VersionSteps({
  viewer,
  view,
  most,
}: {
  viewer: Viewer;
  view: Pick<VersionsView, "number" | "versions">;
  most: number;
}) {
  const w = words(viewer.language).document.versions;
  return (
    <div class="stack">
      <ol class="steps" reversed>
        {view.versions.slice(0, most).map(({ number, version, registeredAt, card }, at) => (
          <li key={number} class={at === 0 ? "now" : "done"}>
            <p class="row">
              {number === view.number ? (
                <b>{w.one(version)}</b>
              ) : (
                <a href={paths.document(number)}>
                  <b>{w.one(version)}</b>
                </a>
              )}
              <Chip tone={at === 0 ? "good" : "plain"}>{at === 0 ? w.current : w.past}</Chip>
              {number === view.number ? <span class="muted small">{w.here}</span> : null}
            </p>
            <p class="muted small num">
              {sayMoment(viewer.language, registeredAt)}
              <Dot />
              №&nbsp;{number}
            </p>
            {card?.doctor ? (
              <p class="muted small" lang="ru">
                {card.doctor}
              </p>
            ) : null}
            {at < view.versions.length - 1 ? (
              <p class="small">
                <a href={paths.changes(number)}>
                  {words(viewer.language).changes.whatChanged}
                  <span class="heard"> {words(viewer.language).changes.whatChangedIn(version)}</span>
                </a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {view.versions.length === 1 ? <p class="muted small">{w.only}</p> : null}
      {view.versions.length > most ? (
        <p>
          <a href={paths.versions(view.number)}>{w.all}</a>
        </p>
      ) : null}
    </div>
  );
}
