/** «Черновики»: what a doctor is writing, and where to begin. */
import type { DraftLine } from "../../../clinic/drafts/drafts.ts";
import { formKeys } from "../../../clinic/drafts/fields.ts";
import { officialTitle } from "../../../clinic/drafts/forms/all.ts";
import type { OrganisationKey } from "../../../clinic/organisation-key.ts";
import { initials } from "../../../registry/initials.ts";
import { Page } from "../../frame.tsx";
import { Chip, type Tone } from "../../parts/chip.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { OrganisationKeyTell } from "../../parts/sign-document.tsx";
import { Table } from "../../parts/table.tsx";
import { paths } from "../../paths.ts";
import { sayMoment } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { titleOf } from "./title.ts";

export interface DraftsView {
  readonly rows: readonly DraftLine[];
  /** Without it nothing that is written can be sent. */
  readonly organisationKey: OrganisationKey;
}

const tones = {
  open: "note",
  frozen: "wait",
  signed: "wait",
  sent: "good",
  discarded: "plain",
} as const satisfies Record<DraftLine["state"], Tone>;

export function DraftsPage({ viewer, view }: { viewer: Viewer; view: DraftsView }) {
  const w = words(viewer.language).drafts;
  return (
    <Page viewer={viewer} title={w.title} current="drafts">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <OrganisationKeyTell viewer={viewer} organisationKey={view.organisationKey} />
        <section class="stack-3" aria-labelledby="fresh">
          <h2 id="fresh">{w.fresh}</h2>
          <Kinds viewer={viewer} />
        </section>
        {view.rows.length > 0 ? (
          <div class="card">
            <DraftTable viewer={viewer} rows={view.rows} />
          </div>
        ) : (
          <Empty icon="pen" title={w.none}>
            <p>{w.noneAbout}</p>
          </Empty>
        )}
      </div>
    </Page>
  );
}

function Kinds({ viewer }: { viewer: Viewer }) {
  const { kinds } = words(viewer.language).draftFields;
  return (
    <ul class="kind-choice">
      {formKeys.map((kind) => (
        <li key={kind}>
          <a class="card" href={paths.staff.newDraft({ kind })}>
            <b>{kinds[kind].title}</b>
            <small class="under muted" lang="ru">
              {officialTitle(kind)}
            </small>
          </a>
        </li>
      ))}
    </ul>
  );
}

function DraftTable({ viewer, rows }: { viewer: Viewer; rows: readonly DraftLine[] }) {
  const w = words(viewer.language).drafts;
  return (
    <Table
      caption={w.title}
      look="drafts"
      columns={[w.columns.what, w.columns.patient, w.columns.changed, w.columns.state, w.columns.next]}
      rows={rows.map((row) => {
        const who = initials(row.patient.name);
        const to = row.state === "open" ? paths.staff.draft(row.id) : paths.staff.draftSign(row.id);
        const next = row.state === "open" ? w.goOn : row.state === "frozen" ? w.toSign : w.toSend;
        return {
          key: row.id,
          cells: [
            <>
              {titleOf(viewer, row.form, row.title)}
              {row.version > 1 ? <small class="under muted">{w.corrected(row.version)}</small> : null}
            </>,
            <span lang="ru">{who}</span>,
            <span class="num">{sayMoment(viewer.language, row.updatedAt)}</span>,
            <Chip tone={tones[row.state]}>{w.states[row.state]}</Chip>,
            <a href={to} aria-label={`${next}: ${titleOf(viewer, row.form, row.title)}, ${who}`}>
              {next}
            </a>,
          ],
        };
      })}
    />
  );
}
