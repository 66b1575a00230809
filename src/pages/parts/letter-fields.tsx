/** The fields of a letter: words with their count, files, agreement to the rules. Each says what is wrong with it beside it. */
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { FaultOf, type FieldFault, faultProps } from "./error-summary.tsx";

interface FieldProps {
  readonly viewer: Viewer;
  readonly id: string;
  readonly faults: readonly FieldFault[];
}

/** The hidden fields of a letter that is sent once, however often its button is pressed. */
export function Once({ viewer, once }: { viewer: Viewer; once: string }) {
  return (
    <>
      <Csrf viewer={viewer} />
      <input type="hidden" name="once" value={once} />
    </>
  );
}

export function WordsField({
  viewer,
  id,
  faults,
  label,
  hint,
  most,
  value,
  rows = 6,
}: FieldProps & { label: string; hint?: string; most: number; value: string; rows?: number }) {
  const w = words(viewer.language).report;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint small" id={`${id}-hint`}>
        {hint ?? w.wordsHint(sayNumber(viewer.language, most))}
      </p>
      <FaultOf field={id} faults={faults} />
      <textarea id={id} name="words" rows={rows} {...faultProps(id, faults, `${id}-hint`)}>
        {/* The parser drops the first line end of a textarea: one of the reader's own would be lost. */}
        {value.startsWith("\n") ? `\n${value}` : value}
      </textarea>
      <count-words
        data-for={id}
        data-most={most}
        data-language={viewer.language}
        data-left={w.leftIs}
        data-over={w.overIs}
      />
    </div>
  );
}

export function FilesField({ viewer, id, faults, label, again }: FieldProps & { label: string; again: boolean }) {
  const w = words(viewer.language).report;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint small" id={`${id}-hint`}>
        {w.filesHint}
      </p>
      {again ? <p class="hint">{w.chooseAgain}</p> : null}
      {faults
        .filter(({ field }) => field === id)
        .map(({ text }, n) => (
          <p key={text} class="fault" id={n === 0 ? `${id}-fault` : undefined}>
            {text}
          </p>
        ))}
      <input
        type="file"
        id={id}
        name="files"
        multiple
        accept="image/jpeg,image/png,application/pdf"
        {...faultProps(id, faults, `${id}-hint`)}
      />
    </div>
  );
}

export function AgreeField({ viewer, id, faults, agreed }: FieldProps & { agreed: boolean }) {
  const w = words(viewer.language).report;
  return (
    <div class="field">
      <FaultOf field={id} faults={faults} />
      <p class="agree">
        <input type="checkbox" id={id} name="agree" value="1" checked={agreed} {...faultProps(id, faults)} />
        <label for={id}>
          {w.agree}{" "}
          <a href={paths.rules()} target="_blank" rel="noopener">
            {w.agreeRules}
          </a>
        </label>
      </p>
    </div>
  );
}
