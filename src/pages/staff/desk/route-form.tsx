/** Passing an appeal to an organisation: found by its name, chosen from what was found. */
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { OrganisationChoice } from "./case-view.ts";

/** GET: the page comes again with what was found. `hidden`: what the address holds besides. */
export function FindOrganisation({
  viewer,
  action,
  hidden,
  find,
}: {
  viewer: Viewer;
  action: string;
  hidden: Readonly<Record<string, string>>;
  find: string;
}) {
  const w = words(viewer.language).desk.one.route;
  return (
    <form method="get" action={action} class="desk-form stack-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div class="field">
        <label for="find">{w.find}</label>
        <p class="hint small" id="find-hint">
          {w.findHint}
        </p>
        <input type="search" id="find" name="find" value={find} aria-describedby="find-hint" />
      </div>
      <p>
        <button type="submit" class="btn quiet">
          {w.findSend}
        </button>
      </p>
    </form>
  );
}

/** So many are offered at once. */
export const MOST_CHOICES = 20;

export function ChooseOrganisation({
  viewer,
  choices,
  chosen,
  faults,
}: {
  viewer: Viewer;
  choices: readonly OrganisationChoice[];
  chosen: string | null;
  faults: readonly FieldFault[];
}) {
  const w = words(viewer.language).desk.one.route;
  return (
    <fieldset class="field" id="to" {...faultProps("to", faults)}>
      <legend>{w.to}</legend>
      <FaultOf field="to" faults={faults} />
      {choices.length === 0 ? <p class="muted">{w.none}</p> : null}
      <div class="choices">
        {choices.map(({ oid, name, region }) => (
          <label key={oid} class="choice">
            <input type="radio" name="to" value={oid} checked={oid === chosen} />
            <span lang="ru">
              {name}
              <br />
              <small class="muted">{region}</small>
            </span>
          </label>
        ))}
      </div>
      {choices.length >= MOST_CHOICES ? <p class="small muted">{w.most}</p> : null}
    </fieldset>
  );
}
