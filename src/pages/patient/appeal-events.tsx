/** Everything that happened in an appeal, oldest first: who, when, what was written, which files came with it. */
import { sayHolder } from "../parts/appeal-line.tsx";
import { Chip } from "../parts/chip.tsx";
import { Icon } from "../parts/icon.tsx";
import { paths } from "../paths.ts";
import { holdTogether, saySize } from "../say-amount.ts";
import { sayRecentTime, sayShortDay } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";
import { sayActor } from "./appeal-steps.tsx";
import type { AppealStep, AppealView } from "./appeal-view.ts";

export function AppealEvents({ viewer, view }: { viewer: Viewer; view: AppealView }) {
  const w = words(viewer.language).appeals.events;
  return (
    <section class="stack-3" aria-labelledby="events">
      <h2 id="events">{w.title}</h2>
      <ol class="letters">
        {view.events.map((event) => (
          <Event key={event.seq} viewer={viewer} view={view} event={event} />
        ))}
      </ol>
    </section>
  );
}

function Event({ viewer, view, event }: { viewer: Viewer; view: AppealView; event: AppealStep }) {
  const w = words(viewer.language).appeals;
  const mine = event.by === "patient";
  const fresh = view.movedSince !== null && event.seq > view.movedSince;
  const passedOn = event.deed === "escalate" || event.deed === "route" || event.deed === "reopen";
  return (
    <li class={mine ? "mine" : event.by === "system" ? "system" : undefined}>
      <p class="row">
        <b>{titleOf(viewer, event)}</b>
        {fresh ? <Chip tone="new">{w.events.fresh}</Chip> : null}
      </p>
      <p class="small muted">
        {mine ? w.events.you : <span lang="ru">{holdTogether(sayActor(viewer, event) ?? w.events.registry)}</span>},{" "}
        <time dateTime={event.at.toISOString()}>{sayRecentTime(viewer.language, event.at, viewer.now)}</time>
      </p>
      {event.deed === "refuse" && event.cause ? <p>{capital(viewer, w.causes[event.cause])}.</p> : null}
      {event.words ? (
        <p class="said-words" lang="ru">
          {event.words}
        </p>
      ) : null}
      {passedOn ? (
        <p class="small">
          {w.events.to(holdTogether(sayHolder(viewer, event.holder, view.head.organisation)))}
          {event.dueOn ? ` ${w.events.term(sayShortDay(viewer.language, event.dueOn, viewer.now))}` : null}
        </p>
      ) : null}
      {event.files.length > 0 ? <Files viewer={viewer} number={view.head.number} event={event} /> : null}
    </li>
  );
}

function titleOf(viewer: Viewer, { deed, by }: AppealStep): string {
  const w = words(viewer.language).appeals;
  if (deed === "message") return by === "patient" ? w.events.mine : w.events.theirs;
  if (deed === "escalate") return by === "system" ? w.events.late : w.events.escalate;
  if (deed === "register") return by === "system" ? w.steps.system : w.events.register;
  return w.events[deed];
}

function Files({ viewer, number, event }: { viewer: Viewer; number: string; event: AppealStep }) {
  const w = words(viewer.language).appeals.events;
  return (
    <ul class="files">
      {event.files.map(({ id, type, size }, n) => (
        <li key={id}>
          <a href={paths.appealFile(number, id)} download>
            <Icon name="clip" />
            {w.file[type]}
            {event.files.length > 1 ? ` ${n + 1}` : ""}, {w.download} <small>{saySize(viewer.language, size)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

function capital(viewer: Viewer, text: string): string {
  return text.charAt(0).toLocaleUpperCase(viewer.language) + text.slice(1);
}
