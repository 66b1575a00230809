/** A block that tells one thing: good news, a warning, a refusal. The heading says it, the colour only helps. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export interface TellProps {
  readonly tone: "good" | "wait" | "bad" | "note" | "plain";
  readonly icon: IconName;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function Tell({ tone, icon, title, children }: TellProps) {
  return (
    <div class={`tell ${tone}`}>
      <Icon name={icon} />
      <div class="stack-2">
        <h2>{title}</h2>
        {children}
      </div>
    </div>
  );
}
