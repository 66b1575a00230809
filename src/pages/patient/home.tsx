/** «Главная»: what is new since the last visit, what comes next, who looked, and the short way to a document. */
import { Page } from "../frame.tsx";
import { DocumentList, type DocumentRow } from "../parts/document-list.tsx";
import { type DueRow, DueTime, dueTitle, Where } from "../parts/due-list.tsx";
import { Head } from "../parts/head.tsx";
import { Icon } from "../parts/icon.tsx";
import { NoticeList, type NoticeRow } from "../parts/notice-list.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Role, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** Somebody else who opened a document of this person. */
export interface LastAccess {
  /** «Орлов С. А.» */
  readonly who: string;
  readonly role: Role;
  /** null for staff of the registry itself. */
  readonly organisation: string | null;
  readonly at: Date;
}

export interface HomeView {
  /** «Мария Петровна»; null when the account gives no name. */
  readonly name: string | null;
  /** When documents were last looked for: the time of this very answer, unless something is late. */
  readonly checked: Date;
  readonly lastVisit: Date | null;
  readonly consented: boolean;
  /** Documents not opened yet, newest first, at most five. */
  readonly fresh: readonly DocumentRow[];
  /** Shown when nothing is new: the newest three. */
  readonly latest: readonly DocumentRow[];
  /** Dates to keep in mind, e.g. «Рецепт действует до 20 января». */
  readonly next: readonly { readonly text: string; readonly href: string }[];
  /** Documents to come, the earliest term first, at most two; and how many there are. */
  readonly due: { readonly rows: readonly DueRow[]; readonly total: number };
  readonly lastAccess: LastAccess | null;
  /** The newest three. */
  readonly notices: readonly NoticeRow[];
}

