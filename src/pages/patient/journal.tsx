/** «Журнал доступа»: by day, newest first. What others did stands out; one's own readings are quiet, and folded when many. */
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Icon } from "../parts/icon.tsx";
import type { JournalQuery } from "../path-queries.ts";
import { paths } from "../paths.ts";
import { isoDay, sayRecentDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { OthersLine, OwnLines } from "./journal-lines.tsx";
import type { JournalRow, JournalView } from "./journal-view.ts";

export function JournalPage({ viewer, view }: { viewer: Viewer; view: JournalView }) {
  const w = words(viewer.language).journal;
  const { rows, filter } = view;
  const filtered = filter.others || filter.document !== null;
  return (
    <Page viewer={viewer} title={w.title} current="home">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[{ href: paths.home(), label: words(viewer.language).home.title }]}
          title={w.title}
          lead={w.lead}
        />
        {rows.length > 0 || filtered ? <Whose viewer={viewer} filter={filter} /> : null}
        {filter.document ? <OneDocument viewer={viewer} document={filter.document} others={filter.others} /> : null}
        {rows.length > 0 ? <Days viewer={viewer} rows={rows} /> : <NoLines viewer={viewer} filter={filter} />}
        <Turn viewer={viewer} view={view} />
        {rows.length > 0 ? (
          <p class="journal-file">
            <a class="btn quiet" href={paths.journalFile(same(filter))} download>
              <Icon name="download" />
              {w.download}
            </a>{" "}
            <span class="muted small">{w.downloadAbout}</span>
          </p>
        ) : null}
        {rows.some(({ committed }) => committed) ? <p class="muted small">{w.receiptAbout}</p> : null}
        <p class="muted small">{w.only}</p>
      </div>
    </Page>
  );
}

function same({ others, document }: JournalView["filter"]): JournalQuery {
  return { whose: others ? "others" : undefined, document: document?.number };
}

function Whose({ viewer, filter }: { viewer: Viewer; filter: JournalView["filter"] }) {
  const w = words(viewer.language).journal;
  return (
    <nav class="contents" aria-label={w.whose}>
      <ul>
        {[false, true].map((others) => (
          <li key={String(others)}>
            <a
              href={paths.journal(same({ ...filter, others }))}
              aria-current={others === filter.others ? "true" : undefined}
            >
              {others ? w.others : w.all}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function OneDocument({
  viewer,
  document: { number, title },
  others,
}: {
  viewer: Viewer;
  document: { readonly number: string; readonly title: string | null };
  others: boolean;
}) {
  const w = words(viewer.language).journal;
  return (
    <p class="card flat">
      {w.document}: <b lang="ru">{title ?? `№\u00a0${number}`}</b>.{" "}
      <a href={paths.journal(same({ others, document: null }))}>{w.allDocuments}</a>
    </p>
  );
}

function Days({ viewer, rows }: { viewer: Viewer; rows: readonly JournalRow[] }) {
  const days = Map.groupBy(rows, ({ at }) => isoDay(at));
  return (
    <div class="stack-5">
      {[...days].map(([day, those]) => {
        const own = those.filter(({ self }) => self);
        return (
          <section key={day} class="stack-3">
            <h2 class="like-3 day">
              <time dateTime={day}>{sayRecentDay(viewer.language, day, viewer.now)}</time>
            </h2>
            {own.length < those.length ? (
              <ul class="journal-others">
                {those.map((row) => (row.self ? null : <OthersLine key={row.id} viewer={viewer} row={row} />))}
              </ul>
            ) : null}
            {own.length > 0 ? <OwnLines viewer={viewer} rows={own} /> : null}
          </section>
        );
      })}
    </div>
  );
}

function NoLines({ viewer, filter }: { viewer: Viewer; filter: JournalView["filter"] }) {
  const w = words(viewer.language).journal;
  const title = filter.others ? w.noneOfOthers : filter.document ? w.noneOfDocument : w.none;
  return (
    <Empty icon="eye" title={title}>
      <p>{filter.others ? w.noneOfOthersAbout : w.noneAbout}</p>
      {filter.others || filter.document ? (
        <p>
          <a href={paths.journal()}>{w.showAll}</a>
        </p>
      ) : null}
    </Empty>
  );
}

function Turn({ viewer, view }: { viewer: Viewer; view: JournalView }) {
  const w = words(viewer.language).journal;
  if (view.older === null && view.newest) return null;
  return (
    <p class="row">
      {view.older ? (
        <a class="btn quiet" href={paths.journal({ ...same(view.filter), after: view.older })}>
          {w.older}
        </a>
      ) : null}
      {view.newest ? null : <a href={paths.journal(same(view.filter))}>{w.newest}</a>}
    </p>
  );
}
