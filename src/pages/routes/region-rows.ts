/** Regions as everybody and the staff see them: connected or not, which kinds come, how fast. */
import { factsByRegion } from "../../admin/organisations.ts";
import { listRegions } from "../../admin/reference.ts";
import type { RegionRow } from "../guest/regions.tsx";
import type { PagesDeps } from "./deps.ts";
import { kindKeyOf } from "./kind-key.ts";

export async function regionRows({ reference }: Pick<PagesDeps, "reference">): Promise<RegionRow[]> {
  const [regions, factsOf] = await Promise.all([listRegions(reference), factsByRegion(reference)]);
  return regions.map((region) => {
    const { kinds, delay } = factsOf(region.code);
    return { ...region, kinds: kinds.map(kindKeyOf), delay };
  });
}
