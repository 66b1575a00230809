/** Letters and pushes, for who keeps the service: how many, how late, which failed for good. Never whose, never about what. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { Table } from "../parts/table.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import { sayMoment, sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface StaffNoticesView {
  readonly channels: readonly {
    readonly channel: "email" | "push";
    readonly on: boolean;
    readonly counts: Readonly<Record<"waiting" | "sent" | "dropped" | "dead", number>>;
  }[];
  readonly oldestDue: Date | null;
  readonly late: boolean;
  readonly unrouted: number;
  readonly dead: readonly {
    readonly id: string;
    readonly channel: "email" | "push";
    /** A class of error. */
    readonly reason: string | null;
    readonly attempts: number;
    readonly dueAt: Date;
    readonly endedAt: Date | null;
  }[];
  /** How many have just been sent on their way again; null: none. */
  readonly retried: number | null;
}

export function StaffNoticesPage({ viewer, view }: { viewer: Viewer; view: StaffNoticesView }) {
  const w = words(viewer.language).staffNotices;
  const { oldestDue } = view;
  return (
    <Page viewer={viewer} title={w.title} current="service">
      <div class="stack-5">
        <Said text={view.retried === null ? null : w.retried(view.retried)} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.service(), label: words(viewer.language).staff.service.title }]}
          title={w.title}
          lead={w.lead}
        />
        <Tell
          tone={view.late ? "wait" : "good"}
          icon={view.late ? "warning" : "check"}
          title={view.late ? w.late : w.inTime}
        >
          <p>
            {oldestDue ? w.oldest(sayRecentTime(viewer.language, oldestDue, viewer.now)) : w.noneDue}{" "}
            {view.unrouted > 0 ? w.unrouted(view.unrouted) : null}
          </p>
        </Tell>
        <div class="card">
          <Table
            caption={w.title}
            look="deliveries"
            columns={[w.columns.channel, w.columns.waiting, w.columns.sent, w.columns.dropped, w.columns.dead]}
            rows={view.channels.map(({ channel, on, counts }) => ({
              key: channel,
              cells: [
                <>
                  {w.channels[channel]}
                  {on ? null : <small class="under muted">{w.channelOff}</small>}
                </>,
                ...(["waiting", "sent", "dropped", "dead"] as const).map((state) => (
                  <span class="num">{sayNumber(viewer.language, counts[state])}</span>
                )),
              ],
            }))}
          />
        </div>
        <Dead viewer={viewer} view={view} />
      </div>
    </Page>
  );
}

function Dead({ viewer, view }: { viewer: Viewer; view: StaffNoticesView }) {
  const w = words(viewer.language).staffNotices;
  if (view.dead.length === 0)
    return (
      <Empty icon="check" title={w.noDead}>
        <p>{w.noDeadAbout}</p>
      </Empty>
    );
  return (
    <section class="stack-3">
      <div class="row">
        <h2>{w.dead}</h2>
        <form method="post" action={paths.staff.retryNotice()}>
          <Csrf viewer={viewer} />
          <button type="submit" class="btn quiet">
            {w.retryAll}
          </button>
        </form>
      </div>
      <p class="muted measure">{w.deadAbout}</p>
      <div class="card">
        <Table
          caption={w.dead}
          look="dead-letters"
          columns={[w.columns.id, w.columns.channel, w.columns.reason, w.columns.gaveUp, w.columns.todo]}
          rows={view.dead.map(({ id, channel, reason, attempts, dueAt, endedAt }) => ({
            key: id,
            cells: [
              <span class="code">{id}</span>,
              w.channels[channel],
              <>
                <span class="code">{reason ?? "—"}</span>
                <small class="under muted">{w.attempts(attempts)}</small>
              </>,
              <span class="num">{sayMoment(viewer.language, endedAt ?? dueAt)}</span>,
              <form method="post" action={paths.staff.retryNotice(id)}>
                <Csrf viewer={viewer} />
                <button type="submit" class="linklike" aria-label={w.retryOf(id)}>
                  {w.retry}
                </button>
              </form>,
            ],
          }))}
        />
      </div>
    </section>
  );
}
