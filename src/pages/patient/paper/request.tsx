/** One request for copies: how it stands, where and when to come, what to take, and what to do when it was not given. */

import type { RequestState } from "../../../paper/request.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import type { IconName } from "../../parts/icon.tsx";
import { Said } from "../../parts/said.tsx";
import { sayAhead } from "../../parts/say-when.ts";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { holdTogether } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { History } from "./history.tsx";
import { type EventRow, type PlaceRow, requestTones, type WhenRow } from "./rows.ts";

export interface RequestedDocument {
  readonly number: string;
  readonly title: string;
  readonly issued: string | null;
  /** It can be opened in the cabinet. */
  readonly shown: boolean;
}

export interface RequestView {
  readonly number: string;
  readonly state: RequestState;
  readonly turn: number;
  readonly place: PlaceRow;
  readonly comes: WhenRow;
  readonly documents: readonly RequestedDocument[];
  readonly events: readonly EventRow[];
  /** Why it was refused. */
  readonly reason: string | null;
  /** The day has come, and it may be said that nothing was given. */
  readonly mayComplain: boolean;
  readonly done: "made" | "open" | "cancelled" | "complained" | null;
}

const faces = {
  asked: ["note", "history"],
  ready: ["good", "check"],
  handed: ["good", "check"],
  refused: ["bad", "warning"],
  cancelled: ["plain", "info"],
} as const satisfies Record<RequestState, readonly [string, IconName]>;

export function PaperRequestPage({ viewer, view }: { viewer: Viewer; view: RequestView }) {
  const p = words(viewer.language).paper;
  const w = p.one;
  const [tone, icon] = faces[view.state];
  const open = view.state === "asked" || view.state === "ready";
  return (
    <Page viewer={viewer} title={w.title(view.number)} current="documents">
      <div class="stack-6">
        <Said text={view.done ? w[view.done] : null} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.paper(), label: p.link }]}
          chips={<Chip tone={requestTones[view.state]}>{p.states[view.state]}</Chip>}
          title={holdTogether(w.title(view.number))}
        />
        <Tell tone={tone} icon={icon} title={open ? sayComing(viewer, view.comes) : p.states[view.state]}>
          <p>{w.next[view.state]}</p>
          {view.reason ? (
            <p>
              {w.reason}: <span lang="ru">{view.reason}</span>
            </p>
          ) : null}
        </Tell>
        {view.mayComplain ? (
          <Tell tone="wait" icon="warning" title={view.state === "refused" ? w.refusedAbout : w.late}>
            <p>{w.lateAbout}</p>
            <p>
              <a class="btn" href={paths.paperNotGiven(view.number)}>
                {w.notGiven}
              </a>
            </p>
          </Tell>
        ) : null}
        <div class="grid-2">
          <section class="card stack-3">
            <h2 class="like-3">{w.where}</h2>
            <Where viewer={viewer} place={view.place} />
            <p>
              {p.take}: {p.takeItems.join(", ")}.
            </p>
          </section>
          <section class="card stack-3">
            <h2 class="like-3">{w.what}</h2>
            <ul class="lines">
              {view.documents.map(({ number, title, issued, shown }) => (
                <li key={number}>
                  <span lang="ru">
                    {shown ? <a href={paths.document(number)}>{holdTogether(title)}</a> : holdTogether(title)}
                  </span>
                  <span class="under small muted">{issued ? sayDay(viewer.language, issued) : null}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <History viewer={viewer} events={view.events} />
        <section class="row">
          {open ? (
            <form method="post" action={paths.paperCancel(view.number)}>
              <Csrf viewer={viewer} />
              <input type="hidden" name="turn" value={view.turn} />
              <button type="submit" class="btn quiet">
                {w.cancel}
              </button>
            </form>
          ) : null}
          {view.state === "refused" || view.state === "cancelled" ? (
            <a
              class="btn quiet"
              href={paths.paperNew({ documents: view.documents.map(({ number }) => number).join(",") })}
            >
              {w.again}
            </a>
          ) : null}
          <a href={paths.journal({ whose: "others" })}>{w.journal}</a>
        </section>
      </div>
    </Page>
  );
}

function sayComing(viewer: Viewer, { day, ahead, hours }: WhenRow): string {
  const p = words(viewer.language).paper;
  if (ahead === 0 && hours) return p.one.whenToday(hours.until);
  const when = p.comes(sayAhead(viewer, day, ahead));
  return hours && ahead >= 0 ? `${when}, ${`${hours.from}–${hours.until}`}` : when;
}

export function Where({ viewer, place }: { viewer: Viewer; place: PlaceRow }) {
  const w = words(viewer.language).organisations;
  return (
    <>
      <p>
        <a href={paths.organisation(place.oid)} lang="ru">
          {holdTogether(place.shortName)}
        </a>
      </p>
      <Facts
        facts={[
          place.address ? [w.address, <span lang="ru">{place.address}</span>] : null,
          place.phone ? [w.phone, <span class="num one-line">{place.phone}</span>] : null,
          place.hours ? [w.hours, <span lang="ru">{place.hours}</span>] : null,
        ]}
      />
    </>
  );
}
