/** «Не выдали»: the copy was not given on the day. What happened, in a few words or none, and it goes to the organisation. */
import { Csrf } from "../../csrf.tsx";
import { Page } from "../../frame.tsx";
import { ErrorSummary, FaultOf, faultProps } from "../../parts/error-summary.tsx";
import { Head } from "../../parts/head.tsx";
import { paths } from "../../paths.ts";
import { holdTogether, sayPaperNumber } from "../../say-amount.ts";
import type { Viewer } from "../../viewer.ts";
import { words } from "../../words.ts";

export interface NotGivenView {
  readonly number: string;
  readonly organisation: string;
  /** What was typed. */
  readonly details: string;
  readonly tooLong: boolean;
}

export function NotGivenPage({ viewer, view }: { viewer: Viewer; view: NotGivenView }) {
  const p = words(viewer.language).paper;
  const w = p.notGiven;
  const faults = view.tooLong ? [{ field: "details", text: w.long }] : [];
  return (
    <Page viewer={viewer} title={w.title} current="documents" failed={view.tooLong}>
      <div class="stack-5">
        <ErrorSummary viewer={viewer} faults={faults} />
        <Head
          viewer={viewer}
          trail={[
            { href: paths.paper(), label: p.link },
            { href: paths.paperRequest(view.number), label: sayPaperNumber(viewer.language, view.number) },
          ]}
          title={w.title}
          lead={w.lead}
        >
          <p>
            <b lang="ru">{holdTogether(view.organisation)}</b>
          </p>
        </Head>
        <form method="post" action={paths.paperNotGiven(view.number)} class="card stack">
          <Csrf viewer={viewer} />
          <div class="field">
            <label for="details">{w.details}</label>
            <p class="hint small" id="details-hint">
              {w.hint}
            </p>
            <FaultOf field="details" faults={faults} />
            <textarea id="details" name="details" rows={5} {...faultProps("details", faults, "details-hint")}>
              {view.details}
            </textarea>
          </div>
          <p class="row">
            <button type="submit" class="btn">
              {w.send}
            </button>
            <a href={paths.paperRequest(view.number)}>{w.back}</a>
          </p>
        </form>
      </div>
    </Page>
  );
}
