/** One field of a form: its label, what is wrong with it, what another window saved, and the box to type in. */
import type { ComponentChildren } from "preact";
import { dictionaryOf } from "../../../cda/write/dictionaries.ts";
import type { Field, FieldKey, Group, PlacedField } from "../../../clinic/drafts/fields.ts";
import { pickOf } from "../../../clinic/drafts/take-form.ts";
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { type Messages, words } from "../../words.ts";

export interface Match {
  readonly code: string;
  readonly name: string;
}

export interface FieldProps {
  readonly viewer: Viewer;
  readonly placed: PlacedField;
  readonly value: string;
  readonly faults: readonly FieldFault[];
  /** What another window saved, where it differs. */
  readonly stored?: string | undefined;
  /** What a code that the dictionary does not know may mean. */
  readonly matches?: readonly Match[] | undefined;
}

export const idOf = (name: string) => name.replaceAll(".", "-");

export function labelOf(viewer: Viewer, { field, group, row }: PlacedField): string {
  const w = words(viewer.language);
  const { label } = askedOf(viewer, field);
  return group.rows === null
    ? label
    : `${groupTitle(viewer, group)}, ${w.drafts.form.row(row + 1).toLocaleLowerCase(viewer.language)}: ${label}`;
}

interface Asked {
  readonly label: string;
  readonly hint?: string;
}

/** What a field asks, in our words or in the document's own. */
function askedOf(viewer: Viewer, field: Field): Asked {
  return field.ask === null ? { label: field.label ?? "" } : words(viewer.language).draftFields.fields[field.ask];
}

export function groupTitle(viewer: Viewer, group: Group): string {
  return group.about === null ? (group.title ?? "") : words(viewer.language).draftFields.groups[group.about];
}

export function FieldBox(props: FieldProps) {
  const { viewer, placed, faults, stored } = props;
  const { field, name } = placed;
  const w = words(viewer.language).drafts.form;
  const asked = askedOf(viewer, field);
  const id = idOf(name);
  const hint = asked.hint ? `${id}-hint` : undefined;
  const about = (
    <>
      {asked.hint ? (
        <p class="hint small" id={hint}>
          {asked.hint}
        </p>
      ) : null}
      <FaultOf field={id} faults={faults} />
    </>
  );
  if (field.type === "choice" && field.options.length <= 3)
    return (
      <fieldset class="field" id={id} tabIndex={-1} {...faultProps(id, faults, hint)}>
        <legend>
          <Label required={field.required} label={asked.label} optional={w.optional} />
        </legend>
        {about}
        <Radios {...props} field={field} />
        <Stored viewer={viewer} stored={stored} />
      </fieldset>
    );
  return (
    <div class={`field ${look(field)}`}>
      <label for={id}>
        <Label required={field.required} label={asked.label} optional={w.optional} />
      </label>
      {about}
      <Box {...props} id={id} hint={hint} />
      <Stored viewer={viewer} stored={stored} />
    </div>
  );
}

function Label({ required, label, optional }: { required: boolean; label: string; optional: string }) {
  return (
    <>
      {label} {required ? null : <small class="muted">({optional})</small>}
    </>
  );
}

function look(field: Field): string {
  if (field.type === "day" || field.type === "time" || field.type === "number" || field.name === "unit") return "brief";
  return field.type === "choice" || field.type === "line" ? "middle" : "whole";
}

function Box({
  viewer,
  placed: { field, name },
  value,
  faults,
  matches,
  id,
  hint,
}: FieldProps & { id: string; hint: string | undefined }) {
  const w = words(viewer.language).drafts.form;
  const common = { id, name, lang: "ru", ...faultProps(id, faults, hint) };
  switch (field.type) {
    case "text":
    case "lines":
      return (
        <textarea {...common} rows={field.type === "lines" ? 4 : 5} maxLength={field.most}>
          {value}
        </textarea>
      );
    case "line":
      return <input {...common} type="text" value={value} maxLength={field.most} autocomplete="off" />;
    case "number":
      return <input {...common} type="text" inputMode="decimal" value={value} maxLength={20} autocomplete="off" />;
    case "day":
      return <input {...common} type="date" value={value} />;
    case "time":
      return <input {...common} type="time" value={value} />;
    case "choice":
      return (
        <select {...common}>
          <option value="">{w.chooseOne}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.name ?? said(viewer, field.ask, option.value)}
            </option>
          ))}
        </select>
      );
    case "code":
      return (
        <>
          <code-search
            data-url={paths.staff.dictionary(dictionaryOf(field.dictionary).system)}
            data-none={w.noMatches}
            data-found={w.found(0)}
          >
            <input {...common} type="text" value={value} maxLength={600} autocomplete="off" spellcheck={false} />
          </code-search>
          {matches ? <Matches words={w} name={name} matches={matches} /> : null}
        </>
      );
  }
}

function Radios({ viewer, placed: { name }, value, field }: FieldProps & { field: Field & { type: "choice" } }) {
  return (
    <div class="choices">
      {field.options.map((option) => (
        <label key={option.value} class="choice">
          <input type="radio" name={name} value={option.value} checked={option.value === value} />
          <span lang={option.name === null ? undefined : "ru"}>
            {option.name ?? said(viewer, field.ask, option.value)}
          </span>
        </label>
      ))}
    </div>
  );
}

/** Without script a code is found so: type a word, save, choose. */
function Matches({
  words: w,
  name,
  matches,
}: {
  words: Messages["drafts"]["form"];
  name: string;
  matches: readonly Match[];
}) {
  if (matches.length === 0) return <p class="muted small">{w.noMatches}</p>;
  return (
    <fieldset class="matches stack-2">
      <legend class="small">{w.matches}</legend>
      {matches.map(({ code, name: official }) => (
        <label key={code} class="choice">
          <input type="radio" name={pickOf(name)} value={code} />
          <span lang="ru">
            <b>{code}</b> {official}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Stored({ viewer, stored }: { viewer: Viewer; stored: string | undefined }): ComponentChildren {
  const w = words(viewer.language).drafts.form;
  if (stored === undefined) return null;
  return (
    <p class="stored small">
      <b>{w.conflictStored}</b> <span lang="ru">{stored === "" ? w.conflictNothing : stored}</span>
    </p>
  );
}

function said(viewer: Viewer, field: FieldKey | null, value: string): string {
  return (field && words(viewer.language).draftFields.options[field]?.[value]) ?? value;
}
