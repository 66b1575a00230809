/** What a corrected version changes in the one that the patient has, to be confirmed before it is signed. */
import type { Comparison } from "../../../cda/difference.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Changes } from "../../parts/changes.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface DifferenceView {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly found: Comparison;
  /** Nothing but numbers and times differs. */
  readonly same: boolean;
}

export function DraftDifferencePage({ viewer, view }: { viewer: Viewer; view: DifferenceView }) {
  const w = words(viewer.language).drafts;
  return (
    <Page viewer={viewer} title={w.difference.title} current="drafts">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.staff.drafts(), label: w.title },
            { href: paths.staff.draft(view.id), label: view.title },
          ]}
          title={w.difference.title}
          lead={w.difference.lead}
        />
        <section class="card stack-2">
          <h2>{w.difference.reason}</h2>
          <p lang="ru" class="as-typed">
            {view.reason}
          </p>
        </section>
        {view.same ? (
          <Empty icon="history" title={w.difference.same}>
            <p>{w.difference.sameAbout}</p>
          </Empty>
        ) : (
          <Changes viewer={viewer} found={view.found} />
        )}
        <div class="row">
          {view.same ? null : (
            <form method="post" action={paths.staff.draftDifference(view.id)}>
              <Csrf viewer={viewer} />
              <button type="submit" class="btn">
                {w.difference.confirm}
              </button>
            </form>
          )}
          <a class="btn quiet" href={paths.staff.draft(view.id)}>
            {w.difference.back}
          </a>
        </div>
      </div>
    </Page>
  );
}
