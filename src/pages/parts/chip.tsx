/** A word of state on a coloured ground. The word is the message, the colour only helps. */
import type { ComponentChildren } from "preact";

export type Tone = "new" | "note" | "good" | "wait" | "bad" | "plain";

export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`chip ${tone}`}>{children}</span>;
}
