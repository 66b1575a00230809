/** «Что изменилось»: two versions of one document, in words and side by side; where they cannot be compared, why. */
import type { Comparison } from "../../cda/difference.ts";
import { Page } from "../frame.tsx";
import { Changes } from "../parts/changes.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { VersionFaces } from "../parts/version-faces.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { type Messages, words } from "../words.ts";
import type { DocumentVersionRow } from "./document-view.ts";

export interface ChangesView {
  /** The document from which the reader came. */
  readonly number: string;
  readonly title: string;
  readonly official: string;
  /** Newest first. */
  readonly versions: readonly DocumentVersionRow[];
  /** null: there is no second version to compare with. */
  readonly sides: { readonly before: DocumentVersionRow; readonly after: DocumentVersionRow } | null;
  readonly found: Comparison | keyof Messages["changes"]["none"];
}

export function ChangesPage({ viewer, view }: { viewer: Viewer; view: ChangesView }) {
  const w = words(viewer.language).changes;
  const { sides, found } = view;
  return (
    <Page viewer={viewer} title={`${w.title}: ${view.title}`} current="documents">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.documents(), label: words(viewer.language).documents.title },
            { href: paths.document(view.number), label: view.title },
            { href: paths.versions(view.number), label: words(viewer.language).document.versions.title },
          ]}
          title={w.title}
        >
          <p class="muted" lang="ru">
            {view.title}
            <Dot />
            {view.official}
          </p>
        </Head>
        {sides ? <VersionFaces viewer={viewer} {...sides} href={(one) => paths.document(one.number)} /> : null}
        {typeof found === "string" ? (
          <Empty icon="history" title={w.none[found].title}>
            <p>{w.none[found].about}</p>
            <p class="row">
              <a class="btn" href={paths.document(view.number)}>
                {w.backToDocument}
              </a>
              <a href={paths.versions(view.number)}>{w.back}</a>
            </p>
          </Empty>
        ) : (
          <Changes viewer={viewer} found={found} />
        )}
        <OtherPairs viewer={viewer} view={view} />
        {typeof found === "string" ? null : (
          <div class="stack-3 screen-only">
            <p class="muted small measure">{w.ask}</p>
            <p>
              <a href={paths.versions(view.number)}>{w.back}</a>
            </p>
          </div>
        )}
      </div>
    </Page>
  );
}

/** Every other version of the set, against the one that the reader came from. */
function OtherPairs({ viewer, view }: { viewer: Viewer; view: ChangesView }) {
  const w = words(viewer.language).changes;
  const { sides, number, versions } = view;
  const own = versions.find((one) => one.number === number);
  const shown = sides && [sides.before.number, sides.after.number];
  const others = versions.filter((one) => one.number !== number && !shown?.includes(one.number));
  if (own === undefined || others.length === 0) return null;
  return (
    <nav class="stack-3 screen-only" aria-labelledby="other-pairs">
      <h2 class="like-3" id="other-pairs">
        {w.pick}
      </h2>
      <ul class="bullets">
        {others.map((one) => (
          <li key={one.number}>
            <a href={paths.changes(number, one.number)}>
              {w.pair(Math.min(one.version, own.version), Math.max(one.version, own.version))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
