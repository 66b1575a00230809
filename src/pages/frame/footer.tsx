/** The footer: round the clock, urgent help, and the pages that need no account. */
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function Footer({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).frame.footer;
  return (
    <footer class="foot">
      <p>
        {w.hours}. {w.urgent}.
      </p>
      <ul>
        {viewer.person?.role === "patient" ? (
          <li>
            <a href={paths.services()}>{words(viewer.language).services.title}</a>
          </li>
        ) : null}
        <li>
          <a href={paths.verify()}>{w.verify}</a>
        </li>
        <li>
          <a href={paths.regions()}>{w.regions}</a>
        </li>
        <li>
          <a href={paths.help()}>{w.help}</a>
        </li>
        <li>
          <a href={paths.comfort(viewer.path)}>{w.comfort}</a>
        </li>
        <li>
          <a href={paths.accessibility()}>{words(viewer.language).accessibility.link}</a>
        </li>
      </ul>
    </footer>
  );
}
