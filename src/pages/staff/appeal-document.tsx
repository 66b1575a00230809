/** Beside the patient's words: the head of the document, and the document itself when its reader asks for it. */
import { Facts } from "../parts/facts.tsx";
import { RawDocument } from "../parts/raw-document.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { StaffAppealView } from "./appeal-view.ts";

export function Beside({ viewer, view }: { viewer: Viewer; view: StaffAppealView }) {
  const w = words(viewer.language).inbox.one;
  const { document, about, missing } = view;
  if (about === "missing")
    return (
      <section class="card stack-3">
        <h2>{w.missing}</h2>
        <Facts
          facts={[
            missing.kind ? [w.missingKind, <span lang="ru">{missing.kind}</span>] : null,
            missing.visitedOn ? [w.visited, sayDay(viewer.language, missing.visitedOn)] : null,
          ]}
        />
      </section>
    );
  if (document === null)
    return (
      <section class="card flat stack-2">
        <h2>{w.document}</h2>
        <p class="muted">{about === "foreign" ? w.documentForeign : w.documentNone}</p>
        {missing.visitedOn ? <Facts facts={[[w.visited, sayDay(viewer.language, missing.visitedOn)]]} /> : null}
      </section>
    );
  return (
    <section class="stack-3">
      <div class="card stack-3">
        <h2>{w.document}</h2>
        <Facts
          facts={[
            [w.kind, <span lang="ru">{document.kind}</span>],
            [w.issued, sayDay(viewer.language, document.issuedOn)],
            document.doctor ? [w.author, <span lang="ru">{document.doctor}</span>] : null,
            [w.personIn, <span lang="ru">{document.patientName}</span>],
            [w.inNumber, <span class="num one-line">{document.number}</span>],
            [w.version, document.version],
          ]}
        />
        <Way viewer={viewer} view={view} />
      </div>
      {typeof view.beside === "object" ? (
        <>
          <p class="muted small" id="beside">
            {w.asPatient}
          </p>
          <RawDocument viewer={viewer} html={view.beside.html} look="whole" />
        </>
      ) : null}
    </section>
  );
}

function Way({ viewer, view: { beside, face } }: { viewer: Viewer; view: StaffAppealView }) {
  const w = words(viewer.language).inbox.one;
  switch (beside) {
    case "head-only":
      return <p class="muted small">{w.headOnly}</p>;
    case "closed":
      return <p class="muted small">{w.closedAbout}</p>;
    case "pdf":
      return <p>{w.pdf}</p>;
    case "unreadable":
      return <p>{w.unreadable}</p>;
    case "none":
      return (
        <div class="stack-2">
          <p>
            <a class="btn quiet" href={`${paths.staff.appeal(face.number, { document: "show" })}#beside`}>
              {w.show}
            </a>
          </p>
          <p class="muted small">{w.showAbout}</p>
        </div>
      );
    default:
      return (
        <p>
          <a href={paths.staff.appeal(face.number)}>{w.hide}</a>
        </p>
      );
  }
}
