/** Step 1: the person's own data, by which a document finds them; and how to mend them. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Head } from "../../parts/head.tsx";
import { HiddenNumber } from "../../parts/hidden-number.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import { maskSnils, saySnils } from "../../say-amount.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";
import { ClaimStepPage } from "./step.tsx";

export interface ClaimDataView {
  readonly person: { readonly name: string; readonly birthDate: string | null; readonly snils: string | null };
  readonly chosen: "right" | "wrong" | null;
  /** Where an earlier beginning stopped. */
  readonly begun: string | null;
  readonly faults: readonly FieldFault[];
}

export function ClaimDataPage({ viewer, view }: { viewer: Viewer; view: ClaimDataView }) {
  const w = words(viewer.language).claims;
  const { person, faults } = view;
  return (
    <ClaimStepPage
      viewer={viewer}
      step="data"
      title={w.data.title}
      faults={faults}
      action={paths.claim()}
      lead={w.data.lead}
      before={view.begun ? <Begun viewer={viewer} href={view.begun} /> : null}
    >
      <div class="card">
        <Facts
          facts={[
            [w.data.name, <b lang="ru">{person.name}</b>],
            [w.data.birth, person.birthDate ? <b>{sayDay(viewer.language, person.birthDate)}</b> : w.data.unknown],
            [
              w.data.snils,
              person.snils ? (
                <HiddenNumber
                  viewer={viewer}
                  name={w.data.snils}
                  masked={maskSnils(person.snils)}
                  whole={saySnils(person.snils)}
                />
              ) : (
                w.data.unknown
              ),
            ],
          ]}
        />
      </div>
      <fieldset class="field" {...faultProps("answer", faults)}>
        <legend>{w.data.choose}</legend>
        <FaultOf field="answer" faults={faults} />
        <div class="choices">
          {(["right", "wrong"] as const).map((answer, n) => (
            <label key={answer} class="choice">
              <input
                type="radio"
                name="answer"
                id={n === 0 ? "answer" : undefined}
                value={answer}
                checked={view.chosen === answer}
              />
              <span>{w.data[answer]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="small muted">{w.data.about}</p>
    </ClaimStepPage>
  );
}

function Begun({ viewer, href }: { viewer: Viewer; href: string }) {
  const w = words(viewer.language).claims.begun;
  return (
    <Tell tone="note" icon="pen" title={w.title}>
      <p>{w.about}</p>
      <div class="row">
        <a class="btn" href={href}>
          {w.goOn}
        </a>
        <form method="post" action={paths.claimStart()}>
          <Csrf viewer={viewer} />
          <button type="submit" class="btn quiet">
            {w.anew}
          </button>
        </form>
      </div>
    </Tell>
  );
}

/** «Есть ошибка»: the data are mended where they come from; the claim goes on at once. */
export function ClaimMendPage({ viewer, next }: { viewer: Viewer; next: string }) {
  const w = words(viewer.language).claims;
  return (
    <Page viewer={viewer} title={w.mend.title} current="documents">
      <div class="stack-5 measure">
        <Head
          viewer={viewer}
          trail={[{ href: paths.claim(), label: w.data.title }]}
          title={w.mend.title}
          lead={w.mend.lead}
        />
        <ol class="steps counted">
          {w.mend.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p>{w.mend.meanwhile}</p>
        <p class="row">
          <a class="btn big" href={next}>
            {w.mend.goOn}
          </a>
          <a href={paths.profile()}>{w.mend.profile}</a>
        </p>
      </div>
    </Page>
  );
}
