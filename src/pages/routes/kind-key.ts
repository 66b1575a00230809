/** Numbers of the leaflet's list ↔ keys of addresses and signs. */
import { type KindKey, kindKeys } from "../parts/kind.tsx";

/** 1–9, or 0 for kinds outside the leaflet. */
export function kindKeyOf(leaflet: number): KindKey {
  return (leaflet > 0 && kindKeys[leaflet - 1]) || "other";
}

/** null: no such key. */
export function leafletOf(key: string | undefined): number | null {
  const at = (kindKeys as readonly (string | undefined)[]).indexOf(key);
  if (at < 0) return null;
  return kindKeys[at] === "other" ? 0 : at + 1;
}
