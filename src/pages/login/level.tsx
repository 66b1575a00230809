/** «Нужна подтверждённая учётная запись»: which level is held, what each opens, how to raise it, what can be done already. */
import type { Level } from "../../access/subject.ts";
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Chip } from "../parts/chip.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { loginWords } from "./words.ts";

const levels: readonly Level[] = ["simplified", "standard", "confirmed"];

export function LevelPage({ viewer, level }: { viewer: Viewer; level: Level }) {
  const w = loginWords(viewer.language).level;
  const confirmed = level === "confirmed";
  const title = confirmed ? w.titleConfirmed : w.title;
  return (
    <Page viewer={viewer} title={title} bare>
      <div class="stack-6">
        <Head viewer={viewer} title={title} lead={w.lead[level]} />
        {confirmed ? (
          <p>
            <a class="btn" href={paths.home()}>
              {w.toHome}
            </a>
          </p>
        ) : (
          <HowToRaise viewer={viewer} />
        )}
        <section class="stack">
          <h2>{w.levels}</h2>
          <ol class="steps">
            {levels.map((one) => (
              <li key={one} class={one === level ? "now" : undefined}>
                <h3>
                  {w.names[one]} {one === level ? <Chip tone="note">{w.yours}</Chip> : null}
                </h3>
                <p>{w.needs[one]}</p>
                <p class="muted">{w.opens[one]}</p>
              </li>
            ))}
          </ol>
        </section>
        {confirmed ? null : <Meanwhile viewer={viewer} />}
      </div>
    </Page>
  );
}

function HowToRaise({ viewer }: { viewer: Viewer }) {
  const w = loginWords(viewer.language).level;
  return (
    <>
      <section class="stack">
        <h2>{w.raise}</h2>
        <p>{w.raiseFirst}</p>
        <div class="grid-2 measure">
          {w.ways.map(({ title, about }) => (
            <div class="card stack-2" key={title}>
              <h3>{title}</h3>
              <p>{about}</p>
            </div>
          ))}
        </div>
      </section>
      <section class="stack-3">
        <h2>{w.after}</h2>
        <p>{w.afterText}</p>
        <form method="post" action={paths.logout()}>
          <Csrf viewer={viewer} />
          <button class="btn quiet" type="submit">
            {w.logout}
          </button>
        </form>
      </section>
    </>
  );
}

function Meanwhile({ viewer }: { viewer: Viewer }) {
  const w = loginWords(viewer.language).level;
  return (
    <section class="stack-3">
      <h2>{w.meanwhile}</h2>
      <ul class="bullets">
        <li>
          <a href={paths.help("account")}>{w.help}</a>
        </li>
        <li>
          <a href={paths.verify()}>{w.verify}</a>
        </li>
        <li>
          <a href={paths.regions()}>{w.regions}</a>
        </li>
        <li>{w.paper}</li>
      </ul>
    </section>
  );
}
