/** How one likes to read, as a form: on its own page, and in the panel at the top of every page. No script is needed. */
import type { ComponentChildren } from "preact";
import { comfortChoices } from "../comfort.ts";
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import type { Comfort, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

interface ComfortFormProps {
  readonly viewer: Viewer;
  /** Where the choice leads when it is saved. */
  readonly goOn: string;
  /** In the panel the choices stand close together. */
  readonly shape: "page" | "panel";
  /** Before the button. */
  readonly children?: ComponentChildren;
}

export function ComfortForm({ viewer, goOn, shape, children }: ComfortFormProps) {
  const w = words(viewer.language).comfort;
  const now = viewer.comfort;
  const look: Partial<Record<keyof Comfort, (value: string | number) => string>> = {
    text: (size) => `size-${size}`,
    scheme: (scheme) => `swatch swatch-${scheme}`,
    typeface: (face) => `face-${face}`,
  };
  const labels: { [K in keyof Comfort]: Readonly<Record<Comfort[K], string>> } = {
    text: shape === "page" ? w.sizes : w.percents,
    scheme: w.schemes,
    typeface: w.typefaces,
    spacing: w.spacings,
    leading: w.leadings,
    images: w.imageChoices,
  };
  const group = <K extends keyof Comfort>(name: K) => (
    <fieldset class="field" key={name}>
      <legend>{w[name]}</legend>
      <div class={shape === "page" ? "choices" : "picks"}>
        {comfortChoices[name].map((value) => (
          <label key={value} class={shape === "page" ? "choice" : "pick"}>
            <input type="radio" name={name} value={value} checked={value === now[name]} />
            <span class={look[name]?.(value)}>{(labels[name] as Readonly<Record<string, string>>)[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
  return (
    <form
      method="post"
      action={paths.comfort()}
      class={shape === "page" ? "stack-5" : "comfort-panel"}
      data-preview
      data-comfort={shape === "panel" ? true : undefined}
    >
      <Csrf viewer={viewer} />
      <input type="hidden" name="return" value={goOn} />
      {group("text")}
      {group("scheme")}
      {group("typeface")}
      {group("spacing")}
      {group("leading")}
      {group("images")}
      {children}
      <p class="row">
        <button type="submit" class={shape === "page" ? "btn big" : "btn"}>
          {w.save}
        </button>
        {shape === "panel" ? <a href={paths.comfort(viewer.path)}>{w.title}</a> : null}
      </p>
    </form>
  );
}
