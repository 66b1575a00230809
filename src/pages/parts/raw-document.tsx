/**
 * The one place of the portal where HTML goes in as it is: a document rendered by `src/cda/html.tsx` from the typed
 * readable model, never from the hospital's own markup. With pictures switched off, their words stand in their place.
 */
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** An `img` of our own renderer: attributes always quoted, so its end is found without guessing. */
const picture = /<img((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g;

export function RawDocument({ viewer, html, look }: { viewer: Viewer; html: string; look: string }) {
  const w = words(viewer.language).document;
  const shown =
    viewer.comfort.images === "off"
      ? html.replace(picture, (_, attributes: string) => {
          const [, alt = ""] = /\salt="([^"]*)"/.exec(attributes) ?? [];
          return `<span class="no-image">${w.picture}${alt === "" ? "" : `: ${alt}`}</span>`;
        })
      : html;
  return <div class={look} lang="ru" dangerouslySetInnerHTML={{ __html: shown }} />;
}
