/** One template of answers: for which answer, its name, its text, and what of it is filled in by itself. */
import { gaps } from "../../appeals/templates/fill.ts";
import { MOST_NAME, MOST_TEXT } from "../../appeals/templates/own.ts";
import { Page } from "../frame.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../parts/error-summary.tsx";
import { Head } from "../parts/head.tsx";
import { Once, WordsField } from "../parts/letter-fields.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { TemplateDeed } from "./templates.tsx";

export interface TemplateFormView {
  readonly at: "inbox" | "queue";
  /** null: a new one. */
  readonly id: string | null;
  readonly once: string;
  readonly revision: number;
  /** Answers that there are at this desk. */
  readonly deeds: readonly TemplateDeed[];
  readonly typed: { readonly deed: TemplateDeed; readonly name: string; readonly words: string };
  readonly faults: readonly FieldFault[];
}

export function TemplatePage({ viewer, view }: { viewer: Viewer; view: TemplateFormView }) {
  const w = words(viewer.language).templates;
  const { typed, faults, id } = view;
  const title = id === null ? w.form.newTitle : w.form.title;
  return (
    <Page viewer={viewer} title={title} current={view.at} failed={faults.length > 0}>
      <div class="stack-5">
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head viewer={viewer} trail={[{ href: paths.staff.templates(), label: w.title }]} title={title} />
        <form
          method="post"
          action={id === null ? paths.staff.newTemplate() : paths.staff.template(id)}
          class="card stack letter"
        >
          <Once viewer={viewer} once={view.once} />
          <input type="hidden" name="revision" value={view.revision} />
          <div class="field">
            <label for="deed">{w.form.deed}</label>
            <select id="deed" name="deed">
              {view.deeds.map((deed) => (
                <option key={deed} value={deed} selected={deed === typed.deed}>
                  {w.deeds[deed]}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="name">{w.form.name}</label>
            <p class="hint small" id="name-hint">
              {w.form.nameHint(sayNumber(viewer.language, MOST_NAME))}
            </p>
            <FaultOf field="name" faults={faults} />
            <input
              id="name"
              name="name"
              type="text"
              value={typed.name}
              maxLength={MOST_NAME}
              autocomplete="off"
              {...faultProps("name", faults, "name-hint")}
            />
          </div>
          <WordsField
            viewer={viewer}
            id="words"
            faults={faults}
            label={w.form.words}
            hint={w.form.wordsHint(sayNumber(viewer.language, MOST_TEXT))}
            most={MOST_TEXT}
            value={typed.words}
            rows={8}
          />
          <section class="stack-2">
            <h2 class="like-3">{w.form.gaps}</h2>
            <ul class="bullets">
              {gaps.map((gap) => (
                <li key={gap}>
                  <code lang="ru">{`{${gap}}`}</code>: {w.form.gapsAbout[gap]}
                </li>
              ))}
            </ul>
          </section>
          <p class="row">
            <button type="submit" class="btn">
              {w.form.save}
            </button>
            <a href={paths.staff.templates()}>{w.form.cancel}</a>
          </p>
        </form>
      </div>
    </Page>
  );
}
