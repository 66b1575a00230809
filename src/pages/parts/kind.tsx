/** The nine kinds of the leaflet: a key for the address, a sign for the eye; their names are in the catalogue. */
import { Icon, type IconName } from "./icon.tsx";

const signs = {
  referral: "route",
  mse: "wheel",
  imaging: "scan",
  consultation: "stethoscope",
  lab: "flask",
  checkup: "check",
  discharge: "bed",
  sport: "sport",
  prescription: "pill",
  other: "document",
} as const satisfies Record<string, IconName>;

export type KindKey = keyof typeof signs;

/** In the leaflet's own order, «other» last. */
export const kindKeys: readonly KindKey[] = Object.keys(signs).filter((key): key is KindKey => key in signs);

export function KindSign({ kind }: { kind: KindKey }) {
  return (
    <span class="kind-sign">
      <Icon name={signs[kind]} />
    </span>
  );
}
