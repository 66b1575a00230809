/** «Анализы»: every analyte with its last result; what is outside its norm comes first. */
import type { Analyte } from "../../patient/analytes.ts";
import type { Trends } from "../../patient/trends.ts";
import { isPlain } from "../analyses/plot.ts";
import { nameParts, sayFound } from "../analyses/say-result.ts";
import { Sparkline } from "../analyses/sparkline.tsx";
import { StandingMark } from "../analyses/standing-mark.tsx";
import { Page } from "../frame.tsx";
import { Dot } from "../parts/dot.tsx";
import { Empty } from "../parts/empty.tsx";
import { Filter, Select } from "../parts/filter.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayRecentDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** A shorter list is read faster than it is searched. */
const MANY = 15;

export function AnalysesPage({ viewer, view }: { viewer: Viewer; view: Trends }) {
  const w = words(viewer.language).analyses;
  const analytes = view.analytes.toSorted((one, other) => one.name.localeCompare(other.name, "ru"));
  const outside = analytes.filter(({ last }) => last.flag !== null);
  const others = analytes.filter(({ last }) => last.flag === null);
  return (
    <Page viewer={viewer} title={w.title} current="documents">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[{ href: paths.documents(), label: words(viewer.language).documents.title }]}
          title={w.title}
          lead={analytes.length === 0 ? null : w.lead}
        />
        {view.partial ? (
          <Tell tone="note" icon="info" title={w.partial.title}>
            <p>{w.partial.about}</p>
          </Tell>
        ) : null}
        {analytes.length > MANY ? <Find viewer={viewer} analytes={analytes} /> : null}
        {analytes.length === 0 ? <NoAnalyses viewer={viewer} /> : null}
        {outside.length > 0 ? (
          <section class="stack-3">
            <h2>{w.outside}</h2>
            <p class="muted measure">{w.outsideAbout}</p>
            <Analytes viewer={viewer} analytes={outside} />
          </section>
        ) : null}
        {others.length > 0 ? (
          <section class="stack-3">
            {outside.length > 0 ? <h2>{w.others}</h2> : null}
            <Analytes viewer={viewer} analytes={others} />
          </section>
        ) : null}
        {analytes.length > 0 ? <p class="small muted measure">{w.doctor}</p> : null}
      </div>
    </Page>
  );
}

/** By key, not by typed words: what a person looks for must not stand in the address. */
function Find({ viewer, analytes }: { viewer: Viewer; analytes: readonly Analyte[] }) {
  const { find } = words(viewer.language).analyses;
  return (
    <Filter viewer={viewer} action={paths.analyses()} title={find.title} reset={find.reset} on={false}>
      <Select
        id="analyte"
        label={find.label}
        all={find.all}
        chosen={null}
        choices={analytes.map(({ key, name }) => ({ value: key, label: name, russian: true }))}
      />
    </Filter>
  );
}

function Analytes({ viewer, analytes }: { viewer: Viewer; analytes: readonly Analyte[] }) {
  const w = words(viewer.language).analyses;
  return (
    <ul class="analytes">
      {analytes.map(({ key, name, last, results, series }) => {
        const { short, rest } = nameParts(name);
        return (
          <li key={key}>
            <div class="analyte-name">
              <a class="title" href={paths.analyte(key)} lang="ru">
                {short}
              </a>
              {rest === null ? null : (
                <p class="small muted" lang="ru">
                  {rest}
                </p>
              )}
            </div>
            <p class="analyte-found">
              <b class="num" lang="ru">
                {sayFound(viewer.language, last.value)}
              </b>{" "}
              <StandingMark viewer={viewer} point={last} />
            </p>
            <div class="analyte-line">
              <Sparkline points={series[0]?.points.filter(isPlain) ?? []} />
            </div>
            <p class="analyte-when small muted">
              <time dateTime={last.measured.date}>{sayRecentDay(viewer.language, last.measured.date, viewer.now)}</time>
              <span class="analyte-dot">
                <Dot />
              </span>
              <span>{w.results(results)}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function NoAnalyses({ viewer }: { viewer: Viewer }) {
  const w = words(viewer.language).analyses.none;
  return (
    <Empty icon="flask" title={w.title}>
      <p>{w.why}</p>
      <p class="row">
        <a href={paths.documents({ kind: "lab" })}>{w.documents}</a>
        <a href={paths.help("missing")}>{words(viewer.language).documents.none.next}</a>
      </p>
    </Empty>
  );
}
