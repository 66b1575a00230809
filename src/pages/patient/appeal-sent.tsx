/** «Обращение отправлено»: its number, who answers and until when, and that nothing more is needed. */
import { Page } from "../frame.tsx";
import { type AppealHead, AppealTitle, sayHolder, sayTerm } from "../parts/appeal-line.tsx";
import { Facts } from "../parts/facts.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { holdTogether } from "../say-amount.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface AppealSentView {
  readonly head: AppealHead;
  /** It became a word more in an appeal that was open. */
  readonly joined: boolean;
}

export function AppealSentPage({ viewer, view: { head, joined } }: { viewer: Viewer; view: AppealSentView }) {
  const w = words(viewer.language).appeals;
  const title = joined ? w.sent.joined : w.sent.title;
  const term = sayTerm(viewer, head);
  return (
    <Page viewer={viewer} title={title} current="appeals">
      <div class="stack-6 measure">
        <div class="head">
          <h1>{title}</h1>
        </div>
        <Tell tone="good" icon="check" title={<AppealTitle viewer={viewer} head={head} />}>
          {joined ? <p>{w.sent.joinedAbout}</p> : null}
          <Facts
            facts={[
              [w.sent.number, <span class="num one-line">{head.number}</span>],
              [w.sent.who, <span lang="ru">{holdTogether(sayHolder(viewer, head.holder, head.organisation))}</span>],
              [w.sent.when, term.charAt(0).toLocaleUpperCase(viewer.language) + term.slice(1)],
            ]}
          />
        </Tell>
        <p>
          <b>{w.nothing}</b> {w.sent.notices}
        </p>
        <p class="row">
          <a class="btn" href={paths.appeal(head.number)}>
            {w.sent.see}
          </a>
          <a href={paths.appeals()}>{w.sent.all}</a>
          <a href={paths.notices()}>{w.sent.noticesLink}</a>
        </p>
      </div>
    </Page>
  );
}
