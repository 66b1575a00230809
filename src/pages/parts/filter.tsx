/** The filter of a list: native selects that go into the address. Open on a wide screen, one line on a phone. */
import type { ComponentChildren } from "preact";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";

export interface FilterProps {
  readonly viewer: Viewer;
  readonly action: string;
  readonly title: string;
  /** Something is chosen now: the filter stays open and can be reset. */
  readonly on: boolean;
  readonly reset: string;
  readonly children: ComponentChildren;
}

export function Filter({ viewer, action, title, on, reset, children }: FilterProps) {
  const w = words(viewer.language).documents.filter;
  return (
    <details class="filter" open={on}>
      <summary>
        <Icon name="filter" /> {title}
        {on ? <small>{w.chosen}</small> : null}
      </summary>
      <form method="get" action={action}>
        {children}
        <button type="submit" class="btn">
          {w.show}
        </button>
        {on ? (
          <a class="reset" href={action}>
            {reset}
          </a>
        ) : null}
      </form>
    </details>
  );
}

export interface SelectProps {
  readonly id: string;
  readonly label: string;
  readonly all: string;
  readonly chosen: string | null;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly russian?: boolean }[];
}

export function Select({ id, label, all, chosen, choices }: SelectProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={id}>
        <option value="">{all}</option>
        {choices.map(({ value, label: name, russian }) => (
          <option key={value} value={value} selected={value === chosen} lang={russian ? "ru" : undefined}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
