/** «Уведомления»: what happened in the cabinet, by group, page by page; and where else it is told. */
import type { NoticeGroup } from "../../notify/kinds.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { NoticeList, type NoticeRow } from "../parts/notice-list.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface NoticesView {
  /** Newest first. */
  readonly rows: readonly NoticeRow[];
  readonly group: NoticeGroup | null;
  readonly unread: boolean;
  /** How many there are; a group without any is not offered. */
  readonly counts: Readonly<Record<NoticeGroup, { readonly notices: number; readonly unread: number }>>;
  /** Keyset mark for the earlier ones; null when these are all. */
  readonly older: string | null;
}

export function NoticesPage({ viewer, view }: { viewer: Viewer; view: NoticesView }) {
  const w = words(viewer.language).notices;
  const counts = Object.values(view.counts);
  const total = counts.reduce((sum, { notices }) => sum + notices, 0);
  const unread = counts.reduce((sum, count) => sum + count.unread, 0);
  return (
    <Page viewer={viewer} title={w.title} current="home">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.home(), label: words(viewer.language).home.title }]}
          title={w.title}
          lead={w.lead}
        >
          <p>
            <a href={paths.noticeSettings()}>{w.settings}</a>
          </p>
        </Head>
        {total > 0 ? <Groups viewer={viewer} view={view} total={total} unread={unread} /> : null}
        {view.rows.length === 0 ? (
          <None viewer={viewer} some={total > 0} unread={view.unread} />
        ) : (
          <div class="stack" data-live="notices">
            {unread > 0 ? (
              <form method="post" action={paths.noticesRead()}>
                <Csrf viewer={viewer} />
                <button type="submit" class="btn quiet">
                  {w.read}
                </button>
              </form>
            ) : null}
            <div class="card">
              <NoticeList viewer={viewer} rows={view.rows} marks />
            </div>
          </div>
        )}
        {view.older ? (
          <p>
            <a class="btn quiet" href={paths.notices({ ...filterOf(view.group, view.unread), after: view.older })}>
              {w.older}
            </a>
          </p>
        ) : null}
      </div>
    </Page>
  );
}

function filterOf(group: NoticeGroup | null, unread: boolean) {
  return { group: group ?? undefined, unread: unread ? (1 as const) : undefined };
}

interface GroupsProps {
  readonly viewer: Viewer;
  readonly view: NoticesView;
  readonly total: number;
  readonly unread: number;
}

function Groups({ viewer, view, total, unread }: GroupsProps) {
  const w = words(viewer.language).notices;
  const groups = (Object.keys(view.counts) as NoticeGroup[]).filter(
    (group) => view.counts[group].notices > 0 || group === view.group,
  );
  const links = [
    { group: null, unread: false, label: w.all, count: total },
    { group: null, unread: true, label: w.onlyUnread, count: unread },
    ...groups.map((group) => ({ group, unread: false, label: w.groups[group], count: view.counts[group].notices })),
  ];
  return (
    <nav class="contents" aria-label={w.filter}>
      <ul>
        {links.map((link) => (
          <li key={link.label}>
            <a
              href={paths.notices(filterOf(link.group, link.unread))}
              aria-current={link.group === view.group && link.unread === view.unread ? "true" : undefined}
            >
              {link.label} <span class="num">{sayNumber(viewer.language, link.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function None({ viewer, some, unread }: { viewer: Viewer; some: boolean; unread: boolean }) {
  const w = words(viewer.language).notices;
  if (!some)
    return (
      <Empty icon="bell" title={w.none}>
        <p>{w.noneAbout}</p>
      </Empty>
    );
  return (
    <Empty icon="bell" title={unread ? w.noneUnread : w.noneOfGroup}>
      <p>
        <a href={paths.notices()}>{w.showAll}</a>
      </p>
    </Empty>
  );
}
