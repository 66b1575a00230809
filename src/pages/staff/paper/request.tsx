/** One request at the desk: who comes, what to print, and the three ends of it: ready, handed over, refused with a reason. */
import type { RequestState } from "../../../paper/request.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary, type FieldFault } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Said } from "../../parts/said.tsx";
import { sayAhead } from "../../parts/say-when.ts";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { History } from "../../patient/paper/history.tsx";
import { type EventRow, requestTones } from "../../patient/paper/rows.ts";
import { holdTogether, sayPaperNumber } from "../../say-amount.ts";
import { sayDay, sayRecentTime } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { type Messages, words } from "../../words.ts";
import { Handing, Refusing } from "./forms.tsx";
import type { Typed } from "./typed.ts";

export interface PrintRow {
  readonly number: string;
  /** Official name of the kind; null once the request is closed. */
  readonly kind: string | null;
  readonly issued: string | null;
  readonly printedAt: Date | null;
  readonly replacedBy: string | null;
}

export type DeskFault = keyof Messages["paper"]["staff"]["faults"];

export interface StaffRequestView {
  readonly number: string;
  readonly state: RequestState;
  readonly turn: number;
  readonly who: string;
  readonly birthDate: string | null;
  readonly day: string;
  readonly ahead: number;
  readonly late: boolean;
  readonly askedAt: Date;
  readonly documents: readonly PrintRow[];
  readonly events: readonly EventRow[];
  readonly typed: Typed;
  /** Fields and what is wrong with them. */
  readonly faults: readonly { readonly field: "identity" | "other" | "reason"; readonly what: DeskFault }[];
  /** Somebody else was quicker: the last event tells who. */
  readonly moved: boolean;
  readonly done: keyof Messages["paper"]["staff"]["done"] | null;
}

export function StaffPaperRequestPage({ viewer, view }: { viewer: Viewer; view: StaffRequestView }) {
  const p = words(viewer.language).paper;
  const w = p.staff;
  const faults: FieldFault[] = view.faults.map(({ field, what }) => ({ field, text: w.faults[what] }));
  const open = view.state === "asked" || view.state === "ready";
  return (
    <Page viewer={viewer} title={w.request(view.number)} current="paper" failed={faults.length > 0 || view.moved}>
      <div class="stack-6">
        <Said text={view.done ? w.done[view.done] : null} />
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.paper(), label: w.title }]}
          chips={
            <>
              <Chip tone={requestTones[view.state]}>{p.states[view.state]}</Chip>
              {view.late ? <Chip tone="bad">{w.late}</Chip> : null}
            </>
          }
          title={holdTogether(w.request(view.number))}
        />
        {view.moved ? <Moved viewer={viewer} events={view.events} /> : null}
        <section class="card stack-3">
          <Facts
            facts={[
              [
                w.columns.who,
                <>
                  <b lang="ru">{view.who}</b>
                  {view.birthDate ? (
                    <small class="under muted">{w.born(sayDay(viewer.language, view.birthDate))}</small>
                  ) : null}
                </>,
              ],
              [
                w.columns.when,
                view.ahead >= 0 ? sayAhead(viewer, view.day, view.ahead) : sayDay(viewer.language, view.day),
              ],
              [w.asked, sayRecentTime(viewer.language, view.askedAt, viewer.now)],
            ]}
          />
        </section>
        <Documents viewer={viewer} view={view} open={open} />
        {open ? (
          <>
            {view.state === "asked" ? <Ready viewer={viewer} view={view} /> : null}
            <div class="grid-2">
              <Handing viewer={viewer} view={view} faults={faults} />
              <Refusing
                viewer={viewer}
                action={paths.staff.paperRequest(view.number)}
                turn={view.turn}
                reason={view.typed.reason}
                faults={faults}
                said={{ title: w.refuse, label: w.reason, button: w.refused, deed: "refused" }}
              />
            </div>
          </>
        ) : view.moved && view.typed.reason ? (
          <p class="card flat" lang="ru">
            {view.typed.reason}
          </p>
        ) : null}
        <History viewer={viewer} events={view.events} />
      </div>
    </Page>
  );
}

/** Said politely: what the other has done, by name and time, and that nothing of one's own words is lost. */
export function Moved({ viewer, events }: { viewer: Viewer; events: readonly EventRow[] }) {
  const p = words(viewer.language).paper;
  const last = events.findLast(({ deed }) => deed !== "printed");
  return (
    <Tell tone="wait" icon="info" title={p.staff.moved}>
      {last ? (
        <p>
          {p.one.deeds[last.deed] ?? last.deed}: <span lang="ru">{last.who ?? p.one.you}</span>,{" "}
          {sayRecentTime(viewer.language, last.at, viewer.now)}.
        </p>
      ) : null}
      <p>{p.staff.movedKept}</p>
    </Tell>
  );
}

function Documents({ viewer, view, open }: { viewer: Viewer; view: StaffRequestView; open: boolean }) {
  const p = words(viewer.language).paper;
  const w = p.staff;
  return (
    <section class="stack-3">
      <h2>{w.columns.what}</h2>
      <p class="muted">{open ? w.printLead : w.closedAbout}</p>
      <ul class="places-found">
        {view.documents.map(({ number, kind, issued, printedAt, replacedBy }) => (
          <li key={number} class="to-print">
            <div>
              <b lang="ru">{kind ?? sayPaperNumber(viewer.language, number)}</b>{" "}
              {replacedBy ? <Chip tone="wait">{w.version}</Chip> : null}
              <p class="small muted">
                {issued ? `${sayDay(viewer.language, issued)} · ` : ""}
                <span class="num one-line">{sayPaperNumber(viewer.language, number)}</span>
              </p>
              <p class="small">
                {printedAt ? w.printedAt(sayRecentTime(viewer.language, printedAt, viewer.now)) : w.notPrinted}
              </p>
              {replacedBy ? <p class="small">{w.replaced(replacedBy)}</p> : null}
            </div>
            {open ? (
              <a
                class="btn quiet"
                href={paths.staff.paperPrint(view.number, number)}
                aria-label={w.printOf(kind ?? number)}
              >
                <Icon name="printer" />
                {w.print}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ready({ viewer, view }: { viewer: Viewer; view: StaffRequestView }) {
  const w = words(viewer.language).paper.staff;
  return (
    <form method="post" action={paths.staff.paperRequest(view.number)} class="row">
      <Csrf viewer={viewer} />
      <input type="hidden" name="turn" value={view.turn} />
      <button type="submit" class="btn" name="deed" value="ready">
        {w.ready}
      </button>
      <span class="muted">{w.readyAbout}</span>
    </form>
  );
}
