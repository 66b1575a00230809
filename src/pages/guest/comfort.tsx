/** «Размер шрифта и цвета»: a form that needs no account and no script; with script it shows the choice at once. */
import type { ComponentChildren } from "preact";
import { comfortChoices, isPlain, plainComfort } from "../comfort.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import type { Comfort, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ComfortView {
  /** Where the reader came from, a path inside the portal; null when unknown. */
  readonly back: string | null;
  /** The form was just saved. */
  readonly saved: boolean;
}

export function ComfortPage({ viewer, view }: { viewer: Viewer; view: ComfortView }) {
  const w = words(viewer.language).comfort;
  const now = viewer.comfort;
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-6">
        <Said text={view.saved ? w.saved : null} />
        <Head viewer={viewer} title={w.title}>
          <p class="lead">{w.lead}</p>
          {view.back ? (
            <p>
              <a href={view.back}>{w.back}</a>
            </p>
          ) : null}
        </Head>
        <form method="post" action={paths.comfort()} class="stack-5" data-preview>
          <Csrf viewer={viewer} />
          <input type="hidden" name="return" value={paths.comfort(view.back ?? undefined)} />
          <Group label={w.text}>
            {comfortChoices.text.map((size) => (
              <Choice key={size} name="text" value={size} now={now.text} look={`size-${size}`} label={w.sizes[size]} />
            ))}
          </Group>
          <Group label={w.scheme}>
            {comfortChoices.scheme.map((scheme) => (
              <Choice
                key={scheme}
                name="scheme"
                value={scheme}
                now={now.scheme}
                look={`swatch swatch-${scheme}`}
                label={w.schemes[scheme]}
              />
            ))}
          </Group>
          <Group label={w.typeface}>
            {comfortChoices.typeface.map((face) => (
              <Choice
                key={face}
                name="typeface"
                value={face}
                now={now.typeface}
                look={`face-${face}`}
                label={w.typefaces[face]}
              />
            ))}
          </Group>
          <Group label={w.spacing}>
            {comfortChoices.spacing.map((spacing) => (
              <Choice key={spacing} name="spacing" value={spacing} now={now.spacing} label={w.spacings[spacing]} />
            ))}
          </Group>
          <Group label={w.images}>
            {comfortChoices.images.map((images) => (
              <Choice key={images} name="images" value={images} now={now.images} label={w.imageChoices[images]} />
            ))}
          </Group>
          <div class="card stack-2">
            <p class="muted small">{w.sample}</p>
            <p>{w.sampleText}</p>
          </div>
          <p>
            <button type="submit" class="btn big">
              {w.save}
            </button>
          </p>
        </form>
        {isPlain(now) ? null : <Reset viewer={viewer} view={view} />}
        <p class="muted small measure">{w.keys}</p>
      </div>
    </Page>
  );
}

function Group({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="choices">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: keyof Comfort;
  readonly value: string | number;
  readonly now: string | number;
  readonly look?: string;
  readonly label: string;
}

function Choice({ name, value, now, look, label }: ChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name={name} value={value} checked={value === now} />
      <span class={look}>{label}</span>
    </label>
  );
}

function Reset({ viewer, view }: { viewer: Viewer; view: ComfortView }) {
  return (
    <form method="post" action={paths.comfort()}>
      <Csrf viewer={viewer} />
      <input type="hidden" name="return" value={paths.comfort(view.back ?? undefined)} />
      {Object.entries(plainComfort).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="btn quiet">
        {words(viewer.language).comfort.reset}
      </button>
    </form>
  );
}
