/** One statement: how it stands, its text as it was submitted, its PDF, and the way to withdraw it. */
import type { StatementState } from "../../../paper/statements/statement.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { Said } from "../../parts/said.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { holdTogether } from "../../say-amount.ts";
import { sayDay, sayMoment } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { History } from "./history.tsx";
import { Where } from "./request.tsx";
import { type EventRow, type PlaceRow, statementTones } from "./rows.ts";
import { StatementText } from "./statement-new.tsx";

export interface StatementView {
  readonly number: string;
  readonly state: StatementState;
  readonly turn: number;
  readonly place: PlaceRow;
  readonly name: string;
  readonly birthDate: string | null;
  readonly version: string;
  readonly text: readonly string[];
  readonly submittedAt: Date;
  readonly reason: string | null;
  readonly events: readonly EventRow[];
  readonly done: "submitted" | "open" | "withdrawn" | null;
}

const faces = {
  submitted: ["note", "history"],
  accepted: ["good", "check"],
  returned: ["bad", "warning"],
  withdrawn: ["plain", "info"],
} as const satisfies Record<StatementState, readonly [string, IconName]>;

export function StatementPage({ viewer, view }: { viewer: Viewer; view: StatementView }) {
  const p = words(viewer.language).paper;
  const w = p.keep;
  const [tone, icon] = faces[view.state];
  const open = view.state === "submitted" || view.state === "accepted";
  return (
    <Page viewer={viewer} title={p.staff.statement(view.number)} current="services">
      <div class="stack-6">
        <Said text={view.done ? w[view.done] : null} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.paper(), label: p.link }]}
          chips={<Chip tone={statementTones[view.state]}>{w.states[view.state]}</Chip>}
          title={holdTogether(p.staff.statement(view.number))}
          lead={w.short}
        />
        <Tell tone={tone} icon={icon} title={w.states[view.state]}>
          <p>{w.next[view.state]}</p>
          {view.reason ? (
            <p>
              {p.one.reason}: <span lang="ru">{view.reason}</span>
            </p>
          ) : null}
        </Tell>
        <p class="row">
          <a class="btn quiet" href={paths.statementPdf(view.number)} download>
            <Icon name="download" />
            {w.pdf}
          </a>
          {open ? null : (
            <a class="btn quiet" href={paths.statementNew({ organisation: view.place.oid })}>
              {w.again}
            </a>
          )}
        </p>
        <div class="grid-2">
          <section class="card stack-3">
            <h2 class="like-3">{w.to}</h2>
            <Where viewer={viewer} place={view.place} />
          </section>
          <section class="card stack-3">
            <h2 class="like-3">{w.from}</h2>
            <Facts
              facts={[
                [words(viewer.language).profile.name, <b lang="ru">{view.name}</b>],
                view.birthDate ? [w.birth, sayDay(viewer.language, view.birthDate)] : null,
                [w.date, sayMoment(viewer.language, view.submittedAt)],
              ]}
            />
          </section>
        </div>
        <section class="card stack-3">
          <h2 class="like-3">{w.text}</h2>
          <StatementText text={view.text} />
          <p class="small muted">{w.version(view.version)}</p>
        </section>
        <History viewer={viewer} events={view.events} />
        {open ? (
          <form method="post" action={paths.statementWithdraw(view.number)} class="stack-3">
            <Csrf viewer={viewer} />
            <input type="hidden" name="turn" value={view.turn} />
            <p class="muted measure">{w.withdrawAbout}</p>
            <p>
              <button type="submit" class="btn quiet">
                {w.withdraw}
              </button>
            </p>
          </form>
        ) : null}
      </div>
    </Page>
  );
}
