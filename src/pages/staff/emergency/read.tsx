/** While the glass is broken: the patient's documents, and one of them to be read. Nothing to download, nothing to print. */

import type { PersonName } from "../../../cda/facts.ts";
import { fullName } from "../../../cda/person-words.ts";
import { Page } from "../../frame.tsx";
import { Dot } from "../../parts/dot.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Head } from "../../parts/head.tsx";
import { RawDocument } from "../../parts/raw-document.tsx";
import { Table } from "../../parts/table.tsx";
import { paths } from "../../paths.ts";
import { sayDay } from "../../say-date.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface EmergencyListView {
  readonly grantId: string;
  readonly patient: { readonly name: PersonName; readonly birthDate: string } | null;
  readonly documents: readonly {
    readonly number: string;
    readonly title: string;
    readonly issuedOn: string;
    readonly organisation: string;
    readonly doctor: string | null;
  }[];
}

export function EmergencyListPage({ viewer, view }: { viewer: Viewer; view: EmergencyListView }) {
  const w = words(viewer.language).emergency;
  const { patient } = view;
  return (
    <Page viewer={viewer} title={w.list.title} current="emergency">
      <p class="printed-instead">{w.printed}</p>
      <div class="stack-5 unprinted">
        <Head viewer={viewer} trail={[{ href: paths.staff.emergency(), label: w.title }]} title={w.list.title}>
          {patient ? (
            <p class="muted">
              <b lang="ru">{fullName(patient.name)}</b>
              <Dot />
              {w.list.born(sayDay(viewer.language, patient.birthDate))}
            </p>
          ) : null}
        </Head>
        {view.documents.length === 0 ? (
          <Empty icon="document" title={w.list.none}>
            <p>{w.list.noneAbout}</p>
          </Empty>
        ) : (
          <div class="card">
            <Table
              caption={w.list.title}
              look="emergency-list"
              columns={[
                w.list.columns.title,
                w.list.columns.issued,
                w.list.columns.organisation,
                w.list.columns.doctor,
              ]}
              rows={view.documents.map(({ number, title, issuedOn, organisation, doctor }) => ({
                key: number,
                cells: [
                  <a href={paths.staff.emergencyDocument(view.grantId, number)} lang="ru">
                    {title}
                  </a>,
                  <span class="num">{sayDay(viewer.language, issuedOn)}</span>,
                  <span lang="ru">{organisation}</span>,
                  doctor ? <span lang="ru">{doctor}</span> : null,
                ],
              }))}
            />
          </div>
        )}
      </div>
    </Page>
  );
}

export interface EmergencyDocumentView {
  readonly grantId: string;
  readonly title: string;
  readonly official: string;
  readonly issuedOn: string;
  readonly organisation: string;
  readonly body: "pdf" | "unreadable" | { readonly html: string };
}

export function EmergencyDocumentPage({ viewer, view }: { viewer: Viewer; view: EmergencyDocumentView }) {
  const w = words(viewer.language).emergency;
  const { body } = view;
  return (
    <Page viewer={viewer} title={`${view.title}. ${w.title}`} current="emergency">
      <p class="printed-instead">{w.printed}</p>
      <div class="stack-5 unprinted">
        <Head
          viewer={viewer}
          trail={[{ href: paths.staff.emergencyList(view.grantId), label: w.list.title }]}
          title={view.title}
          russian
        >
          <p class="muted">
            <span lang="ru">{view.official}</span>
            <Dot />
            {sayDay(viewer.language, view.issuedOn)}
            <Dot />
            <span lang="ru">{view.organisation}</span>
          </p>
        </Head>
        {typeof body === "object" ? (
          <RawDocument viewer={viewer} html={body.html} look="whole" />
        ) : (
          <p class="card flat">{w[body]}</p>
        )}
      </div>
    </Page>
  );
}
