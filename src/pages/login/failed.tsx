/** The login came to nothing: why in plain words, once more, and another way. */
import type { Refusal } from "../../basics/refusal.ts";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { loginWords } from "./words.ts";

export interface FailedProps {
  readonly viewer: Viewer;
  readonly refusal: Refusal;
  /** Where the person wanted to go. */
  readonly to: string | null;
  /** By which support finds the line in the log. */
  readonly reference: string;
}

export function FailedPage({ viewer, refusal, to, reference }: FailedProps) {
  const w = loginWords(viewer.language).failed;
  const cancelled = refusal.code === "LOGIN_CANCELLED"; // their own wish is no error
  const title = cancelled ? w.cancelled : w.title;
  return (
    <Page viewer={viewer} title={title} failed={!cancelled} bare>
      <div class="stack-6">
        <Head viewer={viewer} title={title} lead={refusal.words[viewer.language]} />
        <p class="row">
          <a class="btn" href={paths.login(to ?? undefined)}>
            {w.again}
          </a>
          <a class="btn quiet" href={paths.front()}>
            {w.front}
          </a>
        </p>
        {cancelled ? null : (
          <section class="stack-3 measure">
            <h2>{w.otherWay}</h2>
            <p>
              <a href={paths.help("account")}>{w.help}</a>
            </p>
            <p>{w.paper}</p>
            <p class="muted small">{w.code(reference)}</p>
          </section>
        )}
      </div>
    </Page>
  );
}
