/** An administrator says since when and for which kinds an organisation keeps its records electronically; asked once more. */
import type { Hours } from "../../basics/opening-hours.ts";
import { sayMinute } from "../../basics/opening-hours.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Empty } from "../parts/empty.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../parts/error-summary.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { type KindKey, kindKeys } from "../parts/kind.tsx";
import { Said } from "../parts/said.tsx";
import { Table } from "../parts/table.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay, sayWeekday } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

interface Organisation {
  readonly oid: string;
  readonly shortName: string;
  readonly name: string;
}

export interface StaffOrganisationView extends Organisation {
  /** Monday first; null: the words cannot be read for certain. */
  readonly week: readonly (Hours | null)[] | null;
  /** What the fields hold, by the leaflet's number of the kind from 1: YYYY-MM-DD, or "". */
  readonly days: readonly string[];
  /** Numbers of the kinds whose day is none. */
  readonly faults: readonly number[];
  readonly saved: boolean;
}

const leafletKinds = kindKeys.filter((key): key is Exclude<KindKey, "other"> => key !== "other");

export function StaffOrganisationPage({ viewer, view }: { viewer: Viewer; view: StaffOrganisationView }) {
  const w = words(viewer.language).organisations.staff;
  const { organisations } = words(viewer.language).staff;
  const { kinds } = words(viewer.language).documents;
  const faults: FieldFault[] = view.faults.map((leaflet) => {
    const key = leafletKinds[leaflet - 1];
    return { field: `kind-${leaflet}`, text: w.fault(key ? kinds[key].plain : "") };
  });
  return (
    <Page viewer={viewer} title={`${w.title}: ${view.shortName}`} current="organisations" failed={faults.length > 0}>
      <div class="stack-5">
        <Said text={view.saved ? w.saved : null} />
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.organisations(), label: organisations.title }]}
          title={w.title}
          lead={w.lead}
        >
          <p>
            <b lang="ru">{holdTogether(view.shortName)}</b>
          </p>
          <p>
            <a href={paths.organisation(view.oid)}>{w.open}</a>
          </p>
        </Head>
        <form method="get" action={paths.staff.organisationCheck(view.oid)} class="card stack">
          <p class="muted" id="days-hint">
            {w.hint}
          </p>
          <div class="day-fields">
            {leafletKinds.map((key, at) => (
              <div key={key} class="field">
                <label for={`kind-${at + 1}`}>{kinds[key].plain}</label>
                <FaultOf field={`kind-${at + 1}`} faults={faults} />
                <input
                  id={`kind-${at + 1}`}
                  name={`kind-${at + 1}`}
                  type="date"
                  min="2021-02-01"
                  max="2099-12-31"
                  value={view.days[at] ?? ""}
                  {...faultProps(`kind-${at + 1}`, faults, "days-hint")}
                />
              </div>
            ))}
          </div>
          <p>
            <button type="submit" class="btn">
              {w.go}
            </button>
          </p>
        </form>
        <section class="card flat stack-3">
          <h2 class="like-3">{view.week ? w.hoursRead : words(viewer.language).organisations.hours}</h2>
          {view.week ? (
            <Facts
              facts={view.week.map((hours, at) => [
                // 1 January 2024 was a Monday.
                sayWeekday(viewer.language, `2024-01-0${at + 1}`),
                hours ? (
                  <span class="num">
                    {sayMinute(hours.from)}–{sayMinute(hours.until)}
                  </span>
                ) : (
                  w.closedDay
                ),
              ])}
            />
          ) : (
            <p>{w.hoursUnread}</p>
          )}
        </section>
      </div>
    </Page>
  );
}

export interface OrganisationCheckView extends Organisation {
  /** What the form will send. */
  readonly days: readonly string[];
  readonly changes: readonly {
    readonly leaflet: number;
    readonly was: string | null;
    readonly becomes: string | null;
  }[];
}

export function OrganisationCheckPage({ viewer, view }: { viewer: Viewer; view: OrganisationCheckView }) {
  const all = words(viewer.language).organisations;
  const w = all.staff;
  const { kinds } = words(viewer.language).documents;
  const say = (day: string | null) =>
    day ? <span class="num">{sayDay(viewer.language, day)}</span> : all.columns.paper;
  return (
    <Page viewer={viewer} title={`${w.checkTitle}: ${view.shortName}`} current="organisations">
      <div class="stack-5">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.staff.organisations(), label: words(viewer.language).staff.organisations.title },
            { href: paths.staff.organisation(view.oid), label: view.shortName },
          ]}
          title={w.checkTitle}
          lead={view.changes.length > 0 ? w.checkLead(view.changes.length) : undefined}
        />
        {view.changes.length === 0 ? (
          <Empty icon="check" title={w.nothing}>
            <p>{w.nothingAbout}</p>
            <p>
              <a class="btn" href={paths.staff.organisation(view.oid)}>
                {w.back}
              </a>
            </p>
          </Empty>
        ) : (
          <>
            <div class="card">
              <Table
                caption={w.checkTitle}
                look="electronic-check"
                columns={[all.columns.kind, w.was, w.becomes]}
                rows={view.changes.map(({ leaflet, was, becomes }) => {
                  const key = leafletKinds[leaflet - 1];
                  return {
                    key: String(leaflet),
                    cells: [key ? kinds[key].plain : "", say(was), <b>{say(becomes)}</b>],
                  };
                })}
              />
            </div>
            <form method="post" action={paths.staff.organisationCheck(view.oid)} class="row">
              <Csrf viewer={viewer} />
              {view.days.map((day, at) => (
                <input key={at} type="hidden" name={`kind-${at + 1}`} value={day} />
              ))}
              <button type="submit" class="btn">
                {w.save}
              </button>
              <a class="btn quiet" href={paths.staff.organisation(view.oid)}>
                {w.back}
              </a>
            </form>
          </>
        )}
      </div>
    </Page>
  );
}
