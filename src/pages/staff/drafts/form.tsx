/** The form of a draft: sections, what is wrong with it, what another window saved, and where to go on from here. */
import type { Fault } from "../../../basics/fault.ts";
import { formatSnils } from "../../../basics/snils.ts";
import type { FormFault } from "../../../clinic/drafts/check-form.ts";
import type { OpenedDraft } from "../../../clinic/drafts/drafts.ts";
import { type Group, nameIn, rowsOf, type Values } from "../../../clinic/drafts/fields.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { Chip } from "../../parts/chip.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Said } from "../../parts/said.tsx";
import { paths } from "../../paths.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { FaultItem } from "../submission.tsx";
import { FieldBox, groupTitle, idOf, labelOf, type Match } from "./field.tsx";
import { officialOf, titleOf } from "./title.ts";

export interface DraftFormView {
  readonly draft: OpenedDraft;
  /** What stands in the form: what is saved, or what was typed and not saved. */
  readonly values: Values;
  readonly reason: string;
  readonly faults: readonly FormFault[];
  /** The registry's own, over the written bytes; null: not asked. */
  readonly foreseen: readonly Fault[] | null;
  readonly matches: ReadonlyMap<string, readonly Match[]>;
  /** Another window saved this in the meantime. */
  readonly conflict: { readonly values: Values; readonly reason: string } | null;
  /** Time of day of a saving just done. */
  readonly savedAt: string | null;
  readonly add: string | null;
}

export function DraftFormPage({ viewer, view }: { viewer: Viewer; view: DraftFormView }) {
  const w = words(viewer.language).drafts;
  const { draft, conflict, foreseen } = view;
  const title = titleOf(viewer, draft.by.form.key, draft.title);
  const faults = fieldFaults(viewer, view);
  const failed = faults.length > 0 || conflict !== null || (foreseen ?? []).length > 0;
  return (
    <Page viewer={viewer} title={title} current="drafts" failed={failed}>
      <div class="stack-5">
        <Said text={view.savedAt && w.form.saved(view.savedAt)} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.drafts(), label: w.title }]}
          chips={draft.row.version > 1 ? <Chip tone="note">{w.corrected(draft.row.version)}</Chip> : null}
          title={title}
        >
          <p class="muted" lang="ru">
            {officialOf(draft.by.form.key)}
          </p>
          {draft.row.replaces ? <p>{w.form.correcting(draft.row.version)}</p> : null}
          {draft.row.appeal ? (
            <p>
              <a href={paths.staff.appeal(draft.row.appeal)}>{words(viewer.language).inbox.number(draft.row.appeal)}</a>
              . {w.form.answers}
            </p>
          ) : null}
        </Head>
        {conflict ? <Conflict viewer={viewer} id={draft.id} /> : null}
        <ErrorSummary viewer={viewer} faults={faults} />
        {foreseen ? <Foreseen viewer={viewer} foreseen={foreseen} ready={faults.length === 0} /> : null}
        <Whom viewer={viewer} draft={draft} />
        <draft-saver
          data-saving={w.form.saving}
          data-saved={w.form.saved("%")}
          data-unsaved={w.form.unsaved}
          data-ended={w.form.ended}
          data-conflict={w.form.conflict}
        >
          <form method="post" action={paths.staff.draft(draft.id)} class="stack-5 draft-form" novalidate>
            <Csrf viewer={{ ...viewer, path: paths.staff.draft(draft.id) }} />
            <input type="hidden" name="revision" value={draft.revision} />
            {/* What Enter presses. */}
            <button type="submit" name="do" value="save" class="heard" tabIndex={-1} aria-hidden="true">
              {w.form.save}
            </button>
            {draft.row.replaces ? <Reason viewer={viewer} view={view} faults={faults} /> : null}
            {draft.by.form.groups.map((group) => (
              <GroupBox key={group.key} viewer={viewer} view={view} group={group} faults={faults} />
            ))}
            <div class="draft-bar">
              <button type="submit" name="do" value="sign" class="btn">
                {draft.row.replaces ? w.form.difference : w.form.sign}
              </button>
              <button type="submit" name="do" value="preview" class="btn quiet">
                {w.form.preview}
              </button>
              <button type="submit" name="do" value="check" class="btn quiet">
                {w.form.check}
              </button>
              <button type="submit" name="do" value="save" class="btn quiet">
                {conflict ? w.form.conflictMine : w.form.save}
              </button>
              <p class="small muted" data-said role="status" />
            </div>
          </form>
        </draft-saver>
        <Discard viewer={viewer} id={draft.id} />
      </div>
    </Page>
  );
}

function fieldFaults(viewer: Viewer, { draft, faults, reason, foreseen }: DraftFormView): FieldFault[] {
  const w = words(viewer.language);
  const placed = new Map(
    draft.by.form.groups.flatMap((group) =>
      Array.from({ length: group.rows?.most ?? 1 }, (_, row) =>
        group.fields.map((field) => {
          const name = nameIn(group, row, field);
          return [name, { name, group, row, field }] as const;
        }),
      ).flat(),
    ),
  );
  const missing = draft.row.replaces !== null && reason === "" && (faults.length > 0 || foreseen !== null);
  return [
    ...(missing ? [{ field: "reason", text: w.drafts.form.reasonMissing }] : []),
    ...faults.flatMap(({ field, what }) => {
      const at = placed.get(field);
      return at ? [{ field: idOf(field), text: `${labelOf(viewer, at)}. ${w.draftFields.faults[what]}` }] : [];
    }),
  ];
}

