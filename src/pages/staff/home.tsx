/** The desk of a doctor, a registrar, a head: which queues there are, how many wait in each, and which term is nearest. */
import { Page } from "../frame.tsx";
import { Dot } from "../parts/dot.tsx";
import { Head } from "../parts/head.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Table } from "../parts/table.tsx";
import { sayNumber } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Role, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface QueueCard {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly href: string;
  readonly count: number;
  readonly overdue: number;
  /** YYYY-MM-DD of the nearest term; null: none. */
  readonly nearest: string | null;
  /** A quiet line, where there is no term. */
  readonly about: string | null;
  /** Parts of the queue, each an address of its own. */
  readonly parts: readonly { readonly label: string; readonly href: string; readonly count: number }[];
}

export interface StaffHomeView {
  readonly organisation: string;
  readonly queues: readonly QueueCard[];
  /** What patients said of its answers; null: nobody said. */
  readonly helped: { readonly yes: number; readonly no: number; readonly days: number } | null;
  /** For the head of the organisation alone. */
  readonly loads:
    | readonly {
        readonly key: string;
        readonly who: string;
        readonly role: Role | null;
        readonly open: number;
        readonly overdue: number;
        readonly nearest: string | null;
      }[]
    | null;
}

export function StaffHomePage({ viewer, view }: { viewer: Viewer; view: StaffHomeView }) {
  const w = words(viewer.language).inbox.home;
  return (
    <Page viewer={viewer} title={w.title} current="desk">
      <div class="stack-6">
        <Head viewer={viewer} title={w.title}>
          <p class="muted">
            <span lang="ru">{view.organisation}</span>
            <Dot />
            {w.lead}
          </p>
        </Head>
        {view.helped ? <p>{w.helped(view.helped.yes, view.helped.yes + view.helped.no, view.helped.days)}</p> : null}
        <ul class="queues">
          {view.queues.map((queue) => (
            <li key={queue.key} class="card stack-2">
              <Card viewer={viewer} queue={queue} />
            </li>
          ))}
        </ul>
        {view.loads ? <Loads viewer={viewer} loads={view.loads} /> : null}
      </div>
    </Page>
  );
}

function Card({ viewer, queue }: { viewer: Viewer; queue: QueueCard }) {
  const w = words(viewer.language).inbox.home;
  const { title, href, count, overdue, nearest, about, parts, icon } = queue;
  return (
    <>
      <h2 class="like-3">
        <a href={href}>
          <Icon name={icon} /> {title}
        </a>
      </h2>
      <p class="queue-count">
        <b class="num">{sayNumber(viewer.language, count)}</b>
        {overdue > 0 ? <b class="late">{w.overdue(overdue)}</b> : null}
      </p>
      <p class="muted small">
        {count === 0 ? w.nothing : nearest ? w.nearest(sayDay(viewer.language, nearest)) : (about ?? "")}
      </p>
      {parts.length > 0 ? (
        <ul class="queue-parts">
          {parts.map(({ label, href: to, count: some }) => (
            <li key={to}>
              <a href={to}>
                {label} <span class="num">{sayNumber(viewer.language, some)}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Loads({ viewer, loads }: { viewer: Viewer; loads: NonNullable<StaffHomeView["loads"]> }) {
  const w = words(viewer.language).inbox;
  return (
    <section class="stack-3">
      <h2>{w.home.load}</h2>
      {loads.length === 0 ? (
        <p class="muted">{w.home.noLoad}</p>
      ) : (
        <div class="card">
          <Table
            caption={w.home.load}
            look="loads"
            columns={[
              w.home.loadColumns.who,
              w.home.loadColumns.open,
              w.home.loadColumns.overdue,
              w.home.loadColumns.nearest,
            ]}
            rows={loads.map(({ key, who, role, open, overdue, nearest }) => ({
              key,
              cells: [
                <>
                  <span lang="ru">{who}</span>
                  {role ? <small class="under muted">{w.roles[role]}</small> : null}
                </>,
                <span class="num">{sayNumber(viewer.language, open)}</span>,
                overdue > 0 ? (
                  <b class="late num">{sayNumber(viewer.language, overdue)}</b>
                ) : (
                  <span class="num">0</span>
                ),
                nearest ? <span class="num">{sayDay(viewer.language, nearest)}</span> : null,
              ],
            }))}
          />
        </div>
      )}
    </section>
  );
}
