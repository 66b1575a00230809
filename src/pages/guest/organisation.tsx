/** One organisation, for everybody: when and where, what it keeps electronically since when, how to have paper, who answers. */
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { type KindKey, kindKeys } from "../parts/kind.tsx";
import { sayAhead } from "../parts/say-when.ts";
import { Table } from "../parts/table.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether, sayNumber, sayTelephone } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** How the window stands now; null where its hours cannot be read for certain. */
export type Standing =
  | { readonly open: true; readonly until: string | null }
  | {
      readonly open: false;
      readonly next: { readonly day: string; readonly ahead: number; readonly time: string } | null;
    }
  | null;

export interface OrganisationView {
  readonly oid: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly connected: boolean;
  readonly address: string | null;
  readonly phone: string | null;
  readonly hours: string | null;
  readonly standing: Standing;
  readonly kinds: readonly { readonly key: KindKey; readonly since: string }[];
  /** Working days from a visit to its document; null while too few came to tell. */
  readonly delay: { readonly documents: number; readonly median: number; readonly most: number } | null;
}

export function OrganisationPage({ viewer, view }: { viewer: Viewer; view: OrganisationView }) {
  const w = words(viewer.language).organisations;
  return (
    <Page viewer={viewer} title={view.shortName}>
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.organisations(), label: w.title }]}
          chips={<Standings viewer={viewer} view={view} />}
          title={holdTogether(view.shortName)}
          russian
        >
          <p class="muted" lang="ru">
            {holdTogether(view.name)}
          </p>
        </Head>
        {view.connected ? null : (
          <Tell tone="wait" icon="map" title={w.notConnected}>
            <p>{w.notConnectedAbout}</p>
          </Tell>
        )}
        <div class="grid-2">
          <Card viewer={viewer} view={view} />
          <Paper viewer={viewer} oid={view.oid} />
        </div>
        <Kinds viewer={viewer} view={view} />
        {view.kinds.length > 0 && view.connected ? <Delay viewer={viewer} delay={view.delay} /> : null}
        <section class="card flat stack-3">
          <h2 class="like-3">{w.answers}</h2>
          <ul class="bullets">
            {w.answersItems.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}

function Standings({ viewer, view }: { viewer: Viewer; view: OrganisationView }) {
  const w = words(viewer.language).organisations;
  const { standing, kinds } = view;
  const [since] = kinds.map((kind) => kind.since).sort();
  return (
    <>
      {standing === null ? null : (
        <Chip tone={standing.open ? "good" : "plain"}>
          {standing.open ? (standing.until === null ? w.openNow : w.openUntil(standing.until)) : w.closed}
        </Chip>
      )}
      <Chip tone={since ? "note" : "plain"}>
        {since ? w.electronicSince(sayDay(viewer.language, since)) : w.onPaper}
      </Chip>
    </>
  );
}

function Card({ viewer, view }: { viewer: Viewer; view: OrganisationView }) {
  const w = words(viewer.language).organisations;
  const { standing, phone } = view;
  const next = standing !== null && !standing.open ? standing.next : null;
  return (
    <section class="card stack-3">
      <h2 class="like-3">{w.card}</h2>
      <Facts
        facts={[
          [w.address, view.address ? <span lang="ru">{view.address}</span> : w.unknown],
          [
            w.phone,
            phone ? (
              <a class="num one-line" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
                {sayTelephone(phone)}
              </a>
            ) : (
              w.unknown
            ),
          ],
          [w.hours, view.hours ? <span lang="ru">{view.hours}</span> : w.unknown],
          [w.where, <span lang="ru">{view.region}</span>],
        ]}
      />
      {next ? (
        <p class="small muted">
          {w.opens(sayAhead(viewer, next.day, next.ahead), next.time)}. {w.localTime}
        </p>
      ) : null}
    </section>
  );
}

function Paper({ viewer, oid }: { viewer: Viewer; oid: string }) {
  const w = words(viewer.language).organisations;
  return (
    <section class="card stack-3">
      <h2 class="like-3">{w.copies}</h2>
      <p>{w.copiesAbout}</p>
      <p>
        {w.take}: {words(viewer.language).regions.items.join(", ")}.
      </p>
      <p>
        <a class="btn quiet" href={paths.paperNew({ organisation: oid })}>
          {w.ask}
        </a>
      </p>
      <p class="small">
        <a href={paths.statementNew({ organisation: oid })}>{w.keep}</a> <span class="muted">{w.keepAbout}</span>
      </p>
    </section>
  );
}

function Kinds({ viewer, view }: { viewer: Viewer; view: OrganisationView }) {
  const w = words(viewer.language).organisations;
  const { kinds } = words(viewer.language).documents;
  if (view.kinds.length === 0)
    return (
      <Tell tone="plain" icon="paper" title={w.noKinds}>
        <p>{w.noKindsAbout}</p>
      </Tell>
    );
  const since = new Map(view.kinds.map((kind) => [kind.key, kind.since]));
  return (
    <section class="stack-3">
      <h2>{w.kinds}</h2>
      <p class="muted">{w.kindsLead}</p>
      <div class="card">
        <Table
          caption={w.kinds}
          look="electronic"
          columns={[w.columns.kind, w.columns.since]}
          rows={kindKeys
            .filter((key) => key !== "other")
            .map((key) => ({
              key,
              cells: [
                kinds[key].plain,
                since.has(key) ? (
                  <span class="num">{sayDay(viewer.language, since.get(key) ?? "")}</span>
                ) : (
                  <span class="muted">{w.columns.paper}</span>
                ),
              ],
            }))}
        />
      </div>
    </section>
  );
}

function Delay({ viewer, delay }: { viewer: Viewer; delay: OrganisationView["delay"] }) {
  const w = words(viewer.language).organisations;
  if (delay === null)
    return (
      <p class="muted">
        {w.delay}: {w.delayNone}
      </p>
    );
  return (
    <section class="card flat stack-3">
      <h2 class="like-3">
        {w.delay} {w.delayOf(delay.median)}
      </h2>
      <p>
        {w.delayMedian(delay.median)} {w.delayMost(delay.most)}
      </p>
      <p class="small muted">{w.delayFrom(sayNumber(viewer.language, delay.documents))}</p>
    </section>
  );
}
