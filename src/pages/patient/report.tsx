/** «Сообщить о проблеме»: what it is about, what is wrong, in one's own words, with photos; agreed and sent. */
import { MOST_WORDS } from "../../appeals/words.ts";
import { Page, type Place } from "../frame.tsx";
import { ErrorSummary, FaultOf, type FieldFault, faultProps } from "../parts/error-summary.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { AgreeField, FilesField, Once, WordsField } from "../parts/letter-fields.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether, sayNumber } from "../say-amount.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Role, Viewer } from "../viewer.ts";
import { words } from "../words.ts";

/** What the report is about, as the page names it. */
export type ReportMatter =
  | {
      readonly about: "problem";
      readonly number: string;
      readonly title: string;
      readonly official: string;
      /** YYYY-MM-DD */
      readonly issued: string;
      readonly organisation: string;
    }
  | {
      readonly about: "visit";
      readonly id: string;
      /** YYYY-MM-DD */
      readonly date: string;
      readonly organisation: string;
      readonly doctor: string;
    }
  | {
      readonly about: "access";
      readonly id: string;
      /** null for who has not consented: the line names a document. */
      readonly line: { at: Date; who: string; role: Role; organisation: string | null; document: string | null } | null;
    }
  | { readonly about: "question" };

export interface ReportView {
  readonly matter: ReportMatter;
  /** Codes to choose from, in their order; one alone is no choice. */
  readonly reasons: readonly string[];
  readonly sent: { readonly reason: string; readonly words: string; readonly agreed: boolean };
  readonly once: string;
  readonly faults: readonly FieldFault[];
  /** Number of the appeal that this will be added to. */
  readonly open: string | null;
}

export function ReportPage({ viewer, view }: { viewer: Viewer; view: ReportView }) {
  const w = words(viewer.language).report;
  const { matter, faults } = view;
  const said = matter.about === "problem" ? w : w[matter.about];
  const up = wayUp(viewer, matter);
  const most = sayNumber(viewer.language, MOST_WORDS);
  const failed = faults.length > 0;
  return (
    <Page viewer={viewer} title={said.title} current={placeOf(matter)} failed={failed}>
      <div class="stack-6">
        <Head viewer={viewer} trail={up} title={said.title} lead={said.lead} />
        <ErrorSummary viewer={viewer} faults={faults} />
        <About viewer={viewer} matter={matter} />
        {view.open ? <Already viewer={viewer} number={view.open} matter={matter} /> : null}
        <form method="post" action={actionOf(matter)} enctype="multipart/form-data" class="stack-6 measure letter">
          <Once viewer={viewer} once={view.once} />
          {view.reasons.length > 1 ? <Reasons viewer={viewer} view={view} /> : null}
          <WordsField
            viewer={viewer}
            id="words"
            faults={faults}
            label={matter.about === "problem" || matter.about === "visit" ? w.details : w.words}
            hint={
              matter.about === "problem"
                ? w.detailsHint(most)
                : matter.about === "access"
                  ? w.access.hint(most)
                  : w.wordsHint(most)
            }
            most={MOST_WORDS}
            value={view.sent.words}
          />
          {matter.about === "access" ? <p class="muted">{w.access.noHealth}</p> : null}
          {matter.about === "problem" || matter.about === "visit" ? (
            <FilesField viewer={viewer} id="files" faults={faults} label={w.files} again={failed} />
          ) : null}
          <AgreeField viewer={viewer} id="agree" faults={faults} agreed={view.sent.agreed} />
          <p class="row">
            <button type="submit" class="btn big">
              {w.send}
            </button>
            <a href={up.at(-1)?.href ?? paths.home()}>{matter.about === "problem" ? w.back : w[matter.about].back}</a>
          </p>
          {matter.about === "problem" || matter.about === "visit" ? <p class="muted small">{w.urgent}</p> : null}
        </form>
      </div>
    </Page>
  );
}

