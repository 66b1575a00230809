/** What a document that is not there yet will be about, in plain words: by the services of its visit. */
import { type Service, serviceOf } from "./kinds-due.ts";

const STAY = "Лечение в стационаре";

/** Russian, as the hospital told it; null when the visit says nothing of it. */
export function titleOf(services: readonly Service[], leaflet: number): string | null {
  const first = serviceOf(services, leaflet);
  if (!first) return null;
  if (leaflet === 7) return STAY;
  return first.name
    .replace(/\s*\((?:осмотр|консультация|[, ])+\)/i, "")
    .replace(/\s+(?:первичный|повторный)$/i, "")
    .replace(/при[её]м/i, (word) => word.replace(/е/i, "ё"))
    .replace(/\s+/g, " ")
    .trim();
}