function Whom({ viewer, draft }: { viewer: Viewer; draft: OpenedDraft }) {
  const w = words(viewer.language).drafts.form;
  const { name, snils, birthDate } = draft.patient;
  return (
    <section class="card flat" aria-label={w.about}>
      <Facts
        facts={[
          [w.about, <b lang="ru">{[name.family, name.given, name.patronymic].filter(Boolean).join(" ")}</b>],
          [w.born, <span class="num">{sayDay(viewer.language, birthDate)}</span>],
          [w.snils, <span class="num one-line">{formatSnils(snils)}</span>],
        ]}
      />
    </section>
  );
}

function Conflict({ viewer, id }: { viewer: Viewer; id: string }) {
  const w = words(viewer.language).drafts.form;
  return (
    <div class="tell wait" role="alert">
      <Icon name="warning" />
      <div class="stack-2">
        <h2>{w.conflict}</h2>
        <p>{w.conflictAbout}</p>
        <p>
          <a href={paths.staff.draft(id)}>{w.conflictTheirs}</a>
        </p>
      </div>
    </div>
  );
}

/** What the registry would say, before anybody signs. */
function Foreseen({ viewer, foreseen, ready }: { viewer: Viewer; foreseen: readonly Fault[]; ready: boolean }) {
  const w = words(viewer.language).drafts.form;
  if (foreseen.length === 0)
    return ready ? (
      <div class="tell good" role="status">
        <Icon name="check" />
        <div>
          <h2>{w.checked}</h2>
          <p>{w.checkedAbout}</p>
        </div>
      </div>
    ) : null;
  const refused = foreseen.some(({ severity }) => severity === "error");
  return (
    <section class="stack-3">
      <h2>{refused ? w.foreseen : w.warned}</h2>
      <ol class="faults">
        {foreseen.map((fault) => (
          <FaultItem key={`${fault.code} ${fault.path} ${fault.line}`} viewer={viewer} fault={fault} />
        ))}
      </ol>
    </section>
  );
}

function Reason({ viewer, view, faults }: { viewer: Viewer; view: DraftFormView; faults: readonly FieldFault[] }) {
  const w = words(viewer.language).drafts.form;
  const { reason, conflict } = view;
  return (
    <section class="card field whole">
      <label for="reason">{w.reason}</label>
      <p class="hint small" id="reason-hint">
        {w.reasonHint}
      </p>
      <FaultOf field="reason" faults={faults} />
      <textarea
        id="reason"
        name="reason"
        rows={3}
        maxLength={2000}
        lang="ru"
        {...faultProps("reason", faults, "reason-hint")}
      >
        {reason}
      </textarea>
      {conflict && conflict.reason !== reason ? (
        <p class="stored small">
          <b>{w.conflictStored}</b> <span lang="ru">{conflict.reason || w.conflictNothing}</span>
        </p>
      ) : null}
    </section>
  );
}

interface GroupProps {
  readonly viewer: Viewer;
  readonly view: DraftFormView;
  readonly group: Group;
  readonly faults: readonly FieldFault[];
}

function GroupBox({ viewer, view, group, faults }: GroupProps) {
  const w = words(viewer.language);
  const { values, conflict, add } = view;
  const theirs = conflict ? rowsOf(group, conflict.values) : 0;
  const filled = Math.max(group.rows?.least ?? 1, rowsOf(group, values), theirs);
  const count = group.rows === null ? 1 : Math.min(group.rows.most, filled + (add === group.key ? 1 : 0));
  const title = groupTitle(viewer, group);
  return (
    <fieldset class="card draft-group" id={`group-${group.key}`}>
      <legend>
        <h2>{title}</h2>
      </legend>
      <div class="stack-5">
        {Array.from({ length: count }, (_, row) => {
          const boxes = group.fields.map((field) => {
            const placed = { name: nameIn(group, row, field), group, row, field };
            return <PlacedBox key={placed.name} viewer={viewer} view={view} placed={placed} faults={faults} />;
          });
          return group.rows === null ? (
            <div key={row} class="draft-fields">
              {boxes}
            </div>
          ) : (
            <fieldset key={row} class="draft-row">
              <legend class="small muted">{w.drafts.form.row(row + 1)}</legend>
              <div class="draft-fields">{boxes}</div>
            </fieldset>
          );
        })}
        {group.rows !== null && count < group.rows.most ? (
          <p class="row">
            <button type="submit" name="do" value={`add.${group.key}`} class="btn quiet">
              {w.drafts.form.addRow(title.toLocaleLowerCase(viewer.language))}
            </button>
            {count > 0 ? <small class="muted">{w.drafts.form.dropRow}</small> : null}
          </p>
        ) : null}
      </div>
    </fieldset>
  );
}

function PlacedBox({
  viewer,
  view,
  placed,
  faults,
}: Omit<GroupProps, "group"> & { placed: Parameters<typeof labelOf>[1] }) {
  const value = view.values[placed.name] ?? "";
  const theirs = view.conflict?.values[placed.name] ?? "";
  return (
    <FieldBox
      viewer={viewer}
      placed={placed}
      value={value}
      faults={faults}
      stored={view.conflict && theirs !== value ? theirs : undefined}
      matches={view.matches.get(placed.name)}
    />
  );
}

function Discard({ viewer, id }: { viewer: Viewer; id: string }) {
  const w = words(viewer.language).drafts.form;
  return (
    <ask-first data-question={w.discardAsk} data-yes={w.discard} data-no={w.discardNo}>
      <form method="post" action={paths.staff.draftDiscard(id)}>
        <Csrf viewer={viewer} />
        <button type="submit" class="linklike bad">
          {w.discard}
        </button>
      </form>
    </ask-first>
  );
}
