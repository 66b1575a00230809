/** Regions, as the administrator and support see them: the same as everybody, with the codes of the staff's places. */
import { Page } from "../frame.tsx";
import { type RegionsView, RegionTable } from "../guest/regions.tsx";
import { Head } from "../parts/head.tsx";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function StaffRegionsPage({ viewer, view }: { viewer: Viewer; view: RegionsView }) {
  const w = words(viewer.language).staff.regions;
  return (
    <Page viewer={viewer} title={w.title} current="regions">
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <div class="card">
          <RegionTable viewer={viewer} rows={view.rows} />
        </div>
      </div>
    </Page>
  );
}
