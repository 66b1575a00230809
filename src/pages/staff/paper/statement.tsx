/** A statement at the desk: its words, who submitted it, and the answer: accept, or return with the reason. */
import type { StatementState } from "../../../paper/statements/statement.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary, type FieldFault } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Said } from "../../parts/said.tsx";
import { paths } from "../../paths.ts";
import { History } from "../../patient/paper/history.tsx";
import { type EventRow, statementTones } from "../../patient/paper/rows.ts";
import { StatementText } from "../../patient/paper/statement-new.tsx";
import { holdTogether } from "../../say-amount.ts";
import { sayDay, sayRecentTime } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { type Messages, words } from "../../words.ts";
import { Refusing } from "./forms.tsx";
import { type DeskFault, Moved } from "./request.tsx";

export interface StaffStatementView {
  readonly number: string;
  readonly state: StatementState;
  readonly turn: number;
  readonly who: string;
  readonly birthDate: string | null;
  readonly submittedAt: Date;
  readonly version: string;
  readonly text: readonly string[];
  readonly events: readonly EventRow[];
  readonly reason: string;
  readonly fault: DeskFault | null;
  readonly moved: boolean;
  readonly done: keyof Messages["paper"]["staff"]["done"] | null;
}

export function StaffStatementPage({ viewer, view }: { viewer: Viewer; view: StaffStatementView }) {
  const p = words(viewer.language).paper;
  const w = p.staff;
  const faults: FieldFault[] = view.fault ? [{ field: "reason", text: w.faults[view.fault] }] : [];
  return (
    <Page viewer={viewer} title={w.statement(view.number)} current="paper" failed={faults.length > 0 || view.moved}>
      <div class="stack-6">
        <Said text={view.done ? w.done[view.done] : null} />
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.paper(), label: w.title }]}
          chips={<Chip tone={statementTones[view.state]}>{p.keep.states[view.state]}</Chip>}
          title={holdTogether(w.statement(view.number))}
          lead={p.keep.short}
        />
        {view.moved ? <Moved viewer={viewer} events={view.events} /> : null}
        <section class="card stack">
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
              [p.keep.date, sayRecentTime(viewer.language, view.submittedAt, viewer.now)],
            ]}
          />
          <StatementText text={view.text} />
          <p class="small muted">{p.keep.version(view.version)}</p>
          <p>
            <a href={paths.staff.statementPdf(view.number)}>
              <Icon name="printer" /> {w.pdf}
            </a>
          </p>
        </section>
        {view.state === "submitted" ? (
          <>
            <form method="post" action={paths.staff.statement(view.number)}>
              <Csrf viewer={viewer} />
              <input type="hidden" name="turn" value={view.turn} />
              <button type="submit" class="btn" name="deed" value="accepted">
                {w.accept}
              </button>
            </form>
            <Refusing
              viewer={viewer}
              action={paths.staff.statement(view.number)}
              turn={view.turn}
              reason={view.reason}
              faults={faults}
              said={{ title: w.returnIt, label: w.returnReason, button: w.returned, deed: "returned" }}
            />
          </>
        ) : view.moved && view.reason ? (
          <p class="card flat" lang="ru">
            {view.reason}
          </p>
        ) : null}
        <History viewer={viewer} events={view.events} />
      </div>
    </Page>
  );
}
