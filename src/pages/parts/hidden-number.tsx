/** A number half hidden, shown whole on demand: nobody reads it over a shoulder, and no script is needed. */
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface HiddenNumberProps {
  readonly viewer: Viewer;
  readonly name: string;
  readonly masked: string;
  readonly whole: string;
}

export function HiddenNumber({ viewer, name, masked, whole }: HiddenNumberProps) {
  const w = words(viewer.language).records;
  return (
    <details class="hidden-number">
      <summary>
        <span class="num one-line">{masked}</span> <span class="shows">{w.show}</span>
        <span class="heard">
          {" "}
          {name}, {w.hide}
        </span>
      </summary>
      <span class="num one-line">{whole}</span>
    </details>
  );
}
