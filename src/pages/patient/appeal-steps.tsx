/** Where an appeal is: what is done, what goes on now, what is to come. Each step says so to those who listen. */
import type { DeedName } from "../../appeals/states.ts";
import { sayHolder } from "../parts/appeal-line.tsx";
import { holdTogether } from "../say-amount.ts";
import { sayRecentTime } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import type { AppealStep, AppealView } from "./appeal-view.ts";

type Standing = "done" | "now" | "next";

interface Step {
  readonly standing: Standing;
  readonly text: string;
  readonly at: Date | null;
  /** Who did it. */
  readonly by?: string | null;
}

export function AppealSteps({ viewer, view }: { viewer: Viewer; view: AppealView }) {
  const w = words(viewer.language).appeals.steps;
  return (
    <section class="card stack-3" aria-labelledby="steps">
      <h2 class="like-3" id="steps">
        {w.title}
      </h2>
      <ol class="steps">
        {stepsOf(viewer, view).map(({ standing, text, at, by }) => (
          <li
            key={text}
            class={standing === "next" ? undefined : standing}
            aria-current={standing === "now" ? "step" : undefined}
          >
            <span class="heard">{w.states[standing]}: </span>
            <b>{holdTogether(text)}</b>
            {by ? <p class="small">{holdTogether(by)}</p> : null}
            {at ? (
              <p class="small muted">
                <time dateTime={at.toISOString()}>{sayRecentTime(viewer.language, at, viewer.now)}</time>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(viewer: Viewer, view: AppealView): Step[] {
  const w = words(viewer.language).appeals.steps;
  const { state, kind } = view.head;
  const first = view.events[0];
  const sent: Step[] = [
    { standing: "done", text: first?.by === "system" ? w.system : w.sent, at: first?.at ?? null },
    { standing: "done", text: w.registered, at: first?.at ?? null },
  ];
  const ended = lastOf(view, ["confirm", "withdraw", "expire"]);
  if (state === "closed" && ended?.deed === "withdraw")
    return [...sent, { standing: "done", text: w.withdrawn, at: ended.at }];
  const answer = lastOf(view, ["correct", "arrive", "amend", "refuse"]);
  const taken = takenIn(view);
  const answered = state === "corrected" || state === "refused" || state === "closed";
  const work: Step = answered
    ? {
        standing: "done",
        text: w.worked(sayHolder(viewer, view.head.holder, view.head.organisation)),
        at: taken?.at ?? null,
      }
    : now(viewer, view, taken);
  const result: Step = answered
    ? {
        standing: "done",
        text: answer?.deed === "refuse" ? w.refused : w.answered[kind],
        at: answer?.at ?? null,
        by: answer ? sayActor(viewer, answer) : null,
      }
    : { standing: "next", text: w.answer[kind], at: null };
  const close: Step =
    state === "closed"
      ? { standing: "done", text: ended?.deed === "expire" ? w.expired : w.confirmed, at: ended?.at ?? null }
      : { standing: answered ? "now" : "next", text: w.confirm, at: null };
  return [...sent, work, result, close];
}

function now(viewer: Viewer, view: AppealView, taken: AppealStep | null): Step {
  const w = words(viewer.language).appeals.steps;
  const { state, holder, organisation } = view.head;
  const who = sayHolder(viewer, holder, organisation);
  if (state === "asked") return { standing: "now", text: w.asks, at: lastOf(view, ["ask"])?.at ?? null };
  if (state === "registered") return { standing: "now", text: w.waits(who), at: null };
  const by = taken && sayActor(viewer, taken);
  return { standing: "now", text: w.works(who), at: taken?.at ?? null, by: by ? w.took(by) : null };
}

/** Who took it, since it came to whoever has it now. */
function takenIn({ events }: AppealView): AppealStep | null {
  const since = events.findLastIndex(({ deed }) => deed === "escalate" || deed === "route" || deed === "reopen");
  return events.slice(since + 1).findLast(({ deed }) => deed === "take") ?? null;
}

function lastOf({ events }: AppealView, deeds: readonly DeedName[]): AppealStep | null {
  return events.findLast(({ deed }) => deeds.includes(deed)) ?? null;
}

/** «регистратор Кузнецова Л. В., Городская больница № 2»; null: the registry itself did it. */
export function sayActor(viewer: Viewer, { who, role, organisation }: AppealStep): string | null {
  if (who === null) return null;
  const w = words(viewer.language).journal.roles;
  return `${role ? `${w[role]} ` : ""}${who}${organisation ? `, ${organisation}` : ""}`;
}
