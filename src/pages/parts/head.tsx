/** The head of a page: where it is, its state, one h1 in the reader's words, a quiet line beneath. */
import type { ComponentChildren } from "preact";
import { Line } from "../../cda/html-words.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface HeadProps {
  readonly viewer: Viewer;
  /** The way up, outermost first, without this page. */
  readonly trail?: readonly { readonly href: string; readonly label: string }[];
  readonly chips?: ComponentChildren;
  readonly title: ComponentChildren;
  /** The h1 is the document's own words, which are Russian in any interface. */
  readonly russian?: boolean;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function Head({ viewer, trail = [], chips, title, russian = false, lead, children }: HeadProps) {
  return (
    <div class="head">
      {trail.length > 0 ? (
        <nav class="crumbs" aria-label={words(viewer.language).frame.crumbs}>
          <ol>
            {trail.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      {chips ? <div class="row">{chips}</div> : null}
      <h1 lang={russian ? "ru" : undefined}>{typeof title === "string" ? <Line text={title} /> : title}</h1>
      {lead ? <p class="muted">{lead}</p> : null}
      {children}
    </div>
  );
}
