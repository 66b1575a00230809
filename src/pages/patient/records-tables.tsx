/** The tables of «Сведения»: visits with their services and documents; diagnoses, examinations, prescriptions by date. */
import type { ComponentChildren } from "preact";
import { Disputed } from "../parts/disputed.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { DatedRow, LinkedDocument, VisitRow } from "./records-view.ts";

export function Visits({ viewer, rows }: { viewer: Viewer; rows: readonly VisitRow[] }) {
  const { columns: c, visits } = words(viewer.language).records;
  return (
    <Table
      caption={visits}
      look="visits"
      columns={[c.date, c.organisation, c.doctor, c.diagnosis, c.services]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <Day viewer={viewer} date={row.date} />,
          <Russian>{holdTogether(row.organisation)}</Russian>,
          <Russian>
            {holdTogether(row.doctor)}
            {row.position ? <small class="muted under">{row.position}</small> : null}
          </Russian>,
          row.diagnosis ? <Diagnosis viewer={viewer} {...row.diagnosis} /> : null,
          <Russian>
            {row.services.length > 0 ? (
              <ul class="lines">
                {row.services.map((service) => (
                  <li key={service}>{service}</li>
                ))}
              </ul>
            ) : null}
            <Linked documents={row.documents} />
            <NotThere viewer={viewer} row={row} />
          </Russian>,
        ],
      }))}
    />
  );
}

export function Dated({
  viewer,
  title,
  name,
  rows,
}: {
  viewer: Viewer;
  title: string;
  name: string;
  rows: readonly DatedRow[];
}) {
  const { columns: c } = words(viewer.language).records;
  return (
    <Table
      caption={title}
      look="dated"
      columns={[name, c.date, c.where]}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          row.code ? <Diagnosis viewer={viewer} name={row.name} code={row.code} /> : <Named row={row} />,
          <Day viewer={viewer} date={row.date} />,
          <Russian>
            {holdTogether(row.organisation)}
            <Linked documents={row.code && row.document ? [row.document] : []} />
          </Russian>,
        ],
      }))}
    />
  );
}

/** In a narrow column the year goes under the day, never in two pieces. */
function Day({ viewer, date }: { viewer: Viewer; date: string }) {
  return <span class="num">{sayDay(viewer.language, date).replace(/\u00a0(?=\d{4}$)/, " ")}</span>;
}

/** Plain words first, the code beneath. */
function Diagnosis({ viewer, name, code }: { viewer: Viewer; name: string; code: string }) {
  return (
    <>
      <span lang="ru">{name}</span>
      <small class="muted under num">
        <span class="heard">{words(viewer.language).records.code} </span>
        {code}
      </small>
    </>
  );
}

/** A row that is a document leads to it by its own name. */
function Named({ row: { name, about, document } }: { row: DatedRow }) {
  return (
    <Russian>
      {document ? <a href={paths.document(document.number)}>{name}</a> : name}
      {about ? <small class="muted under">{about}</small> : null}
    </Russian>
  );
}

function Linked({ documents }: { documents: readonly LinkedDocument[] }) {
  return (
    <>
      {documents.map(({ number, title }) => (
        <a key={number} class="under small" href={paths.document(number)} lang="ru">
          {title}
        </a>
      ))}
    </>
  );
}

/** The way to say that it never happened, or the mark that it is being checked. */
function NotThere({ viewer, row }: { viewer: Viewer; row: VisitRow }) {
  const w = words(viewer.language).report.visit;
  if (row.disputed) return <Disputed viewer={viewer} />;
  return (
    <a class="under small quiet-link" href={paths.reportVisit(row.id)} lang={viewer.language}>
      {w.link}
      <span class="heard">: {w.linkOf(sayDay(viewer.language, row.date))}</span>
    </a>
  );
}

function Russian({ children }: { children: ComponentChildren }) {
  return <div lang="ru">{children}</div>;
}
