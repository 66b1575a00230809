/** The places: at the left on a wide screen, at the bottom on a phone. Each role has its own. */
import { Icon, type IconName } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import type { Role, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

const places = {
  home: { href: paths.home(), icon: "home" },
  services: { href: paths.services(), icon: "grid" },
  documents: { href: paths.documents(), icon: "document" },
  appeals: { href: paths.appeals(), icon: "letter" },
  profile: { href: paths.profile(), icon: "person" },
  drafts: { href: paths.staff.drafts(), icon: "pen" },
  desk: { href: paths.staff.home(), icon: "home" },
  inbox: { href: paths.staff.appeals(), icon: "help" },
  queue: { href: paths.staff.desk(), icon: "list" },
  quality: { href: paths.staff.quality(), icon: "check" },
  emergency: { href: paths.staff.emergency(), icon: "warning" },
  erasures: { href: paths.staff.erasures(), icon: "lock" },
  reviews: { href: paths.staff.reviews(), icon: "shield" },
  submissions: { href: paths.staff.submissions(), icon: "list" },
  due: { href: paths.staff.due(), icon: "history" },
  paper: { href: paths.staff.paper(), icon: "paper" },
  organisations: { href: paths.staff.organisations(), icon: "building" },
  regions: { href: paths.staff.regions(), icon: "map" },
  kinds: { href: paths.staff.kinds(), icon: "document" },
  service: { href: paths.staff.service(), icon: "pulse" },
} as const satisfies Record<string, { href: string; icon: IconName }>;

export type Place = keyof typeof places;

const placesOf = {
  patient: ["home", "documents", "appeals", "profile"],
  doctor: ["desk", "inbox", "drafts", "submissions", "due"],
  registrar: ["desk", "inbox", "paper", "submissions", "due"],
  head: ["desk", "inbox", "submissions", "due"],
  administrator: ["organisations", "regions", "kinds", "reviews", "erasures"],
  support: ["queue", "quality", "emergency", "service", "regions"],
  region: ["queue", "quality"],
} as const satisfies Record<Role, readonly Place[]>;

/** Whether there is anywhere to go: one place alone needs no way to it. */
export function hasPlaces(viewer: Viewer): boolean {
  return viewer.person !== null && placesOf[viewer.person.role].length > 1;
}

/** A patient's four short names find room side by side on a phone; those of a workplace are longer. */
function isMany({ person }: Viewer, count: number): boolean {
  return count > (person?.role === "patient" ? 4 : 3);
}

export function Places({ viewer, current }: { viewer: Viewer; current: Place | undefined }) {
  const w = words(viewer.language).frame;
  const mine = viewer.person ? placesOf[viewer.person.role] : [];
  return (
    <nav class={isMany(viewer, mine.length) ? "places many" : "places"} aria-label={w.sections}>
      {mine.map((place) => (
        <a key={place} href={places[place].href} aria-current={place === current ? "page" : undefined}>
          <Icon name={places[place].icon} />
          <span>{w.places[place]}</span>
          {place === "documents" ? (
            <Badge count={viewer.newDocuments ?? 0} words={w.unopened} live="documents" />
          ) : null}
          {place === "appeals" ? <Badge count={viewer.appealsWaiting ?? 0} words={w.awaiting} live="appeals" /> : null}
          {place === "home" ? <Badge count={viewer.unread ?? 0} words={w.unread} live="unread" /> : null}
        </a>
      ))}
    </nav>
  );
}

/** «3», «9+», nothing at nought; the words are for those who listen. */
function Badge({
  count,
  words: of,
  live,
}: {
  count: number;
  words: string;
  live?: "documents" | "unread" | "appeals";
}) {
  return (
    <span class="badge" data-live-badge={live} hidden={count === 0}>
      <b>{count > 9 ? "9+" : count}</b>
      <span class="heard"> {of}</span>
    </span>
  );
}
