/** «Проверить документ»: by its number, for anybody; says when and whether in force, and nothing of medicine. */
import { Page } from "../frame.tsx";
import { Disputed } from "../parts/disputed.tsx";
import { Facts } from "../parts/facts.tsx";
import { Head } from "../parts/head.tsx";
import { Tell } from "../parts/tell.tsx";
import { paths } from "../paths.ts";
import { sayNumber } from "../say-amount.ts";
import { sayDay, sayMoment } from "../say-date.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export interface VerifiedDocument {
  readonly number: string;
  readonly registeredAt: Date;
  readonly organisation: string;
  /** When the version that replaces it was registered; null while it is in force. */
  readonly replacedAt: Date | null;
  /** Place in the log from 0; null until sealed. */
  readonly index: number | null;
  /** Its patient disputes it, and this is being checked. */
  readonly disputed?: boolean;
}

export interface VerifyView {
  /** What was typed; "" on the first visit. */
  readonly asked: string;
  /** `misshapen`: not a number at all; `none`: a number that the registry does not know; null: nothing asked yet. */
  readonly answer: VerifiedDocument | "misshapen" | "none" | null;
}

/** The form sends `number` by GET to `paths.verify()`; an answer lives at `paths.verify(number)`. */
export function VerifyPage({ viewer, view }: { viewer: Viewer; view: VerifyView }) {
  const w = words(viewer.language).verify;
  const { answer } = view;
  const found = answer !== null && typeof answer === "object" ? answer : null;
  return (
    <Page viewer={viewer} title={w.title} failed={answer === "misshapen"}>
      <div class="stack-6">
        <Head viewer={viewer} title={w.title}>
          {found ? null : <p class="lead">{w.lead}</p>}
        </Head>
        {found ? <Found viewer={viewer} found={found} /> : null}
        {answer === "none" ? (
          <Tell tone="wait" icon="warning" title={w.none}>
            <p>{w.asked(view.asked)}</p>
            <p>{w.noneAbout}</p>
          </Tell>
        ) : null}
        <form method="get" action={paths.verify()} class="card stack">
          <div class="field">
            <label for="number">{found ? w.another : w.label}</label>
            <p class="hint small" id="number-hint">
              {w.hint}
            </p>
            {answer === "misshapen" ? (
              <p class="fault" id="number-fault">
                {w.misshapen}
              </p>
            ) : null}
            <input
              id="number"
              type="text"
              name="number"
              class="num"
              inputMode="decimal"
              autocomplete="off"
              maxLength={40}
              value={found ? "" : view.asked}
              aria-describedby={answer === "misshapen" ? "number-hint number-fault" : "number-hint"}
              aria-invalid={answer === "misshapen" ? "true" : undefined}
            />
          </div>
          <p>
            <button type="submit" class="btn">
              {w.button}
            </button>
          </p>
        </form>
        <section class="prose">
          <h2 class="like-3">{w.what}</h2>
          <p>{w.whatText}</p>
        </section>
      </div>
    </Page>
  );
}

function Found({ viewer, found }: { viewer: Viewer; found: VerifiedDocument }) {
  const w = words(viewer.language).verify;
  const { language } = viewer;
  return (
    <Tell
      tone={found.replacedAt ? "wait" : "good"}
      icon={found.replacedAt ? "history" : "shield"}
      title={found.replacedAt ? w.replaced : w.current}
    >
      {found.replacedAt ? <p>{w.replacedAbout(sayDay(language, found.replacedAt))}</p> : null}
      {found.disputed ? (
        <p>
          <Disputed viewer={viewer} /> {words(language).appeals.disputedPublic}
        </p>
      ) : null}
      <Facts
        facts={[
          [w.number, <span class="num one-line">{found.number}</span>],
          [w.registered, sayMoment(language, found.registeredAt)],
          [w.organisation, <span lang="ru">{found.organisation}</span>],
          [w.place, found.index === null ? w.notPlaced : <span class="num">{sayNumber(language, found.index)}</span>],
        ]}
      />
    </Tell>
  );
}
