/** A new document: what is written, and whom it is about. Two marks tell namesakes apart. */
import { formatSnils } from "../../../basics/snils.ts";
import type { PersonFault, PersonField, Visit } from "../../../clinic/drafts/choose-patient.ts";
import { type FormKey, formKeys } from "../../../clinic/drafts/fields.ts";
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../../parts/error-summary.tsx";
import { Head } from "../../parts/head.tsx";
import { Table } from "../../parts/table.tsx";
import { paths } from "../../paths.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface NewDraftView {
  readonly kind: FormKey;
  /** What was looked for. */
  readonly asked: string;
  readonly visits: readonly Visit[];
  readonly typed: Readonly<Record<PersonField, string>>;
  readonly faults: readonly PersonFault[];
}

export function NewDraftPage({ viewer, view }: { viewer: Viewer; view: NewDraftView }) {
  const w = words(viewer.language).drafts;
  const f = words(viewer.language).draftFields;
  const faults = view.faults.map(
    ({ field, what }): FieldFault => ({ field, text: `${f.person[field]}. ${f.personFaults[what]}` }),
  );
  return (
    <Page viewer={viewer} title={w.choose.title} current="drafts" failed={faults.length > 0}>
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.drafts(), label: w.title }]}
          title={f.kinds[view.kind].title}
          lead={w.choose.title}
        />
        <ErrorSummary viewer={viewer} faults={faults} />
        <nav class="contents" aria-label={w.choose.kind}>
          <ul>
            {formKeys.map((kind) => (
              <li key={kind}>
                <a href={paths.staff.newDraft({ kind })} aria-current={kind === view.kind ? "true" : undefined}>
                  {f.kinds[kind].title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <section class="stack-5" aria-labelledby="by-visit">
          <h2 id="by-visit">{w.choose.byVisit}</h2>
          <p class="muted">{w.choose.byVisitAbout}</p>
          {/* A name is nobody's business in an address: it is sent, not asked for. */}
          <form method="post" action={paths.staff.newDraft({ kind: view.kind })} class="row find-visit">
            <Csrf viewer={viewer} />
            <div class="field">
              <label for="q">{w.choose.find}</label>
              <input id="q" name="q" type="search" value={view.asked} maxLength={200} autocomplete="off" lang="ru" />
            </div>
            <button type="submit" name="do" value="find" class="btn quiet">
              {w.choose.search}
            </button>
          </form>
          {view.visits.length > 0 ? <Visits viewer={viewer} view={view} /> : <p>{w.choose.noVisits}</p>}
        </section>
        <ByHand viewer={viewer} view={view} faults={faults} />
      </div>
    </Page>
  );
}

function Visits({ viewer, view }: { viewer: Viewer; view: NewDraftView }) {
  const w = words(viewer.language).drafts;
  const { kind, visits } = view;
  return (
    <div class="card stack-3">
      <p class="small muted">{w.choose.twin}</p>
      <Table
        caption={w.choose.byVisit}
        look="draft-visits"
        columns={[w.columns.patient, w.choose.born, w.form.snils, w.choose.visit, w.columns.next]}
        rows={visits.map(({ id, patient, visitedOn, diagnosis }) => {
          const who = [patient.name.family, patient.name.given, patient.name.patronymic].filter(Boolean).join(" ");
          const when = sayDay(viewer.language, visitedOn);
          return {
            key: id,
            cells: [
              <span lang="ru">{who}</span>,
              <span class="num one-line">{sayDay(viewer.language, patient.birthDate)}</span>,
              <span class="num one-line">{formatSnils(patient.snils)}</span>,
              <>
                <span class="num one-line">{when}</span>
                {diagnosis ? (
                  <small class="under muted" lang="ru">
                    {diagnosis.name}
                  </small>
                ) : null}
              </>,
              <form method="post" action={paths.staff.newDraft({ kind })}>
                <Csrf viewer={viewer} />
                <input type="hidden" name="visit" value={id} />
                <button type="submit" name="do" value="visit" class="linklike" aria-label={w.choose.writeOf(who, when)}>
                  {w.choose.write}
                </button>
              </form>,
            ],
          };
        })}
      />
    </div>
  );
}

const fields = ["family", "given", "patronymic", "birthDate", "snils"] as const satisfies readonly PersonField[];

function ByHand({ viewer, view, faults }: { viewer: Viewer; view: NewDraftView; faults: readonly FieldFault[] }) {
  const w = words(viewer.language).drafts.choose;
  const labels = words(viewer.language).draftFields.person;
  return (
    <section class="card stack-5" aria-labelledby="by-hand">
      <h2 id="by-hand">{w.byHand}</h2>
      <p class="muted">{w.byHandAbout}</p>
      <form method="post" action={paths.staff.newDraft({ kind: view.kind })} class="stack-5" novalidate>
        <Csrf viewer={viewer} />
        <div class="draft-fields">
          {fields.map((field) => (
            <div key={field} class={`field ${field === "birthDate" ? "brief" : "middle"}`}>
              <label for={field}>{labels[field]}</label>
              <FaultOf field={field} faults={faults} />
              {field === "birthDate" ? (
                <input id={field} name={field} type="date" value={view.typed[field]} {...faultProps(field, faults)} />
              ) : (
                <input
                  id={field}
                  name={field}
                  type="text"
                  inputMode={field === "snils" ? "numeric" : undefined}
                  value={view.typed[field]}
                  maxLength={200}
                  autocomplete="off"
                  lang="ru"
                  {...faultProps(field, faults)}
                />
              )}
            </div>
          ))}
        </div>
        <p>
          <button type="submit" name="do" value="person" class="btn">
            {w.begin}
          </button>
        </p>
      </form>
    </section>
  );
}
