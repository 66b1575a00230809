/** «Отозвать обращение?»: asked once more, since it cannot be undone. */
import { Page } from "../frame.tsx";
import { type AppealHead, AppealTitle } from "../parts/appeal-line.tsx";
import { Head } from "../parts/head.tsx";
import { Once } from "../parts/letter-fields.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface AppealWithdrawView {
  readonly head: AppealHead;
  readonly version: number;
  readonly once: string;
}

export function AppealWithdrawPage({
  viewer,
  view: { head, version, once },
}: {
  viewer: Viewer;
  view: AppealWithdrawView;
}) {
  const w = words(viewer.language).appeals;
  return (
    <Page viewer={viewer} title={w.withdraw.title} current="appeals">
      <div class="stack-6 measure">
        <Head
          viewer={viewer}
          trail={[
            { href: paths.appeals(), label: w.title },
            { href: paths.appeal(head.number), label: w.number(head.number) },
          ]}
          title={w.withdraw.title}
        />
        <div class="stack-3">
          <p>
            <b>
              <AppealTitle viewer={viewer} head={head} />
            </b>
          </p>
          <p>{w.withdraw.about}</p>
        </div>
        <form method="post" action={paths.appeal(head.number)} class="row">
          <Once viewer={viewer} once={once} />
          <input type="hidden" name="deed" value="withdraw" />
          <input type="hidden" name="version" value={version} />
          <button type="submit" class="btn bad">
            {w.withdraw.yes}
          </button>
          <a class="btn quiet" href={paths.appeal(head.number)}>
            {w.withdraw.no}
          </a>
        </form>
      </div>
    </Page>
  );
}
