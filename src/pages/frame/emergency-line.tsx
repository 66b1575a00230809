/** On every page of whoever has broken the glass: how long it stays open, and the way to close it. */
import { Csrf } from "../csrf.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function EmergencyLine({ viewer }: { viewer: Viewer }) {
  const { emergency, now } = viewer;
  if (!emergency) return null;
  const w = words(viewer.language).emergency;
  const minutes = Math.floor((emergency.endsAt.getTime() - now.getTime()) / 60_000);
  return (
    <aside class="emergency-line" aria-label={w.title}>
      <p>
        <b>{w.banner(minutes < 1 ? w.lessThanMinute : w.left(minutes))}</b> <span>{w.bannerAbout}</span>
      </p>
      <a href={paths.staff.emergencyList(emergency.grantId)}>{w.toList}</a>
      <form method="post" action={paths.staff.emergencyEnd(emergency.grantId)}>
        <Csrf viewer={viewer} />
        <button type="submit" class="btn quiet">
          {w.end}
        </button>
      </form>
    </aside>
  );
}
