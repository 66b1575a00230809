/** «Ответить»: what the organisation's staff can do with one appeal now. */
import { Csrf } from "../csrf.tsx";
import { FaultOf, faultProps } from "../parts/error-summary.tsx";
import { paths } from "../paths.ts";
import { sayDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { Answer, AnswerForm, Causes, Letter, Templates } from "./appeal-forms.tsx";
import type { StaffAppealView, StaffDeed } from "./appeal-view.ts";

interface Props {
  readonly viewer: Viewer;
  readonly view: StaffAppealView;
}

export function Answers({ viewer, view }: Props) {
  const w = words(viewer.language).inbox;
  if (view.idle)
    return (
      <section class="card flat stack-3" id="act">
        <p>
          {view.idle === "held"
            ? w.one.held(w.holders[view.face.holder])
            : view.idle === "answered"
              ? w.one.over
              : w.one.closed}
        </p>
        {view.open && view.open.words !== "" ? (
          <div>
            <p class="small muted">{w.one.kept}</p>
            <p class="letter-words" lang="ru">
              {view.open.words}
            </p>
          </div>
        ) : null}
      </section>
    );
  const can = (deed: StaffDeed) => view.deeds.includes(deed);
  return (
    <section class="stack-3" id="act">
      <h2>{w.one.act}</h2>
      {can("take") ? (
        <AnswerForm {...formOf(viewer, view, "take")} send={w.one.take}>
          {null}
        </AnswerForm>
      ) : null}
      {can("correct") ? <Correct viewer={viewer} view={view} /> : null}
      {can("ask") ? <Plain viewer={viewer} view={view} deed="ask" /> : null}
      {can("message") ? <Plain viewer={viewer} view={view} deed="message" /> : null}
      {can("refuse") ? (
        <Answer title={w.one.refuse.title} open={isOpen(view, "refuse")}>
          <Beginnings viewer={viewer} view={view} deed="refuse" />
          <AnswerForm {...formOf(viewer, view, "refuse")} send={w.one.refuse.send} quiet>
            <Causes
              viewer={viewer}
              chosen={isOpen(view, "refuse") ? (view.open?.cause ?? null) : null}
              faults={view.faults}
            />
            <Letter
              viewer={viewer}
              deed="refuse"
              label={w.one.refuse.field}
              value={wordsIn(view, "refuse")}
              faults={view.faults}
            />
          </AnswerForm>
        </Answer>
      ) : null}
      {can("escalate") ? <Plain viewer={viewer} view={view} deed="escalate" /> : null}
    </section>
  );
}

function Plain({ viewer, view, deed }: Props & { deed: "ask" | "message" | "escalate" }) {
  const w = words(viewer.language).inbox.one[deed];
  return (
    <Answer title={w.title} open={isOpen(view, deed)}>
      {deed === "escalate" ? null : <Beginnings viewer={viewer} view={view} deed={deed} />}
      <AnswerForm {...formOf(viewer, view, deed)} send={w.send} quiet={deed === "escalate"}>
        <Letter
          viewer={viewer}
          deed={deed}
          label={w.field}
          {...("about" in w ? { hint: w.about } : {})}
          value={wordsIn(view, deed)}
          faults={view.faults}
        />
      </AnswerForm>
    </Answer>
  );
}

function Correct({ viewer, view }: Props) {
  const w = words(viewer.language).inbox.one.correct;
  const [first] = view.candidates;
  const chosen = (isOpen(view, "correct") ? view.open?.documentId : null) ?? first?.documentId ?? "none";
  return (
    <Answer title={w.title} open={isOpen(view, "correct") || (view.open === null && view.candidates.length > 0)}>
      {view.draft ? (
        <form method="post" action={view.draft} class="stack-2">
          <Csrf viewer={viewer} />
          <input type="hidden" name="appeal" value={view.face.number} />
          <p>
            <button type="submit" class="btn quiet">
              {w.draft}
            </button>
          </p>
          <p class="muted small">{w.draftAbout}</p>
        </form>
      ) : null}
      <Beginnings viewer={viewer} view={view} deed="correct" />
      <AnswerForm {...formOf(viewer, view, "correct")} send={w.send}>
        <fieldset class="field" id="answer" {...faultProps("answer", view.faults)}>
          <legend>{w.choose}</legend>
          <FaultOf field="answer" faults={view.faults} />
          <div class="choices">
            {view.candidates.map(({ documentId, number, version, registeredAt }) => (
              <label key={documentId} class="choice">
                <input type="radio" name="answer" value={documentId} checked={documentId === chosen} />
                {w.version(number, version, sayDay(viewer.language, registeredAt))}
              </label>
            ))}
            <label class="choice">
              <input type="radio" name="answer" value="none" checked={chosen === "none"} />
              <span>
                {w.none}
                <br />
                <small class="muted">{w.noneAbout}</small>
              </span>
            </label>
          </div>
        </fieldset>
        <Letter viewer={viewer} deed="correct" label={w.field} value={wordsIn(view, "correct")} faults={view.faults} />
      </AnswerForm>
    </Answer>
  );
}

function Beginnings({ viewer, view, deed }: Props & { deed: StaffDeed }) {
  const shown = typeof view.beside === "object" ? ("show" as const) : undefined;
  const items = view.templates
    .filter((one) => one.deed === deed)
    .map(({ key, name }) => ({
      key,
      name,
      href: `${paths.staff.appeal(view.face.number, { deed, template: key, document: shown })}#words-${deed}`,
    }));
  return <Templates viewer={viewer} items={items} />;
}

function formOf(viewer: Viewer, view: StaffAppealView, deed: StaffDeed) {
  const { version, once, face } = view;
  return {
    viewer,
    action: paths.staff.appeal(face.number),
    version,
    once,
    deed,
    shown: typeof view.beside === "object",
  };
}

function isOpen(view: StaffAppealView, deed: StaffDeed): boolean {
  return view.open?.deed === deed;
}

function wordsIn(view: StaffAppealView, deed: StaffDeed): string {
  return view.open?.deed === deed ? view.open.words : "";
}
