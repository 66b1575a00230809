/** The document page: state, title, proof, «Главное», the document itself, its files, who signed, its record, its versions. */

import { Line } from "../../cda/html-words.tsx";
import { Page } from "../frame.tsx";
import { Chips } from "../parts/document-list.tsx";
import { Dot } from "../parts/dot.tsx";
import { Head } from "../parts/head.tsx";
import { RawDocument } from "../parts/raw-document.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Actions } from "./actions.tsx";
import type { DocumentView } from "./document-view.ts";
import { Proof } from "./proof.tsx";
import { Registration } from "./registration.tsx";
import { Signers } from "./signers.tsx";
import { VersionSteps } from "./versions.tsx";

export function DocumentPage({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  const corrected = view.version > 1;
  return (
    <Page viewer={viewer} title={view.title} current="documents">
      <div class="stack-6">
        <Head
          viewer={viewer}
          trail={[{ href: paths.documents(), label: words(viewer.language).documents.title }]}
          chips={
            view.isNew || corrected || view.newer || view.disputedIn ? (
              <Chips
                viewer={viewer}
                isNew={view.isNew}
                corrected={corrected}
                replaced={view.newer !== null}
                disputed={Boolean(view.disputedIn)}
              />
            ) : null
          }
          title={holdTogether(view.title)}
          russian
        >
          <p class="muted">
            <span lang="ru">
              <Line text={view.official} />
            </span>
            <Dot />
            <span class="one-line">{sayDay(viewer.language, view.issued)}</span>
            <Dot />
            <span lang="ru">
              <Line text={holdTogether(view.organisation)} />
            </span>
          </p>
        </Head>
        <div class="split">
          <div class="stack">
            <Proof viewer={viewer} view={view} />
            {view.disputedIn ? <DisputedOwn viewer={viewer} number={view.disputedIn} /> : null}
            {corrected && !view.newer ? <Corrected viewer={viewer} view={view} /> : null}
            {w.translated === "" ? null : <p class="muted small">{w.translated}</p>}
          </div>
          <Actions viewer={viewer} view={view} />
          <div class="stack-6">
            {view.summary ? (
              <section class="stack-3">
                <h2>{w.main}</h2>
                <RawDocument viewer={viewer} html={view.summary} look="document summary" />
              </section>
            ) : null}
            <Body viewer={viewer} view={view} />
            <Signers viewer={viewer} number={view.number} signers={view.signers} />
            <Registration viewer={viewer} view={view} />
            <section class="stack-3">
              <h2>{w.versions.title}</h2>
              <div class="card">
                <VersionSteps viewer={viewer} view={view} most={3} />
              </div>
            </section>
          </div>
        </div>
      </div>
    </Page>
  );
}

function DisputedOwn({ viewer, number }: { viewer: Viewer; number: string }) {
  const w = words(viewer.language).appeals;
  return (
    <Tell tone="bad" icon="flag" title={w.disputed}>
      <p>
        {w.disputedOwn} <a href={paths.appeal(number)}>{w.number(number)}</a>
      </p>
    </Tell>
  );
}

function Corrected({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  const before = view.versions.find(({ version }) => version < view.version);
  return (
    <p class="card flat">
      {w.corrected(sayDay(viewer.language, view.registeredAt))}{" "}
      {before ? (
        <>
          <a href={paths.changes(view.number)}>{words(viewer.language).changes.whatChanged}</a>
          <Dot />
          <a href={paths.document(before.number)}>{w.previous}</a>
        </>
      ) : null}
    </p>
  );
}

function Body({ viewer, view }: { viewer: Viewer; view: DocumentView }) {
  const w = words(viewer.language).document;
  if (view.body === "pdf")
    return (
      <Tell tone="note" icon="document" title={w.pdfOnly}>
        <p>{w.pdfOnlyAbout}</p>
        <p>
          <a class="btn" href={paths.documentPdf(view.number)}>
            {w.pdf}
          </a>
        </p>
      </Tell>
    );
  if (view.body === "failed")
    return (
      <Tell tone="wait" icon="warning" title={w.failed}>
        <p>{w.failedAbout}</p>
      </Tell>
    );
  // The article brings its own headings, its name, and its list of contents.
  return <RawDocument viewer={viewer} html={view.body.html} look="whole" />;
}
