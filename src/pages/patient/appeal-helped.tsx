/** «Помогло?» below a closed appeal: yes or no, words if one likes, changed for two weeks; «нет» opens it again with one press. */
import type { HelpedAsked } from "../../appeals/helped/say.ts";
import { MOST_WORDS } from "../../appeals/words.ts";
import { Csrf } from "../csrf.tsx";
import { Once } from "../parts/letter-fields.tsx";
import { paths } from "../paths.ts";
import { sayShortDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { AppealView } from "./appeal-view.ts";

interface Props {
  readonly viewer: Viewer;
  readonly view: AppealView;
}

export function AppealHelped({ viewer, view }: Props) {
  const w = words(viewer.language).appeals.helped;
  const { helped } = view;
  if (helped === null) return null;
  const { said, until } = helped;
  return (
    <section class="card stack-3" aria-labelledby="helped">
      <h2 id="helped" class="like-3">
        {w.title}
      </h2>
      {said ? (
        <>
          <p>
            <b>{said.helped ? w.saidYes : w.saidNo}</b>
          </p>
          {said.words ? (
            <p class="said-words" lang="ru">
              {said.words}
            </p>
          ) : null}
          {said.helped || view.tooLate ? null : <Again viewer={viewer} view={view} />}
          {until ? (
            <details class="more">
              <summary>{w.change}</summary>
              <p class="muted small">{w.until(sayShortDay(viewer.language, until, viewer.now))}</p>
              <HelpedForm viewer={viewer} view={view} said={said} />
            </details>
          ) : null}
        </>
      ) : (
        <>
          <p class="muted">{w.about}</p>
          <HelpedForm viewer={viewer} view={view} said={null} />
        </>
      )}
    </section>
  );
}

function HelpedForm({ viewer, view, said }: Props & { said: HelpedAsked["said"] }) {
  const w = words(viewer.language).appeals.helped;
  return (
    <form method="post" action={paths.appealHelped(view.head.number)} class="stack-3 measure">
      <Csrf viewer={viewer} />
      <div class="field">
        <label for="helped-words">{w.field}</label>
        <textarea id="helped-words" name="words" rows={2} maxLength={MOST_WORDS}>
          {said?.words ?? ""}
        </textarea>
      </div>
      <p class="row">
        <button type="submit" class="btn quiet" name="helped" value="yes">
          {w.yes}
        </button>
        <button type="submit" class="btn quiet" name="helped" value="no">
          {w.no}
        </button>
      </p>
    </form>
  );
}

/** The organisation gets what was said just now; without words, that it did not help. */
function Again({ viewer, view }: Props) {
  const w = words(viewer.language).appeals.helped;
  return (
    <form method="post" action={paths.appeal(view.head.number)} class="stack-2">
      <Once viewer={viewer} once={view.once} />
      <input type="hidden" name="deed" value="reopen" />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="words" value={view.helped?.said?.words ?? w.againWords} />
      <p>
        <button type="submit" class="btn">
          {w.again}
        </button>
      </p>
      <p class="muted small">{w.againAbout}</p>
    </form>
  );
}
