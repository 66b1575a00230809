/** «Удаление по решению суда»: what waits for a second administrator, a form to ask, and how former requests ended. */
import { FRESH_MINUTES } from "../../../access/fresh.ts";
import type { ListedErasure } from "../../../admin/erasure/list.ts";
import { fullName } from "../../../cda/person-words.ts";
import { initials } from "../../../registry/initials.ts";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { Table } from "../../parts/table.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { sayMoment } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { AskForm, ConfirmForm, DeclineForm } from "./forms.tsx";
import type { ErasuresView, WaitingErasure } from "./view.ts";

export function ErasuresPage({ viewer, view }: { viewer: Viewer; view: ErasuresView }) {
  const w = words(viewer.language).erasure;
  return (
    <Page viewer={viewer} title={w.title} current="erasures" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.done ? w.done[view.done] : null} />
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <ErrorSummary viewer={viewer} faults={view.faults} />
        <ul class="bullets">
          {w.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        {view.fresh ? null : (
          <Tell tone="wait" icon="lock" title={w.login.title}>
            <p>{w.login.about(FRESH_MINUTES)}</p>
            <p>
              <a class="btn" href={paths.loginAgain(paths.staff.erasures())}>
                {w.login.go}
              </a>
            </p>
          </Tell>
        )}
        {view.waiting.length > 0 ? (
          <section class="stack-3">
            <h2>{w.open}</h2>
            <ul class="plain-list stack-5">
              {view.waiting.map((row) => (
                <li key={row.erasureId} class="card stack-3">
                  <Waiting viewer={viewer} row={row} view={view} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {view.fresh ? <AskForm viewer={viewer} view={view} /> : null}
        <Past viewer={viewer} rows={view.past} />
      </div>
    </Page>
  );
}

function Waiting({ viewer, row, view }: { viewer: Viewer; row: WaitingErasure; view: ErasuresView }) {
  const w = words(viewer.language).erasure;
  return (
    <>
      <h3 class="like-3 num">{row.number}</h3>
      <Facts
        facts={[
          [w.facts.basis, <span lang="ru">{row.basis}</span>],
          row.organisation ? [w.facts.organisation, <span lang="ru">{row.organisation}</span>] : null,
          row.registeredAt ? [w.facts.registered, sayMoment(viewer.language, row.registeredAt)] : null,
          [w.facts.who, <span lang="ru">{fullName(row.who)}</span>],
          [w.facts.until, sayMoment(viewer.language, row.endsAt)],
        ]}
      />
      {row.own ? <p class="muted">{w.own}</p> : null}
      {view.fresh && !row.own ? <ConfirmForm viewer={viewer} row={row} faults={view.faults} /> : null}
      {view.fresh ? <DeclineForm viewer={viewer} row={row} /> : null}
    </>
  );
}

function Past({ viewer, rows }: { viewer: Viewer; rows: readonly ListedErasure[] }) {
  const w = words(viewer.language).erasure;
  if (rows.length === 0) return null;
  return (
    <section class="stack-3">
      <h2>{w.past}</h2>
      <div class="card">
        <Table
          caption={w.past}
          look="erasures"
          columns={[w.columns.number, w.columns.state, w.columns.who, w.columns.basis]}
          rows={rows.map((row) => ({
            key: row.erasureId,
            cells: [
              <span class="num">{row.number}</span>,
              <>
                <Chip tone={row.state === "erased" ? "bad" : "wait"}>{w.states[row.state]}</Chip>
                <small class="under muted">{sayMoment(viewer.language, row.end?.at ?? row.endsAt)}</small>
              </>,
              <span lang="ru">{[row.who, ...(row.end ? [row.end.by] : [])].map(initials).join(", ")}</span>,
              <span lang="ru">{row.basis}</span>,
            ],
          }))}
        />
      </div>
    </section>
  );
}
