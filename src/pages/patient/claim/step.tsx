/** A question of the claim: where it stands, what is wrong, one form, the way back. */
import type { ComponentChildren } from "preact";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { ErrorSummary, type FieldFault } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

const steps = ["data", "kind", "date", "region", "organisation", "check"] as const;

export interface StepProps {
  readonly viewer: Viewer;
  readonly step: (typeof steps)[number];
  readonly title: string;
  readonly faults: readonly FieldFault[];
  readonly action: string;
  readonly lead?: ComponentChildren;
  readonly before?: ComponentChildren;
  readonly button?: string | null;
  readonly children: ComponentChildren;
}

export function ClaimStepPage({ viewer, step, title, faults, action, lead, before, button, children }: StepProps) {
  const w = words(viewer.language).claims;
  const at = steps.indexOf(step);
  return (
    <Page viewer={viewer} title={title} current="documents" failed={faults.length > 0}>
      <div class="stack-5 measure">
        <div class="head">
          <p class="muted small">
            {w.title}. {w.step(at + 1, steps.length)}
          </p>
          <h1>{title}</h1>
          {lead ? <p class="muted">{lead}</p> : null}
        </div>
        <ErrorSummary viewer={viewer} faults={faults} />
        {before}
        <form method="post" action={action} class="stack-5" novalidate>
          <Csrf viewer={viewer} />
          {children}
          {button === null ? null : (
            <p>
              <button type="submit" class="btn big" name="go" value="on">
                {button ?? w.goOn}
              </button>
            </p>
          )}
        </form>
        <p>
          <a href={at === 0 ? paths.due() : stepPath(steps[at - 1] ?? "data")}>{w.back}</a>
        </p>
      </div>
    </Page>
  );
}

export function stepPath(step: (typeof steps)[number]): string {
  return step === "data" ? paths.claim() : paths.claimStep(step);
}
