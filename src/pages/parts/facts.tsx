/** Terms and what they are, in reading order. */
import type { ComponentChildren } from "preact";

/** A fact whose value is null is not known and is left out. */
export type Fact = readonly [term: string, value: ComponentChildren];

export function Facts({ facts }: { facts: readonly (Fact | null)[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) =>
        fact === null || fact[1] === null ? null : (
          <>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </>
        ),
      )}
    </dl>
  );
}
