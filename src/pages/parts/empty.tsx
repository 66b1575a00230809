/** Nothing here: why, and what next. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export function Empty({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <div class="card flat empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
