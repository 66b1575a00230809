/** What the patient can do in an appeal now: answer, add, agree, object. Each is a form of its own. */
import { isOpen } from "../../appeals/states.ts";
import { MOST_WORDS } from "../../appeals/words.ts";
import type { FieldFault } from "../parts/error-summary.tsx";
import { FilesField, Once, WordsField } from "../parts/letter-fields.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayShortDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { AppealView, PatientDeed } from "./appeal-view.ts";

interface Props {
  readonly viewer: Viewer;
  readonly view: AppealView;
}

/** What is asked of the patient, and comes before everything else: null when nothing is. */
export function Asked({ viewer, view }: Props) {
  const w = words(viewer.language).appeals;
  const { state } = view.head;
  if (state === "asked") {
    const question = view.events.findLast(({ deed }) => deed === "ask");
    return (
      <Tell tone="wait" icon="letter" title={w.reply.title}>
        {question?.words ? (
          <p class="said-words" lang="ru">
            {question.words}
          </p>
        ) : null}
        <Letter viewer={viewer} view={view} deed="reply" label={w.reply.field} send={w.reply.send} />
      </Tell>
    );
  }
  if (state !== "corrected" && state !== "refused") return null;
  const until = view.objectUntil;
  return (
    <Tell tone={state === "corrected" ? "good" : "wait"} icon="check" title={w.solved.title}>
      {until ? <p>{w.solved.about(sayShortDay(viewer.language, until, viewer.now))}</p> : null}
      <form method="post" action={paths.appeal(view.head.number)}>
        <Hidden viewer={viewer} view={view} deed="confirm" />
        <button type="submit" class="btn">
          {w.solved.yes}
        </button>
      </form>
      <details class="more" open={view.kept?.deed === "reopen"}>
        <summary>{w.solved.no}</summary>
        <Letter viewer={viewer} view={view} deed="reopen" label={w.solved.field} send={w.solved.send} />
      </details>
    </Tell>
  );
}

/** What can be added: nothing is asked, but one may. */
export function More({ viewer, view }: Props) {
  const w = words(viewer.language).appeals;
  const { state, number } = view.head;
  if (isOpen(state))
    return (
      <>
        {state === "asked" ? null : (
          <section class="stack-3" aria-labelledby="more">
            <h2 id="more">{w.message.title}</h2>
            <Letter viewer={viewer} view={view} deed="message" label={w.message.field} send={w.message.send} />
          </section>
        )}
        <p>
          <a href={paths.appealWithdraw(number)}>{w.withdraw.link}</a>
        </p>
      </>
    );
  if (state !== "closed" || view.objectUntil === null) return null;
  return (
    <section class="stack-3" aria-labelledby="again">
      <h2 id="again" class="like-3">
        {w.reopen.title}
      </h2>
      {view.tooLate ? (
        <>
          <p>{w.reopen.late}</p>
          {view.head.document ? (
            <p>
              <a href={paths.report(view.head.document.number)}>{w.reopen.report}</a>
            </p>
          ) : null}
        </>
      ) : (
        <>
          <p>{w.reopen.until(sayShortDay(viewer.language, view.objectUntil, viewer.now))}</p>
          <details class="more" open={view.kept?.deed === "reopen"}>
            <summary>{w.solved.send}</summary>
            <Letter viewer={viewer} view={view} deed="reopen" label={w.solved.field} send={w.solved.send} />
          </details>
        </>
      )}
    </section>
  );
}

function Letter({ viewer, view, deed, label, send }: Props & { deed: PatientDeed; label: string; send: string }) {
  const kept = view.kept?.deed === deed ? view.kept.words : "";
  const faults: readonly FieldFault[] = view.kept?.deed === deed ? view.faults : [];
  return (
    <form
      method="post"
      action={paths.appeal(view.head.number)}
      enctype="multipart/form-data"
      class="stack letter measure"
    >
      <Hidden viewer={viewer} view={view} deed={deed} />
      <WordsField viewer={viewer} id="words" faults={faults} label={label} most={MOST_WORDS} value={kept} rows={4} />
      <FilesField
        viewer={viewer}
        id="files"
        faults={faults}
        label={words(viewer.language).report.filesOf}
        again={view.kept?.deed === deed}
      />
      <p>
        <button type="submit" class="btn">
          {send}
        </button>
      </p>
    </form>
  );
}

function Hidden({ viewer, view, deed }: Props & { deed: PatientDeed }) {
  return (
    <>
      <Once viewer={viewer} once={view.once} />
      <input type="hidden" name="deed" value={deed} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
}
