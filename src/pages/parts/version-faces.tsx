/** The two versions that are compared: which, when registered, and the way to each. */
import { sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

interface Version {
  readonly number: string;
  readonly version: number;
  readonly registeredAt: Date;
  /** Who wrote it; in Russian. */
  readonly card?: { readonly doctor: string | null };
}

interface VersionFacesProps {
  readonly viewer: Viewer;
  readonly before: Version;
  readonly after: Version;
  /** null: its reader has no page of the version alone. */
  readonly href: ((version: Version) => string) | null;
}

export function VersionFaces({ viewer, before, after, href }: VersionFacesProps) {
  const w = words(viewer.language).changes;
  return (
    <div class="sides faces">
      {([before, after] as const).map((one, at) => (
        <div key={one.number} class="card flat">
          <p class="side-name">{at === 0 ? w.was : w.now}</p>
          <p>
            <b>{href ? <a href={href(one)}>{w.versionOf(one.version)}</a> : w.versionOf(one.version)}</b>
          </p>
          <p class="muted small num">{sayMoment(viewer.language, one.registeredAt)}</p>
          <p class="muted small num">№&nbsp;{one.number}</p>
          {one.card?.doctor ? (
            <p class="muted small" lang="ru">
              {one.card.doctor}
            </p>
          ) : null}
        </div>
      ))}
    </div>
  );
}