export function HomePage({ viewer, view }: { viewer: Viewer; view: HomeView }) {
  const w = words(viewer.language).home;
  const d = words(viewer.language).documents;
  return (
    <Page viewer={viewer} title={w.title} current="home">
      <div class="stack-6">
        <Head viewer={viewer} title={view.name ? <Hello viewer={viewer} name={view.name} /> : w.helloNobody}>
          <div class="row checked">
            <p class="muted" data-live="checked">
              {d.checked(sayRecentTime(viewer.language, view.checked, viewer.now))}
            </p>
            <LiveSwitch viewer={viewer} />
          </div>
        </Head>
        {view.consented ? <News viewer={viewer} view={view} /> : <ConsentNeeded viewer={viewer} />}
        {isBeginner(view) ? <FirstSteps viewer={viewer} consented={view.consented} /> : null}
        <div class="grid-2">
          {view.due.rows.length > 0 ? <ToCome viewer={viewer} due={view.due} /> : null}
          {view.next.length > 0 ? (
            <section class="card stack-3">
              <h2 class="like-3">{w.next}</h2>
              <ul class="bullets">
                {view.next.map(({ text, href }) => (
                  <li key={href}>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {view.notices.length > 0 ? (
            <section class="card stack-3" data-live="notices">
              <h2 class="like-3">{w.notices}</h2>
              <NoticeList viewer={viewer} rows={view.notices} />
              <p>
                <a href={paths.notices()}>{w.allNotices}</a>
              </p>
            </section>
          ) : null}
          <Often viewer={viewer} />
          {view.consented ? (
            <section class="card stack-3">
              <h2 class="like-3">{w.access}</h2>
              <Access viewer={viewer} access={view.lastAccess} />
              <p>
                <a href={paths.journal()}>{words(viewer.language).journal.link}</a>
              </p>
            </section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

/** Whoever has given consent and has documents knows what the steps would say. */
function isBeginner({ lastVisit, consented, latest }: HomeView): boolean {
  return lastVisit === null && (!consented || latest.length === 0);
}

/** The name stays Russian when the interface is English. */
function Hello({ viewer, name }: { viewer: Viewer; name: string }) {
  return <>{words(viewer.language).home.hello(name.replaceAll(" ", "\u00a0"))}</>;
}

/** The way to stop what moves by itself; appears only where a script could move it. */
export function LiveSwitch({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).frame.live;
  return <live-switch data-stop={w.stop} data-start={w.start} />;
}

function News({ viewer, view }: { viewer: Viewer; view: HomeView }) {
  const w = words(viewer.language).home;
  const some = view.fresh.length > 0;
  const rows = some ? view.fresh : view.latest;
  return (
    <section class="stack" data-live="news">
      <div class="between">
        <h2>{some ? w.fresh : rows.length > 0 ? w.latest : w.nothingNew}</h2>
        {rows.length > 0 ? <a href={paths.documents()}>{w.all}</a> : null}
      </div>
      {some && view.lastVisit ? (
        <p class="muted small">
          {w.freshSince(sayRecentTime(viewer.language, view.lastVisit, viewer.now), viewer.newDocuments ?? 0)}
        </p>
      ) : null}
      {some ? null : (
        <p class="muted">
          {rows.length > 0 ? `${w.nothingNew}. ` : null}
          {w.nothingNewAbout}
        </p>
      )}
      {rows.length > 0 ? <DocumentList viewer={viewer} rows={rows} /> : null}
    </section>
  );
}

function ConsentNeeded({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).home;
  return (
    <Tell tone="note" icon="pen" title={w.consentNeeded}>
      <p>{w.consentNeededText}</p>
      <p>
        <a class="btn" href={paths.recordsStart()}>
          {w.consentButton}
        </a>
      </p>
    </Tell>
  );
}

function FirstSteps({ viewer, consented }: { viewer: Viewer; consented: boolean }) {
  const w = words(viewer.language).home;
  return (
    <section class="card stack">
      <h2 class="like-3">{w.first}</h2>
      <ol class="steps counted">
        {[w.firstSteps.data, ...(consented ? [] : [w.firstSteps.consent]), w.firstSteps.wait].map(
          ({ title, about }) => (
            <li key={title}>
              <b>{title}</b>
              <p class="muted">{about}</p>
            </li>
          ),
        )}
      </ol>
      <p>
        <a href={paths.profile()}>{w.firstData}</a>
      </p>
    </section>
  );
}

function ToCome({ viewer, due }: { viewer: Viewer; due: HomeView["due"] }) {
  const w = words(viewer.language).due;
  return (
    <section class="card stack-3">
      <h2 class="like-3">{w.home.title}</h2>
      {due.rows.map((row) => (
        <div key={row.id} class="stack-2">
          <p>
            <a href={paths.dueOne(row.id)} lang={row.title ? "ru" : undefined}>
              <b>{dueTitle(viewer, row)}</b>
            </a>
            <br />
            <span class="small">
              <Where viewer={viewer} row={row} />
            </span>
          </p>
          <DueTime viewer={viewer} row={row} />
        </div>
      ))}
      <p>
        <a href={paths.due()}>{w.home.all(due.total)}</a>
      </p>
    </section>
  );
}

function Access({ viewer, access }: { viewer: Viewer; access: LastAccess | null }) {
  if (!access) return <p class="muted">{words(viewer.language).home.nobody}</p>;
  return (
    <p>
      <b lang="ru">{holdTogether(access.who)}</b>, {words(viewer.language).journal.roles[access.role]}
      <br />
      {access.organisation ? (
        <>
          <span lang="ru">{holdTogether(access.organisation)}</span>
          <br />
        </>
      ) : null}
      <span class="muted small">{sayRecentTime(viewer.language, access.at, viewer.now)}</span>
    </p>
  );
}

function Often({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).home;
  const often = [
    { href: paths.services(), icon: "grid", name: words(viewer.language).services.title },
    { href: paths.records(), icon: "stethoscope", name: w.records },
    { href: paths.analyses(), icon: "flask", name: words(viewer.language).analyses.link },
    { href: paths.help("missing"), icon: "help", name: w.missing },
    { href: paths.help("download"), icon: "printer", name: w.print },
    { href: paths.verify(), icon: "shield", name: w.verify },
  ] as const;
  return (
    <section class="card stack-2">
      <h2 class="like-3">{w.often}</h2>
      <ul class="acts">
        {often.map(({ href, icon, name }) => (
          <li key={href}>
            <a href={href}>
              <Icon name={icon} />
              <span>{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
