/** From a letter, without signing in: the address is confirmed, or letters stop. One button, for programs follow links too. */
import { Csrf } from "../csrf.tsx";
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface FromLetterView {
  readonly what: "confirm" | "unsubscribe";
  readonly state: "ask" | "done" | "void";
  /** Where the button sends to. */
  readonly action: string;
}

export function FromLetterPage({ viewer, view }: { viewer: Viewer; view: FromLetterView }) {
  const w = words(viewer.language).fromLetter[view.what];
  const { settings } = words(viewer.language).fromLetter;
  return (
    <Page viewer={viewer} title={w.title}>
      <div class="stack-5">
        <Head viewer={viewer} title={w.title} />
        {view.state === "ask" ? (
          <>
            <p class="measure">{w.ask}</p>
            <form method="post" action={view.action}>
              <Csrf viewer={viewer} />
              <button type="submit" class="btn big">
                {w.button}
              </button>
            </form>
          </>
        ) : (
          <Tell
            tone={view.state === "done" ? "good" : "wait"}
            icon={view.state === "done" ? "check" : "warning"}
            title={view.state === "done" ? w.done : w.void}
          >
            <p>{view.state === "done" ? w.doneAbout : w.voidAbout}</p>
            <p>
              <a href={paths.noticeSettings()}>{settings}</a>
            </p>
          </Tell>
        )}
      </div>
    </Page>
  );
}
