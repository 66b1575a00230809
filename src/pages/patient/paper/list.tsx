/** «Бумажные копии и заявления»: what one asked for on paper, what became of it, and how to ask. */
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { Dot } from "../../parts/dot.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { sayAhead } from "../../parts/say-when.ts";
import { paths } from "../../paths.ts";
import { holdTogether, sayPaperNumber } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { type RequestRow, requestTones, type StatementRow, statementTones } from "./rows.ts";

export interface PaperView {
  readonly requests: readonly RequestRow[];
  readonly statements: readonly StatementRow[];
  /** How many requests the reader has just made; 0 otherwise. */
  readonly made: number;
}

export function PaperPage({ viewer, view }: { viewer: Viewer; view: PaperView }) {
  const w = words(viewer.language).paper;
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Said text={view.made > 0 ? w.one.madeSeveral(view.made) : null} />
        <Head
          viewer={viewer}
          trail={[
            { href: paths.services(), label: words(viewer.language).services.title },
            { href: paths.health(), label: words(viewer.language).services.hub.title },
          ]}
          title={w.title}
        >
          <p class="lead">{w.lead}</p>
        </Head>
        <section class="stack-3">
          <h2>{w.requests}</h2>
          {view.requests.length === 0 ? (
            <Empty icon="paper" title={w.none}>
              <p>{w.noneAbout}</p>
            </Empty>
          ) : (
            <ul class="places-found">
              {view.requests.map((row) => (
                <Request key={row.number} viewer={viewer} row={row} />
              ))}
            </ul>
          )}
          <p>
            <a class="btn" href={paths.paperNew()}>
              {w.askSeveral}
            </a>
          </p>
        </section>
        <Statements viewer={viewer} rows={view.statements} />
      </div>
    </Page>
  );
}

function Request({ viewer, row }: { viewer: Viewer; row: RequestRow }) {
  const w = words(viewer.language).paper;
  const open = row.state === "asked" || row.state === "ready";
  return (
    <li>
      <a class="title" href={paths.paperRequest(row.number)} lang="ru">
        {holdTogether(row.organisation)}
      </a>{" "}
      <Chip tone={requestTones[row.state]}>{w.states[row.state]}</Chip>
      <p class="small">
        {open ? w.comes(sayAhead(viewer, row.comes.day, row.comes.ahead)) : sayDay(viewer.language, row.comes.day)}
        <Dot />
        {w.documents(row.documents)}
        <Dot />
        <span class="muted num one-line">{sayPaperNumber(viewer.language, row.number)}</span>
      </p>
    </li>
  );
}

function Statements({ viewer, rows }: { viewer: Viewer; rows: readonly StatementRow[] }) {
  const w = words(viewer.language).paper.keep;
  return (
    <section class="stack-3">
      <h2>{w.mine}</h2>
      <p class="muted measure">{w.lead}</p>
      {rows.length > 0 ? (
        <ul class="places-found">
          {rows.map(({ number, organisation, state, submittedAt }) => (
            <li key={number}>
              <a class="title" href={paths.statement(number)} lang="ru">
                {holdTogether(organisation)}
              </a>{" "}
              <Chip tone={statementTones[state]}>{w.states[state]}</Chip>
              <p class="small">
                {w.date} {sayDay(viewer.language, submittedAt)}
                <Dot />
                <span class="muted num one-line">{sayPaperNumber(viewer.language, number)}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a class="btn quiet" href={paths.statementNew()}>
          {w.start}
        </a>
      </p>
    </section>
  );
}