function Reasons({ viewer, view: { matter, reasons, sent, faults } }: { viewer: Viewer; view: ReportView }) {
  const w = words(viewer.language).report;
  const said: Readonly<Record<string, { name: string; about: string }>> =
    matter.about === "visit" ? w.visit.reasons : matter.about === "question" ? w.question.kinds : w.reasons;
  return (
    <fieldset class="field" id="reason" {...faultProps("reason", faults)}>
      <legend>{matter.about === "question" ? w.question.about : w.reason}</legend>
      <FaultOf field="reason" faults={faults} />
      <div class="choices one">
        {reasons.map((code) => (
          <label key={code} class="choice">
            <input type="radio" name="reason" value={code} checked={sent.reason === code} />
            <span>
              {said[code]?.name}
              {said[code]?.about ? <small class="under muted">{said[code].about}</small> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function About({ viewer, matter }: { viewer: Viewer; matter: ReportMatter }) {
  const w = words(viewer.language).report;
  const { language } = viewer;
  const { columns } = words(language).records;
  if (matter.about === "problem")
    return (
      <div class="card flat stack-2">
        <p>
          <b lang="ru">{holdTogether(matter.title)}</b>
        </p>
        <p class="muted small">
          <span lang="ru">{matter.official}</span> · <span class="one-line">{sayDay(language, matter.issued)}</span> ·{" "}
          <span lang="ru">{holdTogether(matter.organisation)}</span>
        </p>
      </div>
    );
  if (matter.about === "visit")
    return (
      <div class="card flat">
        <Facts
          facts={[
            [columns.date, sayDay(language, matter.date)],
            [columns.organisation, <span lang="ru">{holdTogether(matter.organisation)}</span>],
            [columns.doctor, <span lang="ru">{holdTogether(matter.doctor)}</span>],
          ]}
        />
      </div>
    );
  if (matter.about === "access" && matter.line) {
    const { at, who, role, organisation, document } = matter.line;
    return (
      <div class="card flat stack-2">
        <p class="muted small">
          {w.access.line}: {sayMoment(language, at)}
        </p>
        <p>
          <b lang="ru">{who}</b>, {words(language).journal.roles[role]}
        </p>
        {organisation ? <p lang="ru">{holdTogether(organisation)}</p> : null}
        {document ? (
          <p class="small muted">
            {w.document}: <span lang="ru">{document}</span>
          </p>
        ) : null}
      </div>
    );
  }
  return null;
}

function Already({ viewer, number, matter }: { viewer: Viewer; number: string; matter: ReportMatter }) {
  const w = words(viewer.language).report.already;
  const about = matter.about === "visit" ? w.visit : matter.about === "access" ? w.access : w.about;
  return (
    <Tell tone="note" icon="letter" title={w.title}>
      <p>{about(number)}</p>
      <p>
        <a href={paths.appeal(number)}>{w.open}</a>
      </p>
    </Tell>
  );
}

function wayUp(viewer: Viewer, matter: ReportMatter): { href: string; label: string }[] {
  const w = words(viewer.language);
  switch (matter.about) {
    case "problem":
      return [
        { href: paths.documents(), label: w.documents.title },
        { href: paths.document(matter.number), label: matter.title },
      ];
    case "visit":
      return [{ href: paths.records(), label: w.records.title }];
    case "access":
      return [{ href: paths.journal(), label: w.journal.title }];
    case "question":
      return [{ href: paths.appeals(), label: w.appeals.title }];
  }
}

function actionOf(matter: ReportMatter): string {
  switch (matter.about) {
    case "problem":
      return paths.report(matter.number);
    case "visit":
      return paths.reportVisit(matter.id);
    case "access":
      return paths.askAccess(matter.id);
    case "question":
      return paths.askSupport();
  }
}

function placeOf({ about }: ReportMatter): Place {
  return about === "problem" ? "documents" : about === "question" ? "appeals" : "home";
}
