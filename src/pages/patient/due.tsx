/** «Ожидаемые документы»: what is late, what is waited for, what came lately, what will not come and why. */
import { Page } from "../frame.tsx";
import { DueList, type DueRow } from "../parts/due-list.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Icon } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface DueView {
  readonly rows: readonly DueRow[];
}

const sections = ["overdue", "expected", "referral", "hidden", "arrived", "not-expected"] as const;

export function DuePage({ viewer, view }: { viewer: Viewer; view: DueView }) {
  const w = words(viewer.language).due;
  const groups = Map.groupBy(view.rows, sectionOf);
  const waiting = view.rows.some(({ state }) => state === "expected" || state === "overdue");
  return (
    <Page viewer={viewer} title={w.title} current="documents">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[{ href: paths.documents(), label: words(viewer.language).documents.title }]}
          title={w.title}
          lead={waiting ? w.lead : undefined}
        />
        {waiting ? null : (
          <Empty icon="check" title={w.none.title}>
            <p>{w.none.why}</p>
          </Empty>
        )}
        {sections.map((section) => {
          const rows = groups.get(section) ?? [];
          return rows.length === 0 ? null : (
            <section key={section} class="stack-3">
              <h2>
                {w.sections[section]} <span class="muted num">{rows.length}</span>
              </h2>
              <DueList viewer={viewer} rows={rows} />
            </section>
          );
        })}
        <p class="missing">
          <Icon name="help" />
          <span>
            {w.none.missing} <a href={paths.claim()}>{w.claim}</a>
          </span>
        </p>
      </div>
    </Page>
  );
}

function sectionOf({ state, source, document }: DueRow): (typeof sections)[number] {
  if (state === "arrived") return document?.hidden ? "hidden" : "arrived";
  return state === "expected" && source === "referral" ? "referral" : state;
}
