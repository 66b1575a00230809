/** A doctor checks a correction: what the version that their organisation sent changed in the one before it. */
import type { Comparison } from "../../cda/difference.ts";
import { Page } from "../frame.tsx";
import { Changes } from "../parts/changes.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { VersionFaces } from "../parts/version-faces.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { type Messages, words } from "../words.ts";

interface SentVersionRow {
  readonly number: string;
  readonly version: number;
  readonly registeredAt: Date;
}

export interface SentChangesView {
  /** The submission. */
  readonly id: string;
  readonly kind: string;
  /** In plain words; null where nothing was opened. */
  readonly title: string | null;
  readonly before: SentVersionRow | null;
  readonly after: SentVersionRow;
  readonly found: Comparison | keyof Messages["changes"]["none"];
}

export function SentChangesPage({ viewer, view }: { viewer: Viewer; view: SentChangesView }) {
  const w = words(viewer.language).changes;
  const s = words(viewer.language).staff.submissions;
  const { before, after, found } = view;
  return (
    <Page viewer={viewer} title={w.staff.title} current="submissions">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.staff.submissions(), label: s.title },
            { href: paths.staff.submission(view.id), label: view.kind },
          ]}
          title={w.staff.title}
          lead={w.staff.lead}
        >
          {view.title ? (
            <p>
              <b lang="ru">{view.title}</b>
            </p>
          ) : null}
        </Head>
        {before ? <VersionFaces viewer={viewer} before={before} after={after} href={null} /> : null}
        {typeof found === "string" ? (
          <Empty icon="history" title={w.none[found].title}>
            <p>{w.none[found].about}</p>
            <p>
              <a class="btn" href={paths.staff.submission(view.id)}>
                {w.staff.back}
              </a>
            </p>
          </Empty>
        ) : (
          <>
            <p class="card flat">{w.staff.journal}</p>
            <Changes viewer={viewer} found={found} />
          </>
        )}
      </div>
    </Page>
  );
}
