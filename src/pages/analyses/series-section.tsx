/** One series: the sentence, the drawing that shows it, and every result with its norm, its laboratory and its document. */
import type { Point, Series } from "../../patient/analytes.ts";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Legend } from "./legend.tsx";
import { hasNumberLine, NumberLine } from "./number-line.tsx";
import { isPlain } from "./plot.ts";
import { sayBounds, sayFound, saySeries } from "./say-result.ts";
import { StandingMark } from "./standing-mark.tsx";
import { TrendChart } from "./trend-chart.tsx";

export function SeriesSection({ viewer, series, title }: { viewer: Viewer; series: Series; title: string | null }) {
  const w = words(viewer.language).analyses;
  const said = saySeries(viewer.language, series);
  return (
    <section class="stack series">
      {title === null ? null : <h2>{title}</h2>}
      <p class="lead measure">{said}</p>
      <Drawn viewer={viewer} series={series} said={said} />
      {title === null ? <h2>{w.all}</h2> : null}
      <div class="card">
        <Results viewer={viewer} series={series} caption={title ?? w.all} />
      </div>
    </section>
  );
}

function Drawn({ viewer, series, said }: { viewer: Viewer; series: Series; said: string }) {
  const w = words(viewer.language).analyses;
  const plain = series.points.filter(isPlain);
  const [only, another] = plain;
  if (only === undefined) return null;
  if (another === undefined && !hasNumberLine(only)) return null;
  const norms = new Set(plain.flatMap(({ norm }) => sayBounds(viewer.language, norm) ?? []));
  return (
    <figure class="card stack-3">
      {another === undefined ? (
        <NumberLine viewer={viewer} point={only} title={said} />
      ) : (
        <TrendChart viewer={viewer} points={plain} title={said} />
      )}
      <figcaption class="stack-2">
        <Legend viewer={viewer} points={plain} />
        {norms.size > 1 ? <p class="small muted">{w.normsDiffer}</p> : null}
        {plain.length < series.points.length ? <p class="small muted">{w.notDrawn}</p> : null}
      </figcaption>
    </figure>
  );
}

/** The newest first. */
function Results({ viewer, series, caption }: { viewer: Viewer; series: Series; caption: string }) {
  const { columns } = words(viewer.language).analyses;
  return (
    <Table
      caption={caption}
      look="results"
      columns={[columns.date, columns.result, columns.norm, columns.laboratory, columns.document]}
      rows={series.points.toReversed().map((point, at) => ({
        key: `${point.measured.date} ${at}`,
        cells: [
          sayDay(viewer.language, point.measured.date),
          <Found viewer={viewer} point={point} />,
          point.norm === null ? null : (
            <span lang="ru">{point.norm.text ?? sayBounds(viewer.language, point.norm)}</span>
          ),
          <Laboratory viewer={viewer} point={point} />,
          <Sources point={point} />,
        ],
      }))}
    />
  );
}

function Found({ viewer, point }: { viewer: Viewer; point: Point }) {
  return (
    <>
      <b class="num" lang="ru">
        {sayFound(viewer.language, point.value)}
      </b>{" "}
      <StandingMark viewer={viewer} point={point} />
    </>
  );
}

function Laboratory({ viewer, point }: { viewer: Viewer; point: Point }) {
  return (
    <>
      <span lang="ru">{holdTogether(point.laboratory)}</span>
      {point.method === null ? null : (
        <span class="muted small">
          {", "}
          {words(viewer.language).analyses.method} <span lang="ru">{point.method}</span>
        </span>
      )}
    </>
  );
}

function Sources({ point }: { point: Point }) {
  return (
    <ul class="lines" lang="ru">
      {point.sources.map(({ number, title }) => (
        <li key={number}>
          <a href={paths.document(number)}>{holdTogether(title)}</a>
        </li>
      ))}
    </ul>
  );
}
