/** Step 6: every answer with the way to change it, the rules, «Отправить». */
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { paths } from "../../paths.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import type { ClaimKind } from "./questions.tsx";
import { ClaimStepPage, stepPath } from "./step.tsx";

export interface ClaimCheckView {
  readonly kind: ClaimKind;
  readonly happenedOn: string;
  readonly region: string;
  readonly organisation: string;
  readonly data: "right" | "wrong";
  readonly faults: readonly FieldFault[];
}

export function ClaimCheckPage({ viewer, view }: { viewer: Viewer; view: ClaimCheckView }) {
  const { claims, documents } = words(viewer.language);
  const w = claims.check;
  const kind = view.kind === "unknown" ? claims.kind.unknown : documents.kinds[view.kind].plain;
  const answers = [
    { step: "kind", label: w.kind, answer: kind, russian: false },
    { step: "date", label: w.date, answer: sayDay(viewer.language, view.happenedOn), russian: false },
    { step: "region", label: w.region, answer: view.region, russian: true },
    { step: "organisation", label: w.organisation, answer: view.organisation, russian: true },
    { step: "data", label: w.data, answer: w.dataIs[view.data], russian: false },
  ] as const;
  return (
    <ClaimStepPage
      viewer={viewer}
      step="check"
      title={w.title}
      faults={view.faults}
      action={paths.claimStep("check")}
      button={w.send}
    >
      <div class="card">
        <dl class="answers">
          {answers.map(({ step, label, answer, russian }) => (
            <div key={step}>
              <dt>{label}</dt>
              <dd lang={russian ? "ru" : undefined}>{answer}</dd>
              <dd>
                <a href={stepPath(step)} aria-label={w.changeOf(label)}>
                  {w.change}
                </a>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <details class="more">
        <summary>{w.rules}</summary>
        <ul class="bullets">
          {w.rulesText.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </details>
      <div class="field">
        <FaultOf field="agree" faults={view.faults} />
        <label class="choice">
          <input type="checkbox" id="agree" name="agree" value="1" {...faultProps("agree", view.faults)} />
          <span>{w.agree}</span>
        </label>
      </div>
    </ClaimStepPage>
  );
}
