/** Steps 2–4: which kind of document, which day, which region. */
import type { TypedDate } from "../../../patient/claim/read-date.ts";
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { type KindKey, kindKeys } from "../../parts/kind.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { ClaimStepPage } from "./step.tsx";

interface Of<View> {
  readonly viewer: Viewer;
  readonly view: View & { readonly faults: readonly FieldFault[] };
}

/** `unknown`: «не знаю». */
export type ClaimKind = Exclude<KindKey, "other"> | "unknown";

export function ClaimKindPage({ viewer, view }: Of<{ readonly chosen: ClaimKind | null }>) {
  const { claims, documents } = words(viewer.language);
  const w = claims.kind;
  const nine = kindKeys.filter((key): key is Exclude<KindKey, "other"> => key !== "other");
  return (
    <ClaimStepPage viewer={viewer} step="kind" title={w.title} faults={view.faults} action={paths.claimStep("kind")}>
      <fieldset class="field" {...faultProps("kind", view.faults)}>
        <legend class="heard">{w.title}</legend>
        <FaultOf field="kind" faults={view.faults} />
        <div class="stack-2">
          {[...nine, "unknown" as const].map((key, n) => (
            <label key={key} class="choice">
              <input
                type="radio"
                name="kind"
                id={n === 0 ? "kind" : undefined}
                value={key}
                checked={view.chosen === key}
              />
              <span>
                <b>{key === "unknown" ? w.unknown : documents.kinds[key].plain}</b>
                <small class="under muted">{key === "unknown" ? w.unknownAbout : documents.kinds[key].official}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </ClaimStepPage>
  );
}

export function ClaimDatePage({ viewer, view }: Of<{ readonly typed: TypedDate }>) {
  const w = words(viewer.language).claims.date;
  const { typed, faults } = view;
  return (
    <ClaimStepPage viewer={viewer} step="date" title={w.title} faults={faults} action={paths.claimStep("date")}>
      <fieldset class="field" aria-describedby="date-hint">
        <legend class="heard">{w.title}</legend>
        <p class="hint" id="date-hint">
          {w.hint}
        </p>
        <FaultOf field="day" faults={faults} />
        <div class="date-fields">
          {(["day", "month", "year"] as const).map((part) => (
            <div key={part} class={`field ${part}`}>
              <label for={part}>{w[part]}</label>
              <input
                type="text"
                id={part}
                name={part}
                value={typed[part]}
                inputMode={part === "month" ? undefined : "numeric"}
                autocomplete="off"
                {...faultProps("day", faults)}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </ClaimStepPage>
  );
}

export interface ClaimRegion {
  readonly code: string;
  readonly name: string;
  readonly connected: boolean;
}

export function ClaimRegionPage({
  viewer,
  view,
}: Of<{ readonly regions: readonly ClaimRegion[]; readonly chosen: string | null }>) {
  const w = words(viewer.language).claims.region;
  return (
    <ClaimStepPage
      viewer={viewer}
      step="region"
      title={w.title}
      faults={view.faults}
      action={paths.claimStep("region")}
    >
      <div class="field">
        <label for="region">{w.label}</label>
        <p class="hint" id="region-hint">
          {w.hint}
        </p>
        <FaultOf field="region" faults={view.faults} />
        <select id="region" name="region" {...faultProps("region", view.faults, "region-hint")}>
          <option value="">{w.choose}</option>
          {view.regions.map(({ code, name, connected }) => (
            <option key={code} value={code} selected={code === view.chosen} lang="ru">
              {connected ? name : `${name} (${w.notConnected})`}
            </option>
          ))}
        </select>
      </div>
    </ClaimStepPage>
  );
}
