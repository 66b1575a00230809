/** One analyte over time. Two units, or two methods, are two series, each by itself, and the page says why. */
import type { Analyte, Series } from "../../patient/analytes.ts";
import { nameParts } from "../analyses/say-result.ts";
import { SeriesSection } from "../analyses/series-section.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export function AnalytePage({ viewer, view }: { viewer: Viewer; view: Analyte }) {
  const w = words(viewer.language).analyses;
  const { short, rest } = nameParts(view.name);
  const several = view.series.length > 1;
  return (
    <Page viewer={viewer} title={`${short} — ${w.title.toLowerCase()}`} current="documents">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.documents(), label: words(viewer.language).documents.title },
            { href: paths.analyses(), label: w.title },
          ]}
          title={short}
          russian
          lead={rest === null ? null : <span lang="ru">{rest}</span>}
        />
        {several ? <Apart viewer={viewer} series={view.series} /> : null}
        {view.series.map((series) => (
          <SeriesSection
            key={`${series.kind} ${series.unit} ${series.method}`}
            viewer={viewer}
            series={series}
            title={several ? titleOf(viewer, view.series, series) : null}
          />
        ))}
        <div class="stack-2 small muted measure">
          <p>{w.doctor}</p>
          <p>{w.copied}</p>
        </div>
      </div>
    </Page>
  );
}

/** Why there is more than one table; nothing where the others are only results in words. */
function Apart({ viewer, series }: { viewer: Viewer; series: readonly Series[] }) {
  const { apart, series: s } = words(viewer.language).analyses;
  const units = new Set(series.flatMap(({ kind, unit }) => (kind === "number" ? [unit ?? s.bare.toLowerCase()] : [])));
  const hasMethods = series.some(({ method }) => method !== null);
  return (
    <>
      {units.size > 1 ? (
        <Tell tone="note" icon="info" title={apart.units}>
          <p>{apart.unitsAbout([...units].join(", "))}</p>
        </Tell>
      ) : null}
      {hasMethods ? (
        <Tell tone="note" icon="info" title={apart.methods}>
          <p>{apart.methodsAbout}</p>
        </Tell>
      ) : null}
    </>
  );
}

function titleOf(viewer: Viewer, all: readonly Series[], { kind, unit, method }: Series): string {
  const { series: s } = words(viewer.language).analyses;
  const title = kind === "text" ? s.text : unit === null ? s.bare : s.unit(unit);
  const parted = all.filter((one) => one.kind === kind && one.unit === unit).length > 1;
  return parted ? `${title}, ${s.method(method)}` : title;
}
