/** «Размер шрифта и цвета»: a form that needs no account and no script; with script it shows the choice at once. */
import { isPlain, plainComfort } from "../comfort.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { ComfortForm } from "../parts/comfort-form.tsx";
import { Head } from "../parts/head.tsx";
import { Said } from "../parts/said.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface ComfortView {
  /** Where the reader came from, a path inside the portal; null when unknown. */
  readonly back: string | null;
  /** The form was just saved. */
  readonly saved: boolean;
}

export function ComfortPage({ viewer, view }: { viewer: Viewer; view: ComfortView }) {
  const w = words(viewer.language).comfort;
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
        <ComfortForm viewer={viewer} goOn={paths.comfort(view.back ?? undefined)} shape="page">
          <div class="card stack-2">
            <p class="muted small">{w.sample}</p>
            <p>{w.sampleText}</p>
          </div>
        </ComfortForm>
        {isPlain(viewer.comfort) ? null : <Reset viewer={viewer} view={view} />}
        <p class="muted small measure">
          {w.keys} <a href={paths.accessibility()}>{w.statement}</a>
        </p>
      </div>
    </Page>
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
