/** «Уведомления»: what happened in the cabinet. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { NoticeList, type NoticeRow } from "../parts/notice-list.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface NoticesView {
  /** Newest first. */
  readonly rows: readonly NoticeRow[];
  /** Keyset mark for the earlier ones; null when these are all. */
  readonly older: string | null;
}

export function NoticesPage({ viewer, view }: { viewer: Viewer; view: NoticesView }) {
  const w = words(viewer.language).notices;
  return (
    <Page viewer={viewer} title={w.title} current="home">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.home(), label: words(viewer.language).home.title }]}
          title={w.title}
          lead={w.lead}
        />
        {view.rows.length === 0 ? (
          <Empty icon="bell" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        ) : (
          <div class="stack" data-live="notices">
            {view.rows.some(({ read }) => !read) ? (
              <form method="post" action={paths.noticesRead()}>
                <Csrf viewer={viewer} />
                <button type="submit" class="btn quiet">
                  {w.read}
                </button>
              </form>
            ) : null}
            <div class="card">
              <NoticeList viewer={viewer} rows={view.rows} />
            </div>
          </div>
        )}
        {view.older ? (
          <p>
            <a class="btn quiet" href={paths.notices(view.older)}>
              {w.older}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}
