/** Step 5: the organisation, looked up within its region, or in the person's own words. */
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { ClaimStepPage } from "./step.tsx";

export interface ClaimOrganisationView {
  readonly region: string;
  readonly search: string;
  readonly found: readonly { readonly oid: string; readonly name: string; readonly address: string | null }[];
  readonly more: boolean;
  /** An OID, or «none» for one that is not in the list. */
  readonly chosen: string | null;
  readonly name: string;
  readonly faults: readonly FieldFault[];
}

export function ClaimOrganisationPage({ viewer, view }: { viewer: Viewer; view: ClaimOrganisationView }) {
  const w = words(viewer.language).claims.organisation;
  const { faults } = view;
  return (
    <ClaimStepPage
      viewer={viewer}
      step="organisation"
      title={w.title}
      faults={faults}
      action={paths.claimStep("organisation")}
      lead={<span lang="ru">{view.region}</span>}
    >
      <div class="field">
        <label for="search">{w.search}</label>
        <p class="hint small" id="search-hint">
          {w.searchHint}
        </p>
        <div class="with-button">
          <input
            type="text"
            id="search"
            name="search"
            value={view.search}
            autocomplete="off"
            aria-describedby="search-hint"
          />
          <button type="submit" class="btn quiet" name="go" value="find">
            {w.find}
          </button>
        </div>
      </div>
      <fieldset class="field" id="found" {...faultProps("organisation", faults)}>
        <legend>{view.search === "" ? w.all : w.found}</legend>
        <FaultOf field="organisation" faults={faults} />
        {view.found.length === 0 ? <p>{w.nothing(view.search)}</p> : null}
        <div class="stack-2">
          {view.found.map(({ oid, name, address }, n) => (
            <label key={oid} class="choice">
              <input
                type="radio"
                name="organisation"
                id={n === 0 ? "organisation" : undefined}
                value={oid}
                checked={view.chosen === oid}
              />
              <span lang="ru">
                <b>{name}</b>
                {address ? <small class="under muted">{address}</small> : null}
              </span>
            </label>
          ))}
          {view.more ? <p class="small muted">{w.more}</p> : null}
          <label class="choice">
            <input
              type="radio"
              name="organisation"
              id={view.found.length === 0 ? "organisation" : undefined}
              value="none"
              checked={view.chosen === "none"}
            />
            <span>{w.notListed}</span>
          </label>
        </div>
      </fieldset>
      <div class="field">
        <label for="name">{w.name}</label>
        <p class="hint small" id="name-hint">
          {w.nameHint}
        </p>
        <FaultOf field="name" faults={faults} />
        <input
          type="text"
          id="name"
          name="name"
          value={view.name}
          autocomplete="off"
          {...faultProps("name", faults, "name-hint")}
        />
      </div>
    </ClaimStepPage>
  );
}
