/** The answers that staff can give: each its own form, one of them open, all of them without a script. */
import type { ComponentChildren } from "preact";
import { refusalCauses } from "../../appeals/reasons.ts";
import { Csrf } from "../csrf.tsx";
import { FaultOf, type FieldFault, faultProps } from "../parts/error-summary.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface AnswerForm {
  readonly viewer: Viewer;
  readonly action: string;
  readonly version: number;
  readonly once: string;
  readonly deed: string;
  /** The document stays beside after it. */
  readonly shown: boolean;
  readonly children: ComponentChildren;
  readonly send: string;
  readonly quiet?: boolean;
}

export function AnswerForm({ viewer, action, version, once, deed, shown, children, send, quiet }: AnswerForm) {
  return (
    <form method="post" action={action} class="stack-3">
      <Csrf viewer={viewer} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="once" value={once} />
      {shown ? <input type="hidden" name="document" value="show" /> : null}
      {children}
      <p>
        <button type="submit" class={quiet ? "btn quiet" : "btn"} name="deed" value={deed}>
          {send}
        </button>
      </p>
    </form>
  );
}

export interface AnswerProps {
  readonly title: string;
  readonly open: boolean;
  readonly children: ComponentChildren;
}

export function Answer({ title, open, children }: AnswerProps) {
  return (
    <details class="answer" open={open}>
      <summary>{title}</summary>
      <div class="stack-3">{children}</div>
    </details>
  );
}

export function Letter({
  viewer,
  deed,
  label,
  hint,
  value,
  faults,
}: {
  viewer: Viewer;
  deed: string;
  label: string;
  hint?: string;
  value: string;
  faults: readonly FieldFault[];
}) {
  const id = `words-${deed}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <p class="hint small" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FaultOf field={id} faults={faults} />
      <textarea
        id={id}
        name="words"
        rows={5}
        lang={viewer.language === "ru" ? undefined : "ru"}
        {...faultProps(id, faults, hint ? `${id}-hint` : undefined)}
      >
        {value.startsWith("\n") ? `\n${value}` : value}
      </textarea>
    </div>
  );
}

/** A beginning for the letter: a link that opens this page again with it filled in. */
export function Templates({
  viewer,
  items,
}: {
  viewer: Viewer;
  items: readonly { readonly key: string; readonly name: string; readonly href: string }[];
}) {
  const w = words(viewer.language).inbox.one;
  if (items.length === 0) return null;
  return (
    <div>
      <p class="small muted">{w.templates}</p>
      <ul class="templates">
        {items.map(({ key, name, href }) => (
          <li key={key}>
            <a href={href} aria-label={w.useTemplate(name)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A refusal needs a reason. */
export function Causes({
  viewer,
  chosen,
  faults,
}: {
  viewer: Viewer;
  chosen: string | null;
  faults: readonly FieldFault[];
}) {
  const w = words(viewer.language).inbox;
  return (
    <fieldset class="field" id="cause" {...faultProps("cause", faults)}>
      <legend>{w.one.refuse.cause}</legend>
      <FaultOf field="cause" faults={faults} />
      <div class="choices">
        {refusalCauses.map((cause) => (
          <label key={cause} class="choice">
            <input type="radio" name="cause" value={cause} checked={cause === chosen} />
            {w.causes[cause]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
