/** «Мои обращения»: those that wait for the patient first, then those that are being answered, then the closed ones. */
import { Page } from "../frame.tsx";
import { type AppealHead, AppealTitle, StateChip, sayAppeal, sayHolder, sayTerm } from "../parts/appeal-line.tsx";
import { Empty } from "../parts/empty.tsx";
import { Head } from "../parts/head.tsx";
import { Icon } from "../parts/icon.tsx";
import { Ways } from "../parts/ways.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface AppealsView {
  /** Newest first. */
  readonly rows: readonly AppealHead[];
}

export function AppealsPage({ viewer, view: { rows } }: { viewer: Viewer; view: AppealsView }) {
  const w = words(viewer.language).appeals;
  const groups = [
    { title: w.waiting, rows: rows.filter(waitsForPatient) },
    { title: w.open, rows: rows.filter((row) => isOpen(row) && !waitsForPatient(row)).sort(bySooner) },
    { title: w.closed, rows: rows.filter((row) => row.state === "closed") },
  ];
  return (
    <Page viewer={viewer} title={w.title} current="appeals">
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={rows.length > 0 ? w.lead : undefined} />
        {rows.length === 0 ? <NoAppeals viewer={viewer} /> : null}
        {groups.map((group) =>
          group.rows.length === 0 ? null : (
            <section key={group.title} class="stack-3">
              <h2>{group.title}</h2>
              <ul class="docs appeals">
                {group.rows.map((row) => (
                  <Row key={row.number} viewer={viewer} row={row} />
                ))}
              </ul>
            </section>
          ),
        )}
        <p class="row">
          <a href={paths.askSupport()}>{w.ask}</a>
          <a href={paths.rules()}>{w.rules}</a>
        </p>
      </div>
    </Page>
  );
}

function waitsForPatient({ state }: AppealHead): boolean {
  return state === "asked" || state === "corrected" || state === "refused";
}

function isOpen({ state }: AppealHead): boolean {
  return state !== "closed";
}

/** Whose term ends sooner; those without a term last. */
function bySooner(a: AppealHead, b: AppealHead): number {
  return (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999");
}

function Row({ viewer, row }: { viewer: Viewer; row: AppealHead }) {
  const w = words(viewer.language).appeals;
  return (
    <li class={row.state === "closed" ? "past" : undefined}>
      <span class="kind-sign">
        <Icon name="letter" />
      </span>
      <div>
        <a class="title" href={paths.appeal(row.number)} aria-label={sayAppeal(viewer, row)}>
          <AppealTitle viewer={viewer} head={row} />
        </a>{" "}
        <StateChip viewer={viewer} head={row} />
        <p class="sentence">{sayTerm(viewer, row)}</p>
        {row.state === "registered" || row.state === "working" ? (
          <p class="small muted">
            {w.acts(holdTogether(sayHolder(viewer, row.holder, row.organisation)))} {w.nothing}
          </p>
        ) : null}
        <p class="small muted num">№&nbsp;{row.number}</p>
      </div>
    </li>
  );
}

function NoAppeals({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).appeals.empty;
  return (
    <>
      <Empty icon="letter" title={w.title}>
        <p>{w.why}</p>
      </Empty>
      <Ways
        ways={[
          { href: paths.documents(), icon: "flag", ...w.document },
          { href: paths.claim(), icon: "document", ...w.missing },
          { href: paths.journal(), icon: "eye", ...w.access },
          { href: paths.help(), icon: "help", ...w.help },
        ]}
      />
    </>
  );
}
