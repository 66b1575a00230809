/** «Экстренный доступ»: why, whose, and what follows from it. Without a fresh login there is no form. */
import { FRESH_MINUTES } from "../../../access/fresh.ts";
import { emergencyCauses, FEWEST_LETTERS } from "../../../support/emergency/break.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Head } from "../../parts/head.tsx";
import { Said } from "../../parts/said.tsx";
import { Tell } from "../../parts/tell.tsx";
import { paths } from "../../paths.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export const personFields = ["snils", "family", "given", "patronymic", "birth"] as const;

export interface EmergencyFormView {
  readonly fresh: boolean;
  readonly once: string;
  readonly cause: string | null;
  readonly words: string;
  readonly appeal: string;
  readonly person: Readonly<Record<(typeof personFields)[number], string>>;
  readonly faults: readonly FieldFault[];
  readonly ended: boolean;
}

export function EmergencyFormPage({ viewer, view }: { viewer: Viewer; view: EmergencyFormView }) {
  const w = words(viewer.language).emergency;
  return (
    <Page viewer={viewer} title={w.title} current="emergency" failed={view.faults.length > 0}>
      <div class="stack-5">
        <Said text={view.ended ? w.ended : null} />
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <ErrorSummary viewer={viewer} faults={view.faults} />
        <ul class="bullets">
          {w.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        {view.fresh ? (
          <Form viewer={viewer} view={view} />
        ) : (
          <Tell tone="wait" icon="lock" title={w.login.title}>
            <p>{w.login.about(FRESH_MINUTES)}</p>
            <p>
              <a class="btn" href={paths.loginAgain(paths.staff.emergency({ appeal: view.appeal || undefined }))}>
                {w.login.go}
              </a>
            </p>
          </Tell>
        )}
      </div>
    </Page>
  );
}

function Form({ viewer, view }: { viewer: Viewer; view: EmergencyFormView }) {
  const w = words(viewer.language).emergency;
  const { faults } = view;
  const labels = { snils: w.snils, family: w.family, given: w.given, patronymic: w.patronymic, birth: w.birth };
  return (
    <form method="post" action={paths.staff.emergency()} class="card desk-form stack-5 measure">
      <Csrf viewer={viewer} />
      <input type="hidden" name="once" value={view.once} />
      <fieldset class="field" id="cause" {...faultProps("cause", faults)}>
        <legend>{w.cause}</legend>
        <FaultOf field="cause" faults={faults} />
        <div class="choices">
          {emergencyCauses.map((cause) => (
            <label key={cause} class="choice">
              <input type="radio" name="cause" value={cause} checked={cause === view.cause} />
              {w.causes[cause]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for="words">{w.words}</label>
        <p class="hint small" id="words-hint">
          {w.wordsHint(FEWEST_LETTERS)}
        </p>
        <FaultOf field="words" faults={faults} />
        <textarea id="words" name="words" rows={4} {...faultProps("words", faults, "words-hint")}>
          {view.words}
        </textarea>
      </div>
      <fieldset class="stack-3">
        <legend>
          <b>{w.who}</b>
        </legend>
        <div class="field">
          <label for="appeal">{w.appeal}</label>
          <p class="hint small" id="appeal-hint">
            {w.appealHint}
          </p>
          <FaultOf field="appeal" faults={faults} />
          <input
            type="text"
            id="appeal"
            name="appeal"
            value={view.appeal}
            {...faultProps("appeal", faults, "appeal-hint")}
          />
        </div>
        {personFields.map((name) => (
          <div key={name} class="field">
            <label for={name}>{labels[name]}</label>
            {name === "birth" ? (
              <p class="hint small" id="birth-hint">
                {w.birthHint}
              </p>
            ) : null}
            <input
              type="text"
              id={name}
              name={name}
              value={view.person[name]}
              autocomplete="off"
              {...(name === "birth" ? { "aria-describedby": "birth-hint" } : {})}
            />
          </div>
        ))}
      </fieldset>
      <p>
        <button type="submit" class="btn danger">
          {w.send}
        </button>
      </p>
    </form>
  );
}
